import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../src/communities/settings-schema.ts';
import { healZones } from '../../src/lifecycle/memberships.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

describe('a setting is stored as it is understood, not as it was typed', () => {
  it.each([
    ['zone', 'America/New York', 'America/New_York'],
    ['zone', ' Europe/Warsaw', 'Europe/Warsaw'],
    ['zone', 'europe/KIEV', 'Europe/Kyiv'],
    ['checkinTime', '9.30', '09:30'],
    ['checkinTime', ' 10:00 ', '10:00'],
    ['checkinPausedUntil', '24.12.2026', '2026-12-24'],
    ['checkinPausedUntil', '9999-12-31', '9999-12-31'],
    ['checkinHolidays', ' pl', 'PL'],
    ['checkinChannelId', ' 5 ', '5'],
    ['watchWords', 'tani,  \u0000obserwuj\r\ntani', 'tani\n\uFFFDobserwuj'],
  ])('%s: %j is %j', (field, typed, stored) => {
    expect(settingsSchema.partial().parse({ [field]: typed })).toEqual({ [field]: stored });
  });

  it.each([
    ['zone', 'Mars/Olympus'],
    ['zone', ''],
    ['checkinTime', '25:00'],
    ['checkinPausedUntil', '0000-01-01'],
    ['checkinPausedUntil', '2026-02-30'],
    ['checkinPausedUntil', '10000-01-01'],
    ['checkinHolidays', 'Polska'],
    ['checkinChannelId', '99999999999999999999'],
    ['moderatorRoleId', '<@&5>'],
    ['moderatorChannelId', ''],
  ])('%s: %j is refused', (field, typed) => {
    expect(settingsSchema.partial().safeParse({ [field]: typed }).success).toBe(false);
  });
});

it('what is typed is transformed as it is read: a check alone would let a value through as it was typed', async () => {
  // Rules about a whole list or pair, which leave its texts as their own transforms made them.
  const whole = ['kinds/what-helps.ts', 'lifecycle/community-file.ts', 'sheet/sheet.ts', 'templates/interest/rates.ts'];
  const source = new URL('../../src/', import.meta.url);
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const found: string[] = [];
  for (const file of files) if ((await readFile(new URL(file, source), 'utf8')).includes('.refine(')) found.push(file);
  expect(found.toSorted()).toEqual(whole);
});

describe('zones that were stored as they were typed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(() => database.reset());

  it('are put right at the start, and what means nothing stays', async () => {
    const { db } = database;
    const zones = ['America/New York', ' Europe/Warsaw', 'Europe/Berlin', 'Mars/Olympus'];
    await db.community.createMany({ data: zones.map((zone, at) => ({ id: `${at + 1}`, locale: 'pl', zone })) });
    await db.member.createMany({ data: [{ id: '1', zone: 'Europe/Kiev' }, { id: '2' }] });
    expect(await healZones(db)).toBe(3);
    const stored = await db.community.findMany({ orderBy: { id: 'asc' } });
    expect(stored.map(({ zone }) => zone)).toEqual([
      'America/New_York',
      'Europe/Warsaw',
      'Europe/Berlin',
      'Mars/Olympus',
    ]);
    expect((await db.member.findUniqueOrThrow({ where: { id: '1' } })).zone).toBe('Europe/Kyiv');
    expect(await healZones(db)).toBe(0);
  });
});
