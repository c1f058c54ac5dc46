import { growth } from './memory.ts';
import { isExcused, type Pressed } from './presses.ts';
import type { SoakResult } from './run.ts';

/**
 * By which share the memory that is kept may grow: of a process that was warm when it was measured first, and of one that was not,
 * which goes on to load what is needed once (the model of the search, pages, compiled code).
 */
const MOST_GROWTH = { warm: 0.1, cold: 0.3 } as const;

/** The goals that a run has missed, one line each. */
export function missedGoals({ begin, tally, verdict, ended, left, memory }: SoakResult): string[] {
  const missed = [
    ...verdict.faults.map((press) => `not answered, although held: ${describePress(press, begin)}`),
    ...tally.impossible.map((line) => `not possible: ${line}`),
    ...tally.lost.map((line) => `lost: ${line}`),
    ...tally.doubled.map((line) => `done twice: ${line}`),
    ...tally.duplicated.map((line) => `duplicated: ${line}`),
  ];
  if (ended.running > 0) missed.push(`${ended.running} processes ended by themselves`);
  if (left > 0) missed.push(`${left} steps are not done`);
  const grown = memory && growth(memory.before.kept, memory.after.kept);
  if (grown !== undefined && grown > MOST_GROWTH[memory?.warm ? 'warm' : 'cold'])
    missed.push(`memory has grown by ${percent(grown)}`);
  return missed;
}

/** A run as lines for a person. */
export function describeSoak(result: SoakResult): string {
  const { tally, verdict, unheld, memory } = result;
  const count = (name: string, many: number) => `  ${name.padEnd(46)}${many}`;
  const list = (all: ReadonlyMap<string, number>) =>
    [...all].map(([name, many]) => `${name} ${many}`).join(', ') || 'none';
  const unanswered = [...verdict.unanswered].toSorted();
  return [
    count('presses', verdict.answered + unanswered.reduce((sum, [, many]) => sum + many, 0)),
    count('answered', verdict.answered),
    count('of these late by what the machine took', verdict.excused),
    count('told that it did not work', tally.apologies),
    ...unanswered.map(([cause, many]) =>
      count(`unanswered: ${isExcused(cause) ? `no process (${cause})` : cause}`, many),
    ),
    count('not possible', tally.impossible.length),
    count('lost', tally.lost.length),
    count('done twice', tally.doubled.length),
    count('duplicated posts', tally.duplicated.length),
    `  ${'check-ins due, posted'.padEnd(46)}${result.due}, ${result.posted}`,
    count('processes ended by themselves', result.ended.running),
    count('starts that failed (database away)', result.ended.starting),
    `  ${'shards without a process'.padEnd(46)}${percent(unheld.share)} of the time, at most ${seconds(unheld.longest)}`,
    ...(memory
      ? [
          `  ${'memory kept, before and after'.padEnd(46)}${change(memory.before.kept, memory.after.kept)}`,
          `  ${'resident memory, before and after'.padEnd(46)}${change(memory.before.rss, memory.after.rss)}`,
        ]
      : []),
    `  confirmed: ${list(tally.done)}`,
    `  went wrong: ${list(result.disturbances)}`,
    `  rules of Discord broken: ${list(result.broken)}`,
  ].join('\n');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const change = (before: number, after: number): string =>
  `${megabytes(before)}, ${megabytes(after)} (${growth(before, after) > 0 ? '+' : ''}${percent(growth(before, after))})`;

function describePress(press: Pressed, begin: number): string {
  const { what, shard, at, answeredAt, machine, announced, outcomeAt } = press;
  const after = (time: number | undefined) => (time === undefined ? 'never' : `after ${seconds(time - at)}`);
  const outcome = announced ? `, announced, and its outcome ${after(outcomeAt)}` : '';
  return `${what} on shard ${shard}, ${seconds(at - begin)} after the start: answered ${after(answeredAt)} (machine: ${seconds(machine)})${outcome}`;
}
