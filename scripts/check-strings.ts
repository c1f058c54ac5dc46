// Holds the strings of all languages against one another; part of `npm run check`.
import { CONTENT_DIR } from '../src/app/content.ts';
import { LOCALES } from '../src/i18n/locales.ts';
import { problemsOf, readAllStrings, unloadedFiles } from './strings.ts';

const strings = new Map(LOCALES.map((locale) => [locale, readAllStrings(CONTENT_DIR, locale)]));
const problems = [...unloadedFiles(CONTENT_DIR), ...problemsOf(strings)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(
  `Strings: ${[...strings.values()].map(({ size }) => size).join(' and ')} in ${LOCALES.join(' and ')}, all in step.`,
);
