import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTime } from '../../../scripts/simulate/time.ts';
import { MINUTE } from '../../../scripts/simulate/weeks.ts';

const settle = () => pause(5);

it('moves to the next turn that any process waits for', async () => {
  const time = createTime(0, () => undefined);
  const [a, b] = [time.begin(), time.begin()];
  const seen: string[] = [];
  const live = async (name: string, gap: number, { timing }: typeof a) => {
    for (let turn = 0; turn < 3; turn += 1) {
      await timing.wait(gap);
      seen.push(`${name} ${time.now}`);
    }
  };
  await Promise.all([live('a', 100, a), live('b', 70, b)]);
  expect(seen).toEqual(['b 70', 'a 100', 'b 140', 'a 200', 'b 210', 'a 300']);
});

it('does not move while a process that waits for no turn is at work, but does while one that waits is', async () => {
  const time = createTime(0, () => undefined);
  const [a, b] = [time.begin(), time.begin()];
  const statement = Promise.withResolvers<void>();
  const working = b.work(() => statement.promise);
  const waiting = a.timing.wait(100);
  await settle();
  expect(time.now).toBe(0);
  const turn = b.timing.wait(300);
  await waiting;
  await turn;
  expect(time.now).toBe(300);
  const later = a.timing.wait(100);
  await settle();
  expect(time.now).toBe(300);
  statement.resolve();
  await Promise.all([working, later]);
  expect(time.now).toBe(400);
});

it('does what is planned at its time, whether somebody waits or not', async () => {
  const time = createTime(0, () => undefined);
  const { timing } = time.begin();
  const seen: number[] = [];
  for (const at of [250, 50, 900]) time.at(at, () => seen.push(time.now));
  await timing.wait(100);
  expect([seen, time.now, time.next]).toEqual([[50], 100, 250]);
  time.passUntil(800);
  expect([seen, time.now, time.next]).toEqual([[50, 250], 800, 900]);
});

it('tells of each minute that begins while somebody waits', async () => {
  const minutes: number[] = [];
  const time = createTime(30_000, (minute) => minutes.push(minute / MINUTE));
  const { timing } = time.begin();
  for (let turn = 0; turn < 4; turn += 1) await timing.wait(25_000);
  expect(minutes).toEqual([1, 2]);
});
