// `npm run simulate -- --guilds 10000 --weeks 8 --seed 1 --http 200`: docs/checkins.md says what it shows. With `--processes 4 --shards 64`
// several processes share the guilds, on the PostgreSQL server of DATABASE_URL: docs/scale.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { useOptimisingCompiler } from '../../src/database/wasm.ts';
import { simulateHttp } from './http.ts';
import { countStatements, sizeOf } from './load.ts';
import { describePart, isRight, type Part } from './report.ts';
import { type SimulationReport, simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    guilds: { type: 'string', default: '200' },
    weeks: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '1' },
    shards: { type: 'string', default: '1' },
    wave: { type: 'boolean', default: false },
    http: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [guilds, weeks, seed, processes, shards] = [
  values.guilds,
  values.weeks,
  values.seed,
  values.processes,
  values.shards,
].map(Number) as [number, number, number, number, number];
// Over HTTP one process has all guilds; with several, that part is left out unless it is asked for.
const http =
  values.http === undefined ? (processes > 1 || values.wave ? 0 : Math.min(200, guilds)) : Number(values.http);
if (![guilds, weeks, seed, processes, shards].every((value) => Number.isSafeInteger(value) && value > 0))
  throw new RangeError('--guilds, --weeks, --seed, --processes and --shards are whole numbers from 1');
if (processes > 1 && !process.env.DATABASE_URL?.startsWith('postgres'))
  throw new RangeError(
    '--processes: Several processes need a PostgreSQL server. Give the address of an empty database in DATABASE_URL.',
  );
if (!Number.isSafeInteger(http) || http < 0) throw new RangeError('--http is a whole number from 0');

useOptimisingCompiler();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const parts: Part[] = [];
const statements = countStatements();

/** Runs one part on an empty database of its own, or on that of DATABASE_URL. */
async function run(
  part: string,
  size: number,
  url: string | undefined,
  work: (database: Database, onDay: (day: number) => void) => Promise<SimulationReport>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'granica-simulate-'));
  const database = await openDatabase({ url: url ?? `file:${join(directory, 'data')}`, log: silent });
  try {
    if ((await database.db.community.count()) > 0)
      throw new Error('DATABASE_URL holds communities: the simulation needs an empty database, and fills it.');
    const started = performance.now();
    const sent = statements();
    const elapsed = () => Math.round((performance.now() - started) / 1000);
    const report = await work(database, (day) => {
      if (day % 7 === 0) console.error(`${part}: week ${day / 7} is over after ${elapsed()} s`);
    });
    const load = {
      databaseSize: await sizeOf(database),
      statements: database.kind === 'server' ? statements() - sent : undefined,
    };
    parts.push({ part, guilds: size, weeks, seed, database: database.kind, ...report, ...load, seconds: elapsed() });
  } finally {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  }
}

await run(
  [
    'virtual time',
    ...(values.wave ? ['one wave'] : []),
    ...(processes > 1 ? [`${processes} processes, ${shards} shards`] : []),
  ].join(', '),
  guilds,
  process.env.DATABASE_URL,
  (database, onDay) => simulate({ database, guilds, weeks, seed, processes, shards, wave: values.wave, onDay }),
);
if (http > 0)
  await run('over HTTP', http, undefined, (database, onDay) =>
    simulateHttp({ database, guilds: http, weeks, seed, onDay }),
  );
if (values.json) console.log(JSON.stringify(parts));
else console.log(parts.map(describePart).join('\n\n'));
if (!parts.every(isRight)) process.exitCode = 1;
