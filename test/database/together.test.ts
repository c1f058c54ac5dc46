import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEffects, currentEffects } from '../../src/database/effects.ts';
import { inBackground } from '../../src/database/lanes.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const ids = ['100000000000000001', '100000000000000002', '100000000000000003'] as const;
const [anna, ben] = ids;
const save = (id: string, locale: string) =>
  database.db.member.upsert({ where: { id }, create: { id, locale }, update: { locale } });

async function readLanguages(asked: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await database.db.member.findMany({ where: { id: { in: [...asked] } } });
  return new Map(rows.map(({ id, locale }) => [id, locale]));
}

const recalling = (load = vi.fn(readLanguages)) => ({
  load,
  read: (id: string) => database.memory.recallEach('language', id, load),
});

describe('what several need at the same moment', () => {
  test('is read once for all of them, and remembered for each', async () => {
    await save(anna, 'pl');
    await save(ben, 'en');
    await database.catchUp?.();
    const { load, read } = recalling();
    expect(await Promise.all([...ids, anna].map(read))).toEqual(['pl', 'en', undefined, 'pl']);
    expect(load.mock.calls).toEqual([[[...ids]]]);
    expect([await read(ben), await read(ids[2])]).toEqual(['en', undefined]);
    expect(load).toHaveBeenCalledOnce();
  });

  test('is read again after a write', async () => {
    const { read } = recalling();
    expect(await Promise.all([read(anna), read(ben)])).toEqual([undefined, undefined]);
    await save(ben, 'en');
    expect(await Promise.all([read(anna), read(ben)])).toEqual([undefined, 'en']);
  });

  test('holds what was written between the question and the read', async () => {
    const { read } = recalling(
      vi.fn(async (asked) => {
        await save(anna, 'pl');
        return readLanguages(asked);
      }),
    );
    expect(await Promise.all([read(anna), read(ben)])).toEqual(['pl', undefined]);
  });

  test('fails for all of them, and is tried again', async () => {
    const { read } = recalling(vi.fn(readLanguages).mockRejectedValueOnce(new Error('away')));
    const failed = await Promise.allSettled([read(anna), read(ben)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await read(anna)).toBeUndefined();
  });

  test('belongs to none of their interactions, and each of them has looked', async () => {
    const inside = vi.fn();
    const { read } = recalling(
      vi.fn(async (asked) => {
        inside(currentEffects());
        return readLanguages(asked);
      }),
    );
    const effects = ['1', '2'].map(createEffects);
    await Promise.all(effects.map((one, at) => one.run(() => read(ids[at] ?? ''))));
    expect(inside.mock.calls).toEqual([[undefined]]);
    expect(effects.map(({ looked }) => looked)).toEqual([true, true]);
  });

  test('is not shared by what nobody waits for', async () => {
    const { load, read } = recalling();
    await Promise.all([read(anna), inBackground(() => read(ben))]);
    expect(load.mock.calls).toEqual([[[ben]], [[anna]]]);
  });

  test('is not read outside of a transaction that asks for it', async () => {
    const { read } = recalling();
    const asking = database.db.$transaction(async (tx) => {
      await tx.member.create({ data: { id: anna, locale: 'en' } });
      return read(anna);
    });
    await expect(asking).rejects.toThrow('inside $transaction');
  });
});
