// `npm run simulate -- --guilds 200 --weeks 4 --seed 1`: docs/checkins.md says what it shows.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/database/database.ts';
import { simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    guilds: { type: 'string', default: '200' },
    weeks: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [guilds = 0, weeks = 0, seed = 0] = [values.guilds, values.weeks, values.seed].map(Number);
if (![guilds, weeks, seed].every((value) => Number.isSafeInteger(value) && value > 0))
  throw new RangeError('--guilds, --weeks and --seed are whole numbers from 1');

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const directory = await mkdtemp(join(tmpdir(), 'granica-simulate-'));
const url = process.env.DATABASE_URL ?? `file:${join(directory, 'data')}`;
const database = await openDatabase({ url, log: silent });
try {
  if ((await database.db.community.count()) > 0)
    throw new Error('DATABASE_URL holds communities: the simulation needs an empty database, and fills it.');
  const started = performance.now();
  const elapsed = () => Math.round((performance.now() - started) / 1000);
  const onDay = (day: number) => {
    if (day % 7 === 0) console.error(`${day / 7} of ${weeks} weeks after ${elapsed()} s`);
  };
  const { peak, ...counts } = await simulate({ database, guilds, weeks, seed, onDay });
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const shares = {
    'of 50 requests/s, busiest second': percent(peak.second),
    'of 50 requests/s, busiest minute': percent(peak.minute),
  };
  const report = { guilds, weeks, seed, database: database.kind, ...counts, ...shares, seconds: elapsed() };
  if (values.json) console.log(JSON.stringify(report));
  else console.table(report);
  if (counts.duplicated > 0 || counts.lost > 0) process.exitCode = 1;
} finally {
  await database.close();
  await rm(directory, { recursive: true, force: true });
}
