import { existsSync } from 'node:fs';
import { copyFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { listDumps, pruneDumps } from '../../src/database/dumps.ts';
import { type PersonalData, reapplyErasures } from '../../src/database/erasures.ts';
import { open, ownKind, useBackups } from '../support/backups.ts';
import { entry } from '../support/rows.ts';

const slow = { timeout: 120_000 };
const backups = useBackups();

describe('who was erased since stays erased', () => {
  const personalData: PersonalData = {
    listPersons: async (db) =>
      (await db.violation.findMany({ distinct: ['authorId'] })).map(({ authorId }) => authorId),
    erase: async (tx, personId) => {
      await tx.violation.deleteMany({ where: { authorId: personId } });
    },
    eraseHashed: async () => {},
  };
  const erase = (database: Database, personId: string) =>
    database.db.$transaction(async (tx) => {
      await personalData.erase(tx, personId);
      await database.recordErasure(tx, personId, new Date());
    });
  const authors = async ({ db }: Database) =>
    (await db.violation.findMany({ orderBy: { authorId: 'asc' } })).map((row) => row.authorId);

  test('after restoring a backup', slow, async () => {
    const { newUrl, backUp, restore } = backups();
    const url = await newUrl(ownKind);
    const first = await open(url);
    await first.db.violation.createMany({ data: [entry('1'), entry('2'), entry('3')] });
    await erase(first, '1');
    // Erased before the backup and written to again: that is theirs to keep.
    await first.db.violation.create({ data: entry('1') });
    await backUp(url);
    await erase(first, '2');
    await first.close();
    await restore(url);

    const second = await open(url);
    expect(await authors(second)).toEqual(['1', '2', '3']);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(1);
    expect(await authors(second)).toEqual(['1', '3']);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(0);
    expect(JSON.stringify(await second.db.erasure.findMany())).not.toMatch(/"2"/);
    await second.close();
  });

  test('also where the clock of the bot is behind that of the server', slow, async () => {
    const { newUrl, backUp, restore } = backups();
    const url = await newUrl(ownKind);
    const first = await open(url);
    await first.db.violation.createMany({ data: [entry('1'), entry('2')] });
    await backUp(url);
    const behind = new Date(Date.now() - 5 * 60_000);
    await first.db.$transaction(async (tx) => {
      await personalData.erase(tx, '2');
      await first.recordErasure(tx, '2', behind);
    });
    await first.close();
    await restore(url);

    const second = await open(url);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(1);
    expect(await authors(second)).toEqual(['1']);
    await second.close();
  });

  test('after restoring a dump in the place of damaged files', slow, async () => {
    const { scratch, newUrl, restore } = backups();
    const url = await newUrl('embedded');
    const directory = url.slice(5);
    const first = await open(url);
    await first.db.violation.createMany({ data: [entry('1'), entry('2')] });
    await erase(first, '9');
    await first.close();
    const [dump] = await listDumps(directory);
    const kept = join(scratch, 'dump.tar.gz');
    await copyFile(dump?.file ?? '', kept);
    const again = await open(url);
    await erase(again, '2');
    await again.close();
    await truncate(join(directory, 'cluster', 'global', 'pg_control'), 10);
    await expect(open(url)).rejects.toThrow(/is damaged/);

    await restore(url, kept);
    const second = await open(url);
    expect(await authors(second)).toEqual(['1', '2']);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(1);
    expect(await authors(second)).toEqual(['1']);
    await second.close();

    // The damaged files are kept for a week, and then nothing of the erased person is left.
    const later = (days: number) => pruneDumps(directory, new Date(Date.now() + days * 24 * 3_600_000));
    await later(6);
    expect(existsSync(join(directory, 'cluster.before-restore'))).toBe(true);
    await later(8);
    expect(existsSync(join(directory, 'cluster.before-restore'))).toBe(false);
  });
});
