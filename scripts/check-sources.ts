/** Lists the sources of the guide that nobody has read for a year: `npm run check:sources`. docs/law.md says why. */
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { readGuide } from '../src/guide/articles.ts';
import { LOCALES } from '../src/i18n/locales.ts';
import { RATES } from '../src/templates/interest/rates.ts';

/** Days after which a source is read again. */
const FRESH = 365;

/** A line for each table of rates that has ended: until somebody adds to it, the demand for payment states no sums. */
export function endedTables(today: Temporal.PlainDate): string[] {
  return Object.entries(RATES)
    .filter(([parties, { until }]) => parties !== 'health' && Temporal.PlainDate.compare(until, today) < 0)
    .map(([parties, { until }]) => `content/interest.yaml: the rates for “${parties}” are known until ${until}`);
}

/** A line for each source that was checked too long ago, or on a day that has not come yet. */
export function oldSources(contentDir: string, today: Temporal.PlainDate): string[] {
  return LOCALES.flatMap((locale) =>
    [...readGuide(contentDir, locale).guide.articles.values()].flatMap(({ file, sources }) =>
      sources
        .filter(({ checked }) => {
          const { days } = Temporal.PlainDate.from(checked).until(today, { largestUnit: 'days' });
          return days > FRESH || days < 0;
        })
        .map(({ name, url, checked }) => `content/${file}: ${name}, checked on ${checked}: ${url}`),
    ),
  );
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('../content', import.meta.url));
  const today = Temporal.Now.plainDateISO();
  const lines = [...oldSources(folder, today), ...endedTables(today)];
  for (const line of lines) console.error(line);
  if (lines.length > 0) process.exitCode = 1;
  else console.log('Every source of the guide was checked within a year, and every table of rates holds today.');
}
