// `npm run bench:burst`: ten thousand members press a check-in that has just appeared, within a minute: half of them for a calm week, the
// others fill in the form. Then the bot is killed, and what people were told is compared with what is stored. Ends with 1 if anybody got
// no answer or a wrong one, or a row is missing. `BENCH_DATABASE_URL` (a server whose user may create databases) measures there too.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { countStored, FIRST_PRESSER, type Stored } from './contest/aftermath.ts';
import { granica, startContestant } from './contest/contestants.ts';
import { durabilityOf, embeddedPlace, type Place, serverPlace } from './contest/databases.ts';
import { fillEntry, MARKS, pressCalm, pressLog } from './contest/rows.ts';
import { fillStore } from './contest/store.ts';
import { markdown, short } from './contest/table.ts';
import { answerOf } from './stand-in/interactions.ts';
import type { BurstCell, Task } from './stand-in/protocol.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** 300 members in three seconds: shows that everything works, not how fast. */
    quick: { type: 'boolean', default: false },
    members: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '60' },
    /** `embedded` or `server` alone. */
    only: { type: 'string', default: '' },
  },
});
const presses = values.quick ? 300 : Number(values.members);
const seconds = values.quick ? 3 : Number(values.seconds);
if (!(presses > 0 && seconds > 0)) throw new RangeError('--members and --seconds are numbers above 0');
const serverUrl = process.env.BENCH_DATABASE_URL;
/** What members wrote before; it is not what this is about. */
const ENTRIES = 2;
const WARM_UP = { people: 20, seconds: values.quick ? 0.2 : 5, least: 1 };

interface Result extends BurstCell {
  readonly database: string;
  readonly stored: Stored;
  readonly loadBefore: number | undefined;
  readonly loadAfter: number | undefined;
}

async function measure(place: Place): Promise<Result> {
  const [loadBefore] = loadavg();
  await fillStore(place.url, presses + FIRST_PRESSER, ENTRIES);
  const setting = { guilds: 1, members: FIRST_PRESSER };
  const bot = await startContestant(granica(place.name, place.url), setting, place.home);
  const { standIn, pid } = bot;
  const task = (row: number, shape: Omit<Task, 'row'>): Task => ({ row, ...shape });
  let cell: BurstCell;
  try {
    // The process has been up for a while when a check-in appears.
    const warm = { kind: 'suggestion', path: 'guide read', options: { article: 'plat' } } as const;
    await standIn.prepare(task(0, { asks: [warm], kind: 'suggestions', mark: '"value"', same: true }));
    await standIn.run({ row: 0, pid, ...WARM_UP });
    const form = answerOf(await standIn.look(pressLog));
    cell = await standIn.burst({
      presses,
      seconds,
      pid,
      firstMember: FIRST_PRESSER,
      calm: task(1, { asks: [pressCalm], kind: 'message', mark: MARKS.calm, same: false }),
      open: task(2, { asks: [pressLog], kind: 'form', mark: MARKS.form, same: true }),
      send: task(3, { asks: [fillEntry(form)], kind: 'message', mark: MARKS.entry, same: false }),
    });
  } finally {
    // What was only about to be stored is lost with it.
    await bot.kill();
  }
  return {
    database: place.name,
    ...cell,
    stored: await countStored(place.url, cell),
    loadBefore,
    loadAfter: loadavg()[0],
  };
}

const places: (() => Promise<Place>)[] = [];
if (values.only !== 'server') places.push(async () => embeddedPlace());
if (values.only !== 'embedded' && serverUrl) places.push(() => serverPlace(serverUrl));
const results: Result[] = [];
for (const open of places) {
  const place = await open();
  try {
    results.push(await measure(place));
  } finally {
    await place.clear();
  }
}

const unanswered = ({ asked, answered }: BurstCell) => asked - answered;
const server = serverUrl ? await durabilityOf(serverUrl) : undefined;
if (values.json) console.log(JSON.stringify({ presses, seconds, server, results }));
else {
  console.log(`${presses} members within ${seconds} s; server: ${server ?? 'none (BENCH_DATABASE_URL)'}\n`);
  const row = (name: string, pick: (result: Result) => string | number) => [
    name,
    ...results.map((one) => String(pick(one))),
  ];
  const rows = [
    row('presses and forms sent', ({ asked }) => asked),
    row('without a right answer', unanswered),
    row('p50, ms', ({ final }) => short(final.p50)),
    row('p95, ms', ({ final }) => short(final.p95)),
    row('p99, ms', ({ final }) => short(final.p99)),
    row('p99 until acknowledged, ms', ({ acknowledged }) => short(acknowledged.p99)),
    row('told that it is saved: calm, entries', ({ calm, entries }) => `${calm}, ${entries}`),
    row('stored after the kill', ({ stored }) => `${stored.calm}, ${stored.entries}`),
    row('rows missing', ({ stored }) => stored.missing),
    row('CPU ms an answer', ({ processMs }) => processMs.toFixed(2)),
    row('stand-in busy', ({ standInBusy }) => `${(standInBusy * 100).toFixed(0)} %`),
    row('load before, after', (one) => `${one.loadBefore?.toFixed(1)}, ${one.loadAfter?.toFixed(1)}`),
  ];
  console.log(markdown(['', ...results.map(({ database }) => database)], rows));
}
for (const { database, failures, examples } of results)
  for (const [reason, count] of Object.entries(failures))
    console.error(`FAILED ${database}: ${count} × ${reason}: ${examples[reason] ?? ''}`);
process.exitCode = results.some((one) => unanswered(one) > 0 || one.stored.missing > 0) ? 1 : 0;
