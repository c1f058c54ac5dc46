import { expect, test, vi } from 'vitest';
import { createAnswerPool } from '../../../src/guide/search/answers.ts';

test('the same words are answered once, however they are typed', () => {
  const make = vi.fn((query: string) => ({ query }));
  const answers = createAnswerPool().open();
  const first = answers.recall('search', 'Klient  nie płaci', make);
  expect(answers.recall('search', ' klient nie placi\n', make)).toBe(first);
  expect(first).toEqual({ query: 'klient nie placi' });
  expect(make).toHaveBeenCalledTimes(1);
});

test('several sentences are searched as typed, so that it can be seen where each begins', () => {
  const answers = createAnswerPool().open();
  const story = 'Klient milczy. Pisze w nocy!\nCo robić?';
  expect(answers.recall('search', ` ${story} `, (query) => query)).toBe(story);
  expect(answers.recall('search', 'Co robić?', (query) => query)).toBe('co robic?');
});

test('another kind of answer, another query and another state of the guide have answers of their own', () => {
  const pool = createAnswerPool();
  const [one, other] = [pool.open(), pool.open()];
  const ask = (answers: typeof one, kind: string, query: string, answer: number) =>
    answers.recall(kind, query, () => answer);
  expect(ask(one, 'search', 'a', 1)).toBe(1);
  expect(ask(one, 'suggest', 'a', 2)).toBe(2);
  expect(ask(one, 'search', 'b', 3)).toBe(3);
  expect(ask(other, 'search', 'a', 4)).toBe(4);
  expect(ask(one, 'search', 'a', 5)).toBe(1);
});

test('a state that is over keeps nothing, not even what somebody still asks it', () => {
  const pool = createAnswerPool();
  const [over, current] = [pool.open(), pool.open()];
  over.recall('search', 'a', () => 1);
  current.recall('search', 'a', () => 1);
  pool.close(over);
  for (const answer of [2, 3]) expect(over.recall('search', 'a', () => answer)).toBe(answer);
  expect(current.recall('search', 'a', () => 2)).toBe(1);
});

test('of too many answers those asked for longest ago go, and an answer of nothing counts as one', () => {
  const answers = createAnswerPool(2).open();
  const make = vi.fn(() => undefined);
  for (const query of ['a', 'b', 'a', 'c', 'a', 'b']) answers.recall('search', query, make);
  expect(make).toHaveBeenCalledTimes(4);
});

test('a failure is not an answer', () => {
  const answers = createAnswerPool().open();
  const fail = () => {
    throw new Error('no');
  };
  expect(() => answers.recall('search', 'a', fail)).toThrow('no');
  expect(answers.recall('search', 'a', () => 1)).toBe(1);
});

test('what stands at a place is made once in each state of the guide', () => {
  const pool = createAnswerPool();
  const [over, current] = [pool.open(), pool.open()];
  const show = (answers: typeof over, place: string, page: number) => answers.recallAt('page', place, () => page);
  expect([show(over, '0 money', 1), show(over, '0 money', 2), show(over, '1 money', 3)]).toEqual([1, 1, 3]);
  expect(show(current, '0 money', 4)).toBe(4);
  pool.close(over);
  expect([show(over, '0 money', 5), show(current, '0 money', 6)]).toEqual([5, 4]);
});
