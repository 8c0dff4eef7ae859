/* What people type, and what is wrong with it. */
import { readFileSync } from 'node:fs';

/** A slip, its code, and how it is told. */
export interface Slip {
  typed: string;
  code: string;
  text: string;
}

/** Every slip that the form itself knows, made of a child's right number and of an adult's. */
export function slips(right: string, adult: string): Slip[] {
  const last = Number(right.slice(-1));
  return [
    { typed: '', code: 'empty', text: 'Skriv barnets personnummer.' },
    {
      typed: right.slice(0, -1),
      code: 'number_shape',
      text: 'Skriv personnumret med 10 eller 12 siffror, till exempel ÅÅÅÅMMDD-NNNN.',
    },
    {
      typed: `${right.slice(0, 4)}0231-${right.slice(-4)}`,
      code: 'number_date',
      text: 'Datumet i personnumret finns inte. Kontrollera år, månad och dag.',
    },
    {
      // The check digit knows no century.
      typed: adult.replace(/^19/, '20'),
      code: 'number_future',
      text: 'Datumet i personnumret har inte varit än. Kontrollera året.',
    },
    {
      typed: `${right.slice(0, -1)}${(last + 1) % 10}`,
      code: 'number_checksum',
      text: 'Personnumret stämmer inte. Kontrollera siffrorna, särskilt de fyra sista.',
    },
    {
      typed: coordinationNumber(),
      code: 'number_coordination',
      text: 'Det här är ett samordningsnummer. Bara barn med personnummer går att lägga till.',
    },
    {
      typed: '20181231AB2C',
      code: 'number_reserve',
      text: 'Det här ser ut som ett reservnummer. Bara barn med personnummer går att lägga till.',
    },
  ];
}

/** One of Skatteverket's test coordination numbers. */
export function coordinationNumber(): string {
  const file = new URL('../../testdata/samordningsnummer.txt', import.meta.url);
  const first = readFileSync(file, 'utf8').match(/^\d{12}$/m);
  if (!first) throw new Error('testdata has no coordination number');
  return first[0];
}
