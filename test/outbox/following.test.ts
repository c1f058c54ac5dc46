import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import type { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlPart } from '../../src/database/sql-part.ts';
import { asking } from '../../src/outbox/asking.ts';
import { defineStep } from '../../src/outbox/define-step.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { DUE } from '../support/checkin-life.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { instantly } from '../support/mortal.ts';

let database: TestDatabase;
let clock: TestClock;
/** What is stored, and what is shown of it. */
let [stored, shown] = [0, 0];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock(DUE);
  [stored, shown] = [0, 0];
});

const SUBJECT = '01900000-0000-7000-8000-000000000001';
const change = async (at: Temporal.Instant = clock.now()) => {
  stored += 1;
  const changed = sqlPart`(SELECT ${SUBJECT}::uuid AS id, NULL::text AS "communityId")`;
  await database.db.$executeRaw`${asking({ kind: 'test', key: 'test:a', dueAt: at, changed })}`;
};
const rows = () => database.db.outboxStep.findMany();

/** A process that shows what is stored. `onWay` happens while its request is under way; `answer` is what it hears of it. */
function startProcess(onWay: () => Promise<void> = async () => undefined, answer: 'ok' | 'lost' = 'ok') {
  const step = defineStep<number>({
    kind: 'test',
    follows: true,
    prepare: async () => ({ type: 'ready', work: stored }),
    async send(read) {
      await onWay();
      shown = read;
      return answer === 'ok' ? { ok: true, messageId: '1' } : { ok: false, reason: 'uncertain' };
    },
    record: async () => undefined,
  });
  const log = pino({ level: 'silent' });
  return createOutbox({ db: database.db, clock, log, steps: [step], alone: false, pace: instantly, random: () => 0.5 });
}

describe('a step that follows stored state', () => {
  it('is done once for many changes, and again for one that comes later', async () => {
    for (let changes = 0; changes < 3; changes += 1) await change();
    let requests = 0;
    const outbox = startProcess(async () => {
      requests += 1;
    });
    await outbox.drain();
    expect({ shown, requests }).toEqual({ shown: 3, requests: 1 });
    await change();
    await outbox.drain();
    expect({ shown, requests }).toEqual({ shown: 4, requests: 2 });
    expect(await rows()).toMatchObject([{ state: 'done', nextAt: null, leaseHolder: null, attempts: 1 }]);
  });

  it('is attempted by one process at a time, and again after a change during the attempt', async () => {
    await change();
    let first = true;
    const outbox = startProcess(async () => {
      if (!first) return;
      first = false;
      await change();
      await startProcess().drain();
      expect(shown).toBe(0);
    });
    await outbox.drain();
    expect(shown).toBe(2);
    expect(await rows()).toMatchObject([{ state: 'done' }]);
  });

  it('waits for the moment of a change during an attempt, though its answer is lost', async () => {
    await change();
    let first = true;
    const later = clock.now().add({ minutes: 3 });
    const during = async () => {
      if (first) await change(later);
      first = false;
    };
    await startProcess(during).drain();
    expect(await rows()).toMatchObject([
      { state: 'pending', nextAt: new Date(later.epochMilliseconds), attempts: 0, firstAt: null },
    ]);
    clock.set(later.toString());
    await startProcess().drain();
    expect(shown).toBe(2);
  });

  it('is repeated by who took it over, once an earlier holder’s request has arrived, whatever that one says', async () => {
    await change();
    const second = startProcess();
    const first = startProcess(async () => {
      await change();
      second.taken([0]);
      await second.drain();
      // It may still be overtaken by this request.
      expect(shown).toBe(0);
    });
    await first.drain();
    expect(shown).toBe(1);
    clock.advance({ seconds: 16 });
    await second.drain();
    expect(shown).toBe(2);
    expect(await rows()).toMatchObject([{ state: 'done' }]);
  });

  it('that was done by an earlier holder is not over: another one may have begun before that', async () => {
    await change();
    const first = startProcess(async () => {
      await database.db.outboxStep.updateMany({ data: { leaseHolder: 'another' } });
    });
    await first.drain();
    expect(await rows()).toMatchObject([{ state: 'claimed', leaseHolder: 'another' }]);
  });
});

describe('messages that are replaced', () => {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^(?:sandbox|discord|ports|database\/generated)\//.test(path))
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))
    .filter(({ text }) => text.includes('messenger.edit('));

  it.each(sources)('follow stored state: $path', ({ text }) => {
    const [outside = '', ...steps] = text.split(/defineStep</);
    expect(outside).not.toContain('messenger.edit(');
    const replacing = steps.filter((step) => step.includes('messenger.edit('));
    expect(replacing.filter((step) => !step.includes('follows: true'))).toEqual([]);
  });

  it('are known', () => {
    expect(sources.map(({ path }) => path).toSorted()).toEqual([
      'checkins/cards/posting.ts',
      'checkins/posting/close.ts',
    ]);
  });
});
