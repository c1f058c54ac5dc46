// npm run release -- 1.0.0: closes the changelog, raises the version, commits and tags, here and nowhere else; what is pushed then makes
// the workflow publish. npm run release -- --notes 1.0.0 prints what the changelog says of a version.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { closeChangelog, isLater, notesOf } from './release-notes.ts';

const CHANGELOG = 'CHANGELOG.md';

function stop(why: string): never {
  console.error(why);
  process.exit(1);
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
  if (status !== 0) stop(`git ${args[0]}: ${stderr.trim()}`);
  return stdout.trim();
}

/** Writes the version into a file of npm's, and leaves the rest as it is. */
function raise(file: string, version: string): void {
  const text = readFileSync(file, 'utf8');
  const { version: before } = JSON.parse(text);
  // The lockfile says it of itself and of the package at its top.
  const places = file === 'package-lock.json' ? 2 : 1;
  let left = places;
  const raised = text.replaceAll(`"version": "${before}"`, (whole) => (left-- > 0 ? `"version": "${version}"` : whole));
  writeFileSync(file, raised);
}

const notesOnly = process.argv.includes('--notes');
const version =
  process.argv
    .slice(2)
    .find((argument) => !argument.startsWith('--'))
    ?.replace(/^v/, '') ?? '';
if (!/^\d+\.\d+\.\d+$/.test(version)) stop('Name the version: npm run release -- 1.0.0');

const changelog = readFileSync(CHANGELOG, 'utf8');
if (notesOnly) {
  console.log(notesOf(changelog, version) ?? stop(`The changelog has no version ${version}.`));
} else {
  const present: string = JSON.parse(readFileSync('package.json', 'utf8')).version;
  if (!isLater(version, present)) stop(`${version} does not come after ${present}.`);
  if (git('status', '--porcelain') !== '') stop('There are changes that are not committed.');
  if (git('tag', '--list', `v${version}`) !== '') stop(`There is a tag v${version} already.`);
  try {
    writeFileSync(CHANGELOG, closeChangelog(changelog, version, new Date().toISOString().slice(0, 10)));
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
  for (const file of ['package.json', 'package-lock.json']) raise(file, version);
  git('add', CHANGELOG, 'package.json', 'package-lock.json');
  git('commit', '--quiet', '--message', `Release ${version}`);
  const notes = notesOf(readFileSync(CHANGELOG, 'utf8'), version) ?? '';
  // Lines of the notes that begin with # are headings, not comments.
  git('tag', '--annotate', '--cleanup=verbatim', `v${version}`, '--message', `Granica ${version}\n\n${notes}\n`);
  console.log(`Committed and tagged v${version}. Look at it (git show v${version}), then publish it:`);
  console.log(`  git push --atomic origin HEAD v${version}`);
}
