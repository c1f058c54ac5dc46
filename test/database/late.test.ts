import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseAwayError } from '../../src/database/away.ts';
import { announcedWork, currentLane, currentPatience } from '../../src/database/lanes.ts';
import type { LateTable } from '../../src/database/late.ts';
import { createLate, type KeptLate } from '../../src/database/late-writes.ts';
import { findReading, noteOpened } from '../../src/guide/reading/progress.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

interface Seen {
  readonly personId: string;
  readonly tip: string;
}

const AT = new Date('2026-11-27T09:00:00Z');

/** Writes rows by a function of the test's own. */
const tips = (write: (rows: readonly Seen[]) => Promise<unknown>): LateTable<Seen> => ({
  table: 'TipSeen',
  personOf: ({ personId }) => personId,
  notedAt: () => AT,
  keyOf: ({ tip }) => tip,
  async write(_db, rows) {
    await write(rows);
  },
});

const seen = (count: number): Seen[] => Array.from({ length: count }, (_, at) => ({ personId: '1', tip: `${at}` }));

describe('what is written later', () => {
  let due: (() => void)[] = [];
  const lost = vi.fn();
  const late = (most?: number): KeptLate => {
    const kept = createLate({
      onLost: lost,
      later: (call) => {
        due.push(call);
        return () => undefined;
      },
      ...(most ? { most } : {}),
    });
    kept.writesTo({} as never);
    return kept;
  };
  beforeEach(() => {
    due = [];
    lost.mockClear();
  });

  it('yields to people, but never keeps one waiting longer than their own statements, not even in work announced as slow', async () => {
    const under: unknown[] = [];
    const notes = late();
    const table = tips(async () => under.push([currentLane(), currentPatience()]));
    notes.note(table, { personId: '1', tip: '1' });
    await announcedWork(() => notes.flush());
    expect(under).toEqual([['background', 'short']]);
  });

  it('is written before a transaction begins, whichever table it is for', async () => {
    const order: string[] = [];
    const notes = late();
    const adapter = notes.waiting({
      startTransaction: async () => {
        order.push('begun');
      },
    } as never);
    await adapter.startTransaction();
    notes.note(
      tips(async () => order.push('written')),
      { personId: '1', tip: '1' },
    );
    await adapter.startTransaction();
    expect(order).toEqual(['begun', 'written', 'begun']);
  });

  it('goes together, a moment after the first', async () => {
    const written: (readonly Seen[])[] = [];
    const notes = late();
    const table = tips(async (rows) => written.push(rows));
    for (const row of [...seen(3), ...seen(3)]) notes.note(table, row);
    expect(written).toEqual([]);
    expect(due).toHaveLength(1);
    due.pop()?.();
    await notes.flush();
    expect(written).toEqual([seen(3)]);
  });

  it('is kept while the database is away, up to a limit, and what came later wins', async () => {
    let away = true;
    const written: Seen[] = [];
    const notes = late(4);
    const table: LateTable<Seen> = {
      ...tips(async (rows) => {
        if (away) throw new DatabaseAwayError('away');
        written.push(...rows);
      }),
      keyOf: () => 'one key',
    };
    const [first, second] = seen(2);
    notes.note(table, first as Seen);
    await expect(notes.flush()).rejects.toThrow('away');
    notes.note(table, second as Seen);
    const crowded = tips(async () => undefined);
    for (const row of seen(9)) notes.note(crowded, row);
    expect(lost).toHaveBeenCalledTimes(1);
    away = false;
    await notes.flush();
    expect(written).toEqual([second]);
  });

  it('is written but for the row that cannot be', async () => {
    const written: Seen[] = [];
    const notes = late();
    const table = tips(async (rows) => {
      if (rows.some(({ tip }) => tip === '5')) throw new Error('unwritable');
      written.push(...rows);
    });
    for (const row of seen(9)) notes.note(table, row);
    await notes.flush();
    expect(written).toEqual(seen(9).filter(({ tip }) => tip !== '5'));
    expect(lost).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'unwritable' }), 'TipSeen', 1);
  });

  it('is not written of those whom another process has erased since', async () => {
    const written: Seen[] = [];
    const notes = createLate({ onLost: lost, later: () => () => undefined, erased: async () => new Set(['1']) });
    notes.writesTo({} as never);
    const table = tips(async (rows) => written.push(...rows));
    for (const personId of ['1', '2']) notes.note(table, { personId, tip: 'a' });
    await notes.flush();
    expect(written).toEqual([{ personId: '2', tip: 'a' }]);
  });
});

describe('what was noted', () => {
  let database: TestDatabase;
  const clock = testClock('2026-11-27T09:00:00Z');
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.reset());
  afterAll(() => database.close());
  const open = (personId: string, article: string, page: number, atEnd = false) =>
    noteOpened({ ...database, clock }, personId, { article, page, atEnd });
  const rows = () => database.db.articleReading.findMany({ orderBy: [{ personId: 'asc' }, { article: 'asc' }] });

  it('is found by whoever reads its table, written or not', async () => {
    await open('1', 'a', 0);
    expect(await rows()).toMatchObject([{ personId: '1', article: 'a', page: 0, readAt: null }]);
    await open('1', 'a', 1, true);
    await open('2', 'b', 0);
    expect(await database.db.articleReading.count()).toBe(2);
    const [{ read } = {}] = await database.db.$queryRaw<{ read: boolean }[]>`
      SELECT "readAt" IS NOT NULL AS read FROM "ArticleReading" WHERE "personId" = '1'`;
    expect(read).toBe(true);
  });

  it('is added to by its member’s own reader, which does not wait', async () => {
    await open('1', 'a', 2, true);
    await open('2', 'z', 0);
    const { traffic } = database;
    const kinds: string[] = [];
    traffic.onStatement = (kind) => kinds.push(kind);
    const reading = await findReading(database, '1');
    delete traffic.onStatement;
    expect(reading).toEqual({ read: new Set(['a']), recent: [{ article: 'a', page: 2 }] });
    expect(kinds).toEqual(['select']);
  });

  it('does not come back after its table was emptied', async () => {
    await open('1', 'a', 0);
    await database.db.articleReading.deleteMany();
    await database.late.flush();
    expect(await rows()).toEqual([]);
  });

  it('is written whole when it was noted within a transaction', async () => {
    await database.db.$transaction(async (tx) => {
      await tx.member.create({ data: { id: '1' } });
      await open('1', 'a', 0);
    });
    expect(await rows()).toHaveLength(1);
  });

  it('adds to what another process has written: the later page, and read is read', async () => {
    await open('1', 'a', 0, true);
    await database.late.flush();
    clock.advance({ minutes: 1 });
    await open('1', 'a', 3);
    await database.late.flush();
    clock.advance({ minutes: -2 });
    await open('1', 'a', 1);
    const [row] = await rows();
    expect(row).toMatchObject({ page: 3, openedAt: new Date('2026-11-27T09:01:00Z'), readAt: AT });
  });

  it('takes one statement for all', async () => {
    for (let person = 0; person < 50; person += 1) await open(`${person}`, 'a', 0);
    const { traffic } = database;
    const kinds: string[] = [];
    traffic.onStatement = (kind, lane) => kinds.push(`${lane} ${kind}`);
    await database.late.flush();
    delete traffic.onStatement;
    expect(kinds.filter((kind) => kind !== 'background select')).toEqual(['background insert']);
    expect(await database.db.articleReading.count()).toBe(50);
  });
});
