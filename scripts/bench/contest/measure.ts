import { writeFileSync } from 'node:fs';
import type { Cell, Recorded, Task } from '../stand-in/protocol.ts';
import type { Contestant } from './contestants.ts';
import { PING, type Row, taskOf } from './rows.ts';

export interface Plan {
  readonly rows: readonly Row[];
  /** How many people wait for an answer at the same time. */
  readonly people: readonly number[];
  readonly rounds: number;
  /** Of one measurement, and how many answers it needs at least. */
  readonly seconds: number;
  readonly least: number;
  readonly warmUpSeconds: number;
}

/** Measurements of one row with so many people, of each bot round by round. */
export interface Measured {
  readonly row: string;
  readonly people: number;
  readonly cells: Readonly<Record<string, readonly Cell[]>>;
}

/** Names of the bare bot's two performances. */
export const [BARE_PING, BARE_SAME] = ['bare /ping', 'bare, same answer'] as const;
const FRAMEWORK_PING = 'Sapphire /ping';

export interface Contestants {
  readonly bare: Contestant;
  readonly bots: readonly Contestant[];
  /** A framework's bot, which answers `/ping` alone; undefined where none is installed. */
  readonly framework: Contestant | undefined;
}

interface Act {
  readonly name: string;
  readonly by: Contestant;
  readonly row: number;
}

/**
 * Measures all rows of all bots, which take turns: what slows the machine down for a while slows each of them. Who begins changes
 * from round to round.
 *
 * @param replays where the bare bot finds what to replay
 */
export async function measure(
  { bare, bots, framework }: Contestants,
  replays: string,
  plan: Plan,
  tell: (line: string) => void,
): Promise<Measured[]> {
  const tasks = await prepareAll(bare, bots, replays, plan);
  const warm = { people: 20, seconds: plan.warmUpSeconds, least: 1 };
  for (const by of [bare, ...bots])
    for (const { row } of by === bare ? [PING, ...tasks] : tasks) await by.standIn.run({ ...warm, row, pid: by.pid });
  await framework?.standIn.prepare(PING);
  await framework?.standIn.run({ ...warm, row: PING.row, pid: framework.pid });

  const measured = plan.rows.flatMap((row) =>
    plan.people.map((people) => ({ row: row.name, number: row.row, people, cells: new Map<string, Cell[]>() })),
  );
  for (let round = 0; round < plan.rounds; round += 1) {
    tell(`round ${round + 1} of ${plan.rounds}`);
    for (const { number, people, cells } of measured) {
      const acts: Act[] = [
        { name: BARE_PING, by: bare, row: PING.row },
        ...(framework ? [{ name: FRAMEWORK_PING, by: framework, row: PING.row }] : []),
        { name: BARE_SAME, by: bare, row: number },
        ...bots.map((by) => ({ name: by.name, by, row: number })),
      ];
      const order = acts.map((_act, index) => acts[(index + round) % acts.length] as Act);
      for (const { name, by, row } of order) {
        const cell = await by.standIn.run({
          row,
          people,
          seconds: plan.seconds,
          least: Math.max(plan.least, 2 * people),
          pid: by.pid,
        });
        cells.set(name, [...(cells.get(name) ?? []), cell]);
      }
    }
  }
  return measured.map(({ row, people, cells }) => ({ row, people, cells: Object.fromEntries(cells) }));
}

/** Each bot is asked everything once. What the first one answers is what the bare bot replays. */
async function prepareAll(bare: Contestant, bots: readonly Contestant[], replays: string, plan: Plan): Promise<Task[]> {
  const [first, ...others] = bots;
  if (!first) throw new Error('There is no bot to measure');
  const tasks: Task[] = [];
  const recorded: Record<string, Recorded[]> = {};
  for (const row of plan.rows) {
    const task = await taskOf(row, (ask) => first.standIn.look(ask));
    tasks.push(task);
    recorded[task.row] = await first.standIn.prepare(task);
    for (const { standIn } of others) await standIn.prepare(task);
  }
  writeFileSync(replays, JSON.stringify(recorded));
  for (const task of [PING, ...tasks]) await bare.standIn.prepare(task);
  return tasks;
}
