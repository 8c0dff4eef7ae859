/* What the population register says, as an operator imports it. */

/** A person, as the register tells of it. */
export interface Registered {
  number: string;
  /** The birth date: 2021-09-07. */
  born: string;
  /** Given and family name; none: a newborn. */
  name?: [given: string, family: string];
  protection?: 'confidential';
  guardianOf?: Custody[];
}

/** Whom one guards, and the last day where it ends. */
export interface Custody {
  child: string;
  until?: string;
}

/** The file for `agera-ombud register import`. */
export function registerFile(people: Registered[]): string {
  return people.map(person).join('\n');
}

function person({ number, born, name, protection, guardianOf = [] }: Registered): string {
  const [given, family] = name ?? [];
  const lines = [
    '[[person]]',
    `number = "${number}"`,
    `born = ${born}`,
    ...(name ? [`given = "${given}"`, `family = "${family}"`] : []),
    ...(protection ? [`protection = "${protection}"`] : []),
    `guardian_of = [${guardianOf.map(custody).join(', ')}]`,
  ];
  return `${lines.join('\n')}\n`;
}

function custody({ child, until }: Custody): string {
  return until ? `{ child = "${child}", until = ${until} }` : `{ child = "${child}" }`;
}
