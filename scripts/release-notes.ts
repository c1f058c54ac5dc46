/** Heading under which the changelog collects what is not released yet. */
const UNRELEASED = '## Unreleased';

const headingOf = (version: string, day: string): string => `## ${version} – ${day}`;

/** What a changelog says of a version, or of what is not released yet, without its heading; undefined if it has no such part. */
export function notesOf(changelog: string, version: string): string | undefined {
  const lines = changelog.split('\n');
  const begins = (line: string) => line === `## ${version}` || line.startsWith(`## ${version} `);
  const start = lines.findIndex(begins);
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  return lines
    .slice(start + 1, length < 0 ? undefined : start + 1 + length)
    .join('\n')
    .trim();
}

/** The changelog once what was not released is a version of a day (ISO date). @throws if there is nothing to release */
export function closeChangelog(changelog: string, version: string, day: string): string {
  if (!notesOf(changelog, 'Unreleased')) throw new Error('The changelog says nothing under “Unreleased”.');
  if (notesOf(changelog, version) !== undefined) throw new Error(`The changelog has a version ${version} already.`);
  return changelog.replace(`${UNRELEASED}\n`, () => `${UNRELEASED}\n\n${headingOf(version, day)}\n`);
}

/** Whether a version comes after another one; both as 1.2.3. */
export function isLater(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  for (const [index, part] of (a ?? []).entries()) {
    const other = b?.[index] ?? 0;
    if (part !== other) return part > other;
  }
  return false;
}
