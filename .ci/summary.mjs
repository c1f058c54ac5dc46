// Sums up a run of `.ci/run`: reads its list of results (tab-separated: `check`, name, exit code; or `tests`, name, exit
// code, report of vitest) and prints one line as the last one. Plain JavaScript, so that any Node can run it when
// `npm ci` has failed.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ passed: number, failed: string[], skipped: string[] }} Summary
 * @param {string} results the list of results
 * @param {(path: string) => string | undefined} readReport
 * @returns {Summary}
 */
export function summarise(results, readReport) {
  let passed = 0;
  const failed = [];
  const executed = new Set();
  const left = new Set();
  for (const line of results.split('\n').filter(Boolean)) {
    const [kind, name, status, path] = line.split('\t');
    if (kind === 'check') {
      if (status === '0') passed += 1;
      else failed.push(name);
      continue;
    }
    const before = failed.length;
    const report = readReport(path);
    for (const file of report === undefined ? [] : JSON.parse(report).testResults) {
      // A file that cannot even be loaded has no tests.
      if (file.status === 'failed' && file.assertionResults.length === 0) failed.push(`${name}: ${file.name}`);
      for (const test of file.assertionResults) {
        const id = `${file.name}: ${test.fullName}`;
        if (test.status === 'passed') passed += 1;
        else if (test.status === 'failed') failed.push(`${name}: ${id}`);
        else left.add(id);
        if (test.status === 'passed' || test.status === 'failed') executed.add(id);
      }
    }
    // Vitest also fails without a failed test: an unhandled error, no tests, a crash.
    if ((status !== '0' || report === undefined) && failed.length === before) failed.push(name);
  }
  // A test that needs the server is skipped without it; it counts as skipped when no run executed it.
  return { passed, failed, skipped: [...left].filter((id) => !executed.has(id)) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  const { passed, failed, skipped } = summarise(read(process.argv[2]) ?? '', read);
  const show = (label, names) => {
    for (const name of names) console.log(`${label}: ${name.replace(`${process.cwd()}/`, '')}`);
  };
  show('Failed', failed);
  show('Skipped', skipped);
  console.log(`${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  process.exitCode = failed.length > 0 || skipped.length > 0 || passed === 0 ? 1 : 0;
}
