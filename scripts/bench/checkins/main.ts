// `npm run bench:checkins [-- --json] [--due 10000] [--whole] [--start 120]`: what a tick costs by guilds, and what becomes of many
// check-ins that are due in one minute. On an embedded database, or on the server of BENCH_DATABASE_URL, which it empties.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBurst } from './burst.ts';
import { measureTick, type TickFigures } from './tick.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Only this: `tick` or `burst`. */
    only: { type: 'string' },
    due: { type: 'string', default: '10000' },
    whole: { type: 'boolean', default: false },
    start: { type: 'string', default: '120' },
  },
});
const serverUrl = process.env.BENCH_DATABASE_URL;
const ticks: TickFigures[] = [];
if (values.only !== 'burst')
  for (const guilds of [0, 10_000, 100_000]) {
    const home = mkdtempSync(join(tmpdir(), 'granica-bench-'));
    const where = serverUrl ? 'PostgreSQL server' : 'embedded';
    ticks.push(await measureTick(where, serverUrl ?? `file:${join(home, 'data')}`, guilds));
    rmSync(home, { recursive: true, force: true });
  }
const { whole } = values;
const options = { due: Number(values.due), whole, serverUrl, startSeconds: Number(values.start) };
const burst = values.only === 'tick' ? undefined : await measureBurst(options);

if (values.json) console.log(JSON.stringify({ ticks, burst }));
else {
  console.table(ticks);
  if (burst) console.table(burst);
}
