import { mainThreadSeconds, processSeconds } from '../contest/processor.ts';
import { waitsOf } from '../contest/statistics.ts';
import { createTally, type Tally } from '../contest/tally.ts';
import type { Ended, Interactions } from './interactions.ts';
import { faultOf, wordsOf } from './judge.ts';
import type { Ask, Cell, Recorded, RunOptions, Task } from './protocol.ts';
import { type Prepared, prepare } from './world.ts';

/** Of so many answers one is read whole. */
const READ_EVERY = 20;

interface Known {
  readonly task: Task;
  readonly mark: RegExp;
  readonly asks: readonly { readonly ask: Ask; readonly prepared: Prepared }[];
  /** What each question was first answered with. */
  readonly words: string[];
}

export interface Load {
  /** Asks each question once and keeps the answers to compare with. Throws if one of them is wrong. */
  prepare(task: Task): Promise<Recorded[]>;
  /** One question, without a judgement. */
  look(ask: Ask): Promise<Recorded>;
  run(options: RunOptions): Promise<Cell>;
  /** One question of a task by a member; counted. */
  one(row: number, member: number, tally: Tally): Promise<boolean>;
}

/** Members who take turns: nobody asks again before all others have. */
export function createLoad(interactions: Interactions, members: number): Load {
  const known = new Map<number, Known>();
  let turn = 0;
  const nextMember = () => {
    turn = (turn + 1) % members;
    return turn;
  };

  /** Why an answer is wrong; undefined if it is right. */
  const fault = ({ task, mark, words }: Known, ended: Ended, question: number, whole: boolean): string | undefined => {
    if (ended.problem) return ended.problem;
    if (!ended.kind) return 'unanswered';
    const wrong = faultOf(task, mark, ended.kind, ended.raw);
    if (wrong || !whole) return wrong;
    const said = wordsOf(JSON.parse(ended.raw));
    if (said === '' && task.kind !== 'suggestions') return 'an answer without words';
    return task.same && words[question] !== said ? 'other words than at first' : undefined;
  };

  const ask = async (one: Known, member: number, question: number, tally: Tally) => {
    const { ask: asked, prepared } = one.asks[question] as Known['asks'][number];
    const ended = await interactions.ask(asked.kind, prepared, member, labelOf(one.task.row, question));
    const wrong = fault(one, ended, question, tally.asked() % READ_EVERY === 0);
    if (wrong) tally.failed(wrong, ended.raw);
    else tally.answered(ended.acknowledged ?? ended.final, ended.final);
    return wrong === undefined;
  };

  return {
    async prepare(task) {
      const asks = task.asks.map((one) => ({ ask: one, prepared: prepare(one) }));
      const one: Known = { task, mark: new RegExp(task.mark), asks, words: [] };
      const recorded: Recorded[] = [];
      for (const [question, { ask: asked, prepared }] of asks.entries()) {
        const label = labelOf(task.row, question);
        const ended = await interactions.ask(asked.kind, prepared, nextMember(), label);
        const wrong = fault(one, ended, question, false);
        if (wrong) throw new Error(`${JSON.stringify(asked).slice(0, 300)}: ${wrong}: ${ended.raw.slice(0, 1500)}`);
        one.words.push(wordsOf(JSON.parse(ended.raw)));
        recorded.push(ended.sent);
      }
      known.set(task.row, one);
      return recorded;
    },
    async look(asked) {
      const ended = await interactions.ask(asked.kind, prepare(asked), nextMember(), labelOf(0, 0));
      if (ended.problem) throw new Error(`${JSON.stringify(asked).slice(0, 300)}: ${ended.problem} ${ended.raw}`);
      return ended.sent;
    },
    async run({ row, people, seconds, least, pid }) {
      const one = known.get(row);
      if (!one) throw new Error(`Nothing is known of row ${row}`);
      const tally = createTally();
      let [asked, over] = [0, false];
      const before = { process: processSeconds(pid), main: mainThreadSeconds(pid), own: process.cpuUsage() };
      const busy = performance.eventLoopUtilization();
      const started = performance.now();
      const person = async () => {
        while (!over) {
          asked += 1;
          await ask(one, nextMember(), asked % one.asks.length, tally);
          over = performance.now() - started > seconds * 1000 && asked >= least;
        }
      };
      await Promise.all(Array.from({ length: people }, person));
      const took = (performance.now() - started) / 1000;
      const own = process.cpuUsage(before.own);
      const { answers, failures, examples, acknowledged, final } = tally.result();
      const each = (spent: number) => (spent * 1000) / Math.max(1, answers);
      return {
        answers,
        failures,
        examples,
        perSecond: answers / took,
        acknowledged: waitsOf(acknowledged),
        final: waitsOf(final),
        processMs: each(processSeconds(pid) - before.process),
        mainThreadMs: each(mainThreadSeconds(pid) - before.main),
        standInMs: each((own.user + own.system) / 1e6),
        standInBusy: performance.eventLoopUtilization(busy).utilization,
      };
    },
    one(row, member, tally) {
      const task = known.get(row);
      if (!task) throw new Error(`Nothing is known of row ${row}`);
      return ask(task, member, 0, tally);
    },
  };
}

/** The beginning of an interaction's token: a bare bot replays what was recorded for it. */
const labelOf = (row: number, question: number) => `r${row}q${question}`;
