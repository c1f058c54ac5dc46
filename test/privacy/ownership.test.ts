import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteUsage } from '../../src/communities/usage.ts';
import type { Tx } from '../../src/database/client.ts';
import { erasedAmong, hashPerson, reapplyErasures, recordErasure } from '../../src/database/erasures.ts';
import { noteOpened } from '../../src/guide/reading/progress.ts';
import { countPersonalData, erasePersonalData, personalData } from '../../src/privacy/personal-data.ts';
import { OWNED_COLUMNS } from '../../src/privacy/tables.ts';
import { rememberTone } from '../../src/templates/memory.ts';
import { systemClock } from '../../src/time/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dumpTables, exportOf, FOREIGN_GUILD, fillPerson, planted } from '../support/person.ts';
import { namesPerson, schemaColumns } from '../support/schema.ts';

const drawing = { clock: systemClock, random: Math.random };

const ANNA = '100000000000000001';
const BARTEK = '200000000000000002';

describe('the ownership registry', () => {
  it('names every column of the schema that holds a person’s id, and no other', () => {
    const inSchema = schemaColumns()
      .filter(namesPerson)
      .map(({ table, column }) => `${table}.${column}`);
    expect(OWNED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(inSchema.sort());
  });

  it.each([
    ['by name', 'authorId String', true],
    ['by another name', 'removedBy String?', true],
    ['by its comment', '/// The moderator (snowflake) who did it.\n  who String', true],
    ['not the guild', '/// The guild (snowflake) it belongs to.\n  communityId String', false],
    ['not a channel', '/// Channel (snowflake) it was posted in.\n  channelId String', false],
  ])('would notice a new column %s', (_what, field, noticed) => {
    const columns = schemaColumns(`model New {\n  ${field}\n}`);
    expect(columns).toHaveLength(1);
    expect(columns.some(namesPerson)).toBe(noticed);
  });
});

describe('a person’s data', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.reset();
    await fillPerson(database, ANNA);
    await fillPerson(database, BARTEK);
  });
  afterAll(() => database.close());
  const context = () => ({
    db: database.db,
    sealer: database.sealer,
    ...drawing,
    recordErasure: database.recordErasure,
    hashPerson: (tx: Tx, text: string) => hashPerson(tx, database.sealer, text),
  });

  it('is filled in every table by these tests', async () => {
    for (const owned of OWNED_COLUMNS) expect(await owned.count(database.db, ANNA), owned.table).toBe(1);
  });

  it('is exported whole and readable, and nobody else’s with it', async () => {
    const data = await exportOf(context(), ANNA);
    expect(data).toMatchObject({ format: 'granica-personal-data', version: 1, personId: ANNA });
    expect(Object.keys(data.tables).sort()).toEqual([...new Set(OWNED_COLUMNS.map(({ table }) => table))].sort());
    for (const [table, rows] of Object.entries(data.tables)) {
      expect(rows, table).toHaveLength(1);
      if (
        ![
          'Member',
          'AssistantMemberUse',
          'CheckinReminder',
          'CheckinStreak',
          'CardDecision',
          'CardMeToo',
          'AdviceRating',
        ].includes(table)
      )
        expect(JSON.stringify(rows), table).toContain(planted(ANNA));
    }
    expect(JSON.stringify(data)).not.toContain(BARTEK);
    expect(data.tables.TemplateDraft).toMatchObject([{ values: { message: planted(ANNA) } }]);
  });

  it('is counted as it will go', async () => {
    expect(await countPersonalData(context(), ANNA)).toEqual([
      { topic: 'settings', deleted: 1, unlinked: 0 },
      { topic: 'boundaries', deleted: 1, unlinked: 0 },
      { topic: 'violations', deleted: 1, unlinked: 0 },
      { topic: 'checkins', deleted: 2, unlinked: 0 },
      { topic: 'templates', deleted: 3, unlinked: 0 },
      { topic: 'guide', deleted: 3, unlinked: 0 },
      { topic: 'practice', deleted: 1, unlinked: 0 },
      { topic: 'assistant', deleted: 1, unlinked: 0 },
      { topic: 'notices', deleted: 2, unlinked: 0 },
      { topic: 'discussion', deleted: 6, unlinked: 0 },
      { topic: 'shares', deleted: 1, unlinked: 0 },
      { topic: 'contributions', deleted: 1, unlinked: 3 },
    ]);
    expect(await countPersonalData(context(), '3')).toEqual([]);
  });

  it('is in no table any more once erased; what belongs to the community stays, without its author', async () => {
    const before = await dumpTables(database);
    const counted = await countPersonalData(context(), ANNA);
    expect(await erasePersonalData(context(), ANNA)).toEqual(counted);
    const after = await dumpTables(database);
    const {
      CommunityContent: _kept,
      CommunityContentVersion: versions,
      AuditEntry: audit,
      Erasure: erasure,
      ...rest
    } = after;
    expect(JSON.stringify(rest)).not.toContain(ANNA);
    expect(versions).toContain(planted(ANNA)); // the text is the community's
    expect(versions).not.toContain(`"authorId": "${ANNA}"`);
    expect(audit).toContain(planted(ANNA)); // the title of the community's text
    expect(audit).not.toContain(`"actorId": "${ANNA}"`);
    expect(erasure).not.toContain(ANNA);
    expect((await exportOf(context(), BARTEK)).tables.Violation).toHaveLength(1);
    const bartekOf = (dump: Record<string, string>) =>
      Object.values(dump).flatMap((rows) => rows.split('\n').filter((row) => row.includes(BARTEK)));
    expect(bartekOf(after)).toEqual(bartekOf(before));
    expect(Object.values((await exportOf(context(), ANNA)).tables).flat()).toEqual([]);
  });

  it('includes what is known by a hash alone until it is counted', async () => {
    const store = { ...context(), clock: systemClock };
    const used = { what: 'read', part: 'tip-social-media' } as const;
    for (const personId of [ANNA, BARTEK]) await noteUsage(store, { communityId: FOREIGN_GUILD, personId }, used);
    const guide = (amounts: Awaited<ReturnType<typeof countPersonalData>>) =>
      amounts.find(({ topic }) => topic === 'guide')?.deleted;
    expect(guide(await countPersonalData(context(), ANNA))).toBe(4);
    expect((await exportOf(context(), ANNA)).tables.Usage).toMatchObject([used]);
    expect(guide(await erasePersonalData(context(), ANNA))).toBe(4);
    expect(await database.db.usage.count()).toBe(1);
    expect((await exportOf(context(), BARTEK)).tables.Usage).toHaveLength(1);
  });

  it('includes what is still to be written, which never comes back', async () => {
    const { late } = database;
    const store = { ...context(), clock: systemClock, late };
    const note = async (personId: string) => {
      await noteUsage(store, { communityId: FOREIGN_GUILD, personId }, { what: 'read', part: 'tip-social-media' });
      await noteOpened(store, personId, { article: 'tip-social-media', page: 0, atEnd: true });
      await rememberTone(store, personId, 'pl', 'firm');
    };
    const of = async (personId: string) => {
      const { tables } = await exportOf(context(), personId);
      return [tables.Usage, tables.ArticleReading, tables.TemplateMemory].map((rows) => rows?.length ?? 0);
    };
    for (const personId of [ANNA, BARTEK]) await note(personId);
    expect(await of(ANNA)).toEqual([1, 2, 1]);
    for (const personId of [ANNA, BARTEK]) await note(personId);
    await erasePersonalData({ ...context(), late }, ANNA);
    await late.flush();
    expect(await of(ANNA)).toEqual([0, 0, 0]);
    expect(await of(BARTEK)).toEqual([1, 2, 1]);
    // Who comes back later is written again.
    await note(ANNA);
    expect(await of(ANNA)).toEqual([1, 1, 1]);
  });

  it('stays erased if another process erased it while the database was away from this one', async () => {
    const { db, sealer } = database;
    const at = new Date();
    const erasedAt = new Date(at.getTime() + 1);
    await db.$transaction((tx) => recordErasure(tx, { sealer, personId: ANNA, erasedAt }));
    const noted = [ANNA, BARTEK].map((personId) => ({ personId, at }));
    expect(await erasedAmong(db, sealer, noted)).toEqual(new Set([ANNA]));
    expect(await erasedAmong(db, sealer, [{ personId: ANNA, at: erasedAt }])).toEqual(new Set());
  });

  it('goes whole or not at all', async () => {
    const before = await dumpTables(database);
    const failing = { ...context(), recordErasure: () => Promise.reject(new Error('the disk is full')) };
    await expect(erasePersonalData(failing, ANNA)).rejects.toThrow('the disk is full');
    expect(await dumpTables(database)).toEqual(before);
  });

  it('is erased again after a restore brought it back', async () => {
    await erasePersonalData(context(), ANNA);
    await fillPerson(database, `${ANNA}9`); // somebody new stays
    await database.db.violation.updateMany({ where: { authorId: `${ANNA}9` }, data: { authorId: ANNA } });
    await database.db.erasure.updateMany({ data: { pending: true } });
    expect(await reapplyErasures(database.db, database.sealer, personalData(drawing))).toBe(1);
    expect(await countPersonalData(context(), ANNA)).toEqual([]);
    expect(await countPersonalData(context(), `${ANNA}9`)).not.toEqual([]);
  });

  it('does not come back by a hash: what only hashes stand behind goes after such a restore', async () => {
    const { db, sealer } = database;
    const gap = (createdAt: Date) => ({
      communityId: FOREIGN_GUILD,
      personHash: 'a hash',
      month: '2026-11',
      locale: 'pl',
      query: 'sealed',
      reason: 'nothing',
      createdAt,
    });
    await erasePersonalData(context(), ANNA);
    const store = { ...context(), clock: systemClock };
    const used = { what: 'read', part: 'tip-social-media' } as const;
    await noteUsage(store, { communityId: FOREIGN_GUILD, personId: ANNA }, used);
    const later = new Date(Date.now() + 86_400_000);
    await db.searchGap.createMany({ data: [gap(new Date(0)), gap(later)] });
    await db.erasure.updateMany({ data: { pending: true, erasedAt: new Date() } });
    await reapplyErasures(db, sealer, personalData(drawing));
    expect(await db.usage.count()).toBe(0);
    expect(await db.searchGap.findMany({ select: { createdAt: true } })).toEqual([{ createdAt: later }]);
  });

  it('names every person once', async () => {
    expect((await personalData(drawing).listPersons(database.db)).toSorted()).toEqual([ANNA, BARTEK]);
  });
});
