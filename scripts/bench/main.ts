// `npm run bench`: Granica beside a bare discord.js bot, answer by answer, in interleaved rounds. docs/figures.md says what each row
// means. `BENCH_DATABASE_URL` (a PostgreSQL server whose user may create databases) measures on a server too, and
// `BENCH_SAPPHIRE` (a folder in which `@sapphire/framework` is installed) that framework's bot. Linux only.
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bareBot, type Contestant, granica, sapphireBot, startContestant } from './contest/contestants.ts';
import { durabilityOf, embeddedPlace, type Place, serverPlace } from './contest/databases.ts';
import { type IdleFigures, measureIdle } from './contest/idle.ts';
import { measure, type Plan } from './contest/measure.ts';
import { ROWS } from './contest/rows.ts';
import { median } from './contest/statistics.ts';
import { fillStore } from './contest/store.ts';
import { describe, linesOf, markdown, reasonsOf, standInOf } from './contest/table.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** One round of small numbers, and no starts: shows that everything works, not how fast. */
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '0.6' },
    people: { type: 'string', default: '1,10,50,200' },
    members: { type: 'string', default: '2000' },
    /** Rows whose name contains this. */
    only: { type: 'string', default: '' },
    /** Only `answers` or only `starts`. */
    part: { type: 'string', default: '' },
    guilds: { type: 'string', default: '1,1000,10000' },
  },
});
const numbers = (list: string) => list.split(',').map(Number);
const { quick, part } = values;
const serverUrl = process.env.BENCH_DATABASE_URL;
const sapphire = process.env.BENCH_SAPPHIRE;
const plan: Plan = {
  rows: ROWS.filter(({ name }) => name.includes(values.only)),
  people: quick ? [10] : numbers(values.people),
  rounds: quick ? 1 : Number(values.rounds),
  seconds: quick ? 0.1 : Number(values.seconds),
  least: quick ? 20 : 100,
  warmUpSeconds: quick ? 0 : 1,
};
const members = quick ? 200 : Number(values.members);
if (![...plan.people, plan.rounds, plan.seconds, members].every((value) => value > 0) || plan.rows.length === 0)
  throw new RangeError(
    '--rounds, --seconds, --people and --members are numbers above 0; --only is part of a row’s name',
  );
const tell = (line: string) => console.error(line);

async function answers() {
  const places: Place[] = [embeddedPlace(), ...(serverUrl ? [await serverPlace(serverUrl)] : [])];
  const started: Contestant[] = [];
  try {
    const [home = ''] = places.map((place) => place.home);
    const replays = join(home, 'replays.json');
    for (const { url } of places) await fillStore(url, members);
    const bare = await startContestant(bareBot(replays), { guilds: 1, members }, home);
    started.push(bare);
    const bots: Contestant[] = [];
    for (const place of places) {
      const bot = await startContestant(granica(place.name, place.url), { guilds: 1, members }, place.home);
      started.push(bot);
      bots.push(bot);
    }
    const framework = sapphire ? await startContestant(sapphireBot(sapphire), { guilds: 1, members }, home) : undefined;
    if (framework) started.push(framework);
    return await measure({ bare, bots, framework }, replays, plan, tell);
  } finally {
    for (const one of started) await one.stop();
    for (const { clear } of places) await clear();
  }
}

function starts(): Promise<IdleFigures[]> {
  const bots = [
    { name: 'bare', at: () => bareBot('') },
    ...(sapphire ? [{ name: 'sapphire', at: () => sapphireBot(sapphire) }] : []),
    { name: 'embedded', at: (place: Place) => granica('embedded', place.url) },
    ...(serverUrl ? [{ name: 'server', at: (place: Place) => granica('server', place.url) }] : []),
  ];
  return measureIdle({ bots, guilds: numbers(values.guilds), rounds: plan.rounds, settleMs: 5000, serverUrl }, tell);
}

function describeStarts(figures: readonly IdleFigures[]): string {
  const groups = Map.groupBy(figures, ({ bot, guilds, start }) => `${guilds} guilds · ${bot} · ${start} start`);
  const rows = [...groups].map(([name, own]) => [
    name,
    median(own.map(({ wallMs }) => wallMs)).toFixed(0),
    median(own.map(({ processorMs }) => processorMs)).toFixed(0),
    median(own.map(({ megabytes }) => megabytes)).toFixed(0),
  ]);
  return markdown(['', 'ready, ms', 'CPU ms', 'MB'], rows);
}

const setting = {
  load: loadavg()[0],
  node: process.version,
  server: serverUrl ? await durabilityOf(serverUrl) : undefined,
  members,
  ...plan,
  rows: plan.rows.length,
};
const measured = part === 'starts' ? [] : await answers();
const idle = quick || part === 'answers' ? [] : await starts();
const lines = linesOf(measured);
const standIn = standInOf(measured);
const reasons = reasonsOf(measured);
if (values.json) console.log(JSON.stringify({ setting, lines, standIn, reasons, idle, loadAfter: loadavg()[0] }));
else {
  const { load, node, server } = setting;
  console.log(
    `Node ${node}, load ${load?.toFixed(1)}, afterwards ${loadavg()[0]?.toFixed(1)}; server: ${server ?? 'none (BENCH_DATABASE_URL)'}`,
  );
  if (lines.length > 0) {
    console.log(
      `${members} members take turns; medians of ${plan.rounds} × ${plan.seconds} s. Of ping, of same: 1 is as good as a bare bot that answers ` +
        '/ping, or the same words as Granica; less is worse, in throughput as in processor time. Times are in milliseconds; × ping: how many times ' +
        'longer than its p99; first: until the interaction was acknowledged.\n',
    );
    console.log(describe(lines));
    console.log(
      `\nBeside the bare bot the stand-in took ${standIn.msAnAnswer.toFixed(3)} ms of another core an answer, and was busy for ${(standIn.busy * 100).toFixed(0)} % of the time, ` +
        `${(standIn.busiest * 100).toFixed(0)} % at most.`,
    );
  }
  if (idle.length > 0) console.log(`\n${describeStarts(idle)}`);
}
for (const reason of reasons) console.error(`FAILED ${reason}`);
process.exitCode = reasons.length === 0 ? 0 : 1;
