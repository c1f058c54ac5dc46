import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { OutboxStep } from '../../src/database/generated/client.ts';
import { createHowToTry } from '../../src/outbox/how-to-try.ts';
import { DUE } from '../support/checkin-life.ts';

const due = Temporal.Instant.from(DUE);
const started = due.subtract({ hours: 1 });

/** A step attempted `attempts` times, first some seconds after it was due. */
function stepOf(attempts: number, firstAfter = 0, key = 'a'): OutboxStep {
  const dueAt = new Date(due.epochMilliseconds);
  const none = { communityId: null, personId: null, subjectId: null, nextAt: null, leaseHolder: null, endedAt: null };
  const firstAt = new Date(due.epochMilliseconds + firstAfter * 1000);
  const rest = { id: '1', kind: 'test', key, nonce: '', state: 'claimed', dueAt, attempts, firstAt, problem: null };
  return { ...none, ...rest, createdAt: dueAt };
}
const inSeconds = (seconds: number) => due.add({ seconds });

describe('a step that was attempted before', () => {
  it('is looked for after two minutes by the process that first attempted it', () => {
    const how = createHowToTry(started);
    expect(how(stepOf(1), due)).toMatchObject({ doubtful: false, lookFirst: false });
    expect(how(stepOf(2), inSeconds(120))).toMatchObject({ doubtful: true, lookFirst: false });
    expect(how(stepOf(3), inSeconds(121))).toMatchObject({ doubtful: true, lookFirst: true });
  });

  it('is looked for after half a minute by another one, whose clock may be behind by a minute and a half', () => {
    const how = createHowToTry(started);
    expect(how(stepOf(2), inSeconds(30)).lookFirst).toBe(false);
    expect(how(stepOf(2), inSeconds(31)).lookFirst).toBe(true);
  });

  it('by a process that began it before it was given back, but not first, counts as another’s', () => {
    const how = createHowToTry(started);
    how(stepOf(1, 0), due);
    expect(how(stepOf(2, 40), inSeconds(100)).lookFirst).toBe(true);
  });

  it('is looked for where it was, by a clock that is behind; for two weeks only if that was set back', () => {
    const behind = createHowToTry(started)(stepOf(2, 60), due);
    expect(behind).toMatchObject({ lookFirst: true, since: due });
    const far = createHowToTry(started)(stepOf(2, 91), due);
    expect(far.since.until(due).total({ unit: 'days' })).toBe(14);
    const own = createHowToTry(started);
    own(stepOf(1, 60), inSeconds(60));
    expect(own(stepOf(2, 60), due).since.until(due).total({ unit: 'days' })).toBe(14);
  });

  it('is remembered with a thousand others, and looked for all the sooner once forgotten', () => {
    const how = createHowToTry(started);
    how(stepOf(1), due);
    for (let number = 0; number < 1000; number += 1) how(stepOf(1, 0, `other ${number}`), due);
    expect(how(stepOf(2), inSeconds(31)).lookFirst).toBe(true);
    expect(how(stepOf(2, 0, 'other 999'), inSeconds(31)).lookFirst).toBe(false);
  });
});
