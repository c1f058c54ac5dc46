import type { BotProcess } from './bot-process.ts';

/** What a person waits for a private answer, and how many a second there are. */
export interface AnswerFigures {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

export interface Question {
  readonly command: string;
  readonly options?: Readonly<Record<string, string>>;
}

const WARM_UP = 30;
const ONE_BY_ONE = 300;
const TOGETHER = 600;
const AT_ONCE = 20;

/** Asks one question over and over: one by one for the waiting time, then twenty at once for the throughput. */
export async function measureAnswers(bot: BotProcess, { command, options = {} }: Question): Promise<AnswerFigures> {
  const ask = async () => {
    const seat = bot.nextMember().in(bot.channel);
    const started = performance.now();
    await seat.run(command, options);
    return performance.now() - started;
  };
  for (let count = 0; count < WARM_UP; count += 1) await ask();
  const waits: number[] = [];
  for (let count = 0; count < ONE_BY_ONE; count += 1) waits.push(await ask());
  waits.sort((a, b) => a - b);

  let left = TOGETHER;
  const started = performance.now();
  const worker = async () => {
    for (; left > 0; left -= 1) await ask();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const perSecond = TOGETHER / ((performance.now() - started) / 1000);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), perSecond };
}
