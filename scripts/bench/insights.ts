// `npm run bench:insights [-- --json] [--server]` (`--server`: not the embedded database): how long a member waits for their insights while the log holds a million entries.
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { readInsights } from '../../src/violations/insights.ts';
import { refreshTally } from '../../src/violations/tally.ts';

const ENTRIES = 1_000_000;
const MEMBERS = 10_000;
const READS = 500;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const today = Temporal.Now.plainDateISO();

interface Figures {
  readonly where: string;
  readonly entries: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Sums of one week written anew, as with every change of an entry. */
  readonly writeP95: number;
}

/** Members write a hundred entries each over two years; one wrote a tenth of all. */
async function fill({ withSession }: Database): Promise<void> {
  await withSession(async (session) => {
    const batch = 100_000;
    // Made afterwards, as a restore does: row by row they take most of the time.
    const indexes = await session.query(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'Violation' AND indexname NOT LIKE '%pkey'`,
    );
    for (const { name } of indexes) await session.exec(`DROP INDEX "${name}"`);
    for (let from = 0; from < ENTRIES; from += batch)
      await session.exec(`
        INSERT INTO "Violation" (id, "authorId", kind, story, reaction, weight, "happenedOn", state, "addressedOn", "interactionId", "updatedAt")
        SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, CASE WHEN n % 10 = 0 THEN '1' ELSE (1 + n % ${MEMBERS})::text END,
          (ARRAY['after-hours','scope-creep','late-payment','other'])[1 + n % 4], 'Historia', 'reminded', 3,
          current_date - (n % 700), 'addressed', current_date - (n % 700), 'bench-' || n, now()
        FROM generate_series(${from}, ${from + batch - 1}) n`);
    for (const { definition } of indexes) await session.exec(String(definition));
    await session.exec(`
      INSERT INTO "ViolationTally" ("authorId", week, kind, currency, entries, "letPass", addressed, "addressedDays", "unpaidMinutes", amount)
      SELECT "authorId", date_trunc('week', "happenedOn"::timestamp)::date, kind, '', count(*), 0, count(*), 0, 0, 0
      FROM "Violation" GROUP BY 1, 2, 3`);
    await session.exec('ANALYZE');
  });
}

async function measure(where: string, url: string): Promise<Figures> {
  const database = await openDatabase({ url, log, dataKeys: [] });
  try {
    await fill(database);
    const read = async (member: string) => {
      const started = performance.now();
      await readInsights(database.db, member, today);
      return performance.now() - started;
    };
    const write = async (member: string) => {
      const started = performance.now();
      await database.db.$transaction((tx) => refreshTally(tx, member, [today.subtract({ days: randomInt(80) })]));
      return performance.now() - started;
    };
    const someone = (count: number) => (count % 10 === 0 ? '1' : String(2 + randomInt(MEMBERS - 1)));
    for (let count = 0; count < 20; count += 1) await read(someone(count));
    const reads: number[] = [];
    for (let count = 0; count < READS; count += 1) reads.push(await read(someone(count)));
    const writes: number[] = [];
    for (let count = 0; count < READS / 5; count += 1) writes.push(await write(someone(count)));
    const entries = await database.db.violation.count();
    return { where, entries, p50: at(reads, 0.5), p95: at(reads, 0.95), writeP95: at(writes, 0.95) };
  } finally {
    await database.close();
  }
}

function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1));
}

const home = mkdtempSync(join(tmpdir(), 'granica-bench-'));
const serverUrl = process.env.BENCH_DATABASE_URL;
const figures = [
  ...(serverUrl ? [await measure('PostgreSQL server', serverUrl)] : []),
  ...(process.argv.includes('--server') ? [] : [await measure('embedded', `file:${join(home, 'data')}`)]),
];
rmSync(home, { recursive: true, force: true });
if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
else console.table(figures);
if (!serverUrl) console.error('Set BENCH_DATABASE_URL=postgresql://… (an empty database) to measure on a server too.');
