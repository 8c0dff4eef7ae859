/* A rule set as a region could have it: the product's own, with some values of its own. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The values that differ, by their names in `rules/default.toml`. */
export type RuleValues = Record<string, number>;

const OWN = new URL('../../rules/default.toml', import.meta.url);

/** Writes it into a folder in this one; gives that folder. */
export async function writeRules(within: string, values: RuleValues): Promise<string> {
  let rules = await readFile(OWN, 'utf8');
  for (const [name, value] of Object.entries(values)) {
    const known = new RegExp(`^(\\[${name}\\]\\nvalue = ).*$`, 'm');
    if (!known.test(rules)) throw new Error(`there is no rule ${name}`);
    rules = rules.replace(known, `$1${value}`);
  }
  const folder = path.join(within, 'rules');
  await mkdir(folder);
  await writeFile(path.join(folder, 'default.toml'), rules);
  return folder;
}
