/*
 * Cargo goes by the sources' times, and takes two clones for the same workspace where they share a
 * build folder. So a file that has just been checked out counts as changed though it is not, and one
 * that was checked out before another clone was built counts as built though it is not.
 *
 *   node scripts/times.cjs FOLDER [--give-back]
 *
 * Compares every source with what was last built in FOLDER (FOLDER/sources.json). What differs gets
 * the time of now, so that it is built. With --give-back, what is the same gets the time that it had
 * then, so that it is not built again: only for a folder in which nobody builds without this (CI's).
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const [folder, option] = process.argv.slice(2);
const git = (words, input) =>
  execFileSync('git', words, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });

/** Path → what is there: a file's hash, a folder's names (a build script may look at a folder). */
function sources() {
  const listed = git(['ls-files', '-co', '--exclude-standard', '-z']).split('\0');
  const files = [...new Set(listed)].filter((file) => file && fs.existsSync(file)).sort();
  const hashes = git(['hash-object', '--stdin-paths'], files.join('\n')).trim().split('\n');
  const holds = new Map(files.map((file, at) => [file, hashes[at]]));
  const names = new Map();
  for (const file of files) {
    for (let below = file; below !== '.'; below = path.dirname(below)) {
      const above = path.dirname(below);
      if (!names.has(above)) names.set(above, new Set());
      names.get(above).add(path.basename(below));
    }
  }
  for (const [above, below] of names) holds.set(above, [...below].sort().join('/'));
  return holds;
}

const record = path.join(folder, 'sources.json');
const built = fs.existsSync(record) ? JSON.parse(fs.readFileSync(record, 'utf8')) : {};
const now = Date.now() / 1000;
const next = {};
let different = 0;
for (const [source, holds] of sources()) {
  const [held, time] = built[source] ?? [];
  const same = held === holds;
  if (!same) different += 1;
  if (!same || option === '--give-back') fs.utimesSync(source, same ? time : now, same ? time : now);
  next[source] = [holds, same ? time : now];
}
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(`${record}.new`, JSON.stringify(next));
fs.renameSync(`${record}.new`, record);
console.log(`      ${different} of ${Object.keys(next).length} differ from what was built last`);
