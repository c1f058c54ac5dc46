// `npm run bench:large [-- --scale 0.1] [--server URL] [--embedded] [--json]`: every job, and what heavy commands do, on a very
// large instance, while somebody in another guild goes on working. `--server` needs an empty database; without it, TEST_DATABASE_URL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { openDatabase } from '../../../src/database/open.ts';
import { amountsAt, fill } from './fill.ts';
import { measure, type Row } from './probe.ts';
import { worksOf } from './works.ts';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    server: { type: 'string' },
    embedded: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1)) throw new Error('--scale is a number above 0, at most 1');
const silent = { info: () => undefined, warn: () => undefined, error: console.error };

async function run(url: string): Promise<{ filled: number; rows: Row[] }> {
  const database = await openDatabase({ url, log: silent });
  try {
    const started = performance.now();
    await fill(database, amountsAt(scale));
    const filled = (performance.now() - started) / 1000;
    console.error(`Filled in ${filled.toFixed(0)} s.`);
    const clock = { now: () => Temporal.Now.instant() };
    const rows: Row[] = [];
    for (const [name, work] of worksOf(database, clock)) {
      if (values.only !== undefined && !name.includes(values.only)) continue;
      rows.push(await measure(database, name, work));
      if (!values.json) console.error(rows.at(-1));
    }
    return { filled, rows };
  } finally {
    await database.close();
  }
}

const serverUrl = values.server ?? process.env.TEST_DATABASE_URL;
const home = mkdtempSync(join(tmpdir(), 'granica-bench-'));
const results = {
  ...(serverUrl && !values.embedded ? { server: await run(serverUrl) } : {}),
  ...(values.embedded || !serverUrl ? { embedded: await run(`file:${join(home, 'data')}`) } : {}),
};
rmSync(home, { recursive: true, force: true });
for (const [name, { rows }] of Object.entries(results)) {
  if (values.json) continue;
  console.log(`${name}, scale ${scale}`);
  console.table(rows);
}
if (values.json) console.log(JSON.stringify({ scale, ...results }));
