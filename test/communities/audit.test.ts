import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit, recordAudit } from '../../src/communities/audit.ts';
import { changeSettings, findSettings, markOf, type Seen } from '../../src/communities/settings.ts';
import { undoSettings } from '../../src/lifecycle/undo-settings.ts';
import { personalData } from '../../src/privacy/personal-data.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forget } from '../support/forget.ts';

const GUILD = { id: '700000000000000001', locale: 'pl' } as const;
const OTHER = { id: '700000000000000002', locale: 'en' } as const;
const MONIKA = '100000000000000001';
const OLA = '100000000000000002';

let database: TestDatabase;
const clock = testClock('2026-11-24T08:00:00Z');
const drawing = { clock, random: Math.random };
const store = () => ({ db: database.db, clock });
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  clock.set('2026-11-24T08:00:00Z');
});
afterAll(() => database.close());

const all = { skip: 0, take: 50 };
const list = async (filter = {}, id: string = GUILD.id) => (await listAudit(database.db, id, filter, all)).entries;
const undo = (
  entry: { id: string } | undefined,
  actorId: string,
  over?: string,
  guild: typeof GUILD | typeof OTHER = GUILD,
) =>
  undoSettings({ ...store(), isHoliday: () => false }, guild, { entryId: entry?.id ?? '', actorId, over }, () => true);
const change = (values: object, actorId = MONIKA, seen?: Seen) =>
  changeSettings(store(), GUILD, values, { actorId, seen });

describe('the audit trail', () => {
  it('holds who changed which setting from what to what, and nothing for a change that changes nothing', async () => {
    await change({ checkinTime: '09:00', sharing: 'off' });
    await change({ checkinTime: '09:00' });
    expect(await list()).toMatchObject([
      {
        actorId: MONIKA,
        action: 'settings.change',
        before: { checkinTime: '10:00', sharing: 'named' },
        after: { checkinTime: '09:00', sharing: 'off' },
        createdAt: new Date('2026-11-24T08:00:00Z'),
      },
    ]);
    expect(Object.keys((await list())[0]?.after ?? {})).toHaveLength(2);
  });

  it('says of what another version wrote, or what was damaged, as much as can be read', async () => {
    const entry = { communityId: GUILD.id, actorId: OLA, createdAt: new Date('2026-11-24T08:00:00Z') };
    await database.db.auditEntry.createMany({
      data: [
        { ...entry, action: 'settings.change', before: '{"sharing":"off","gone":1}', after: '{"sharing":["named"]}' },
        { ...entry, action: 'settings.forget', before: '{"sharing":', after: '[1]' },
        { ...entry, action: 'share.add' },
      ],
    });
    const read = (await list()).toReversed().map(({ action, before, after }) => ({ action, before, after }));
    expect(read).toEqual([
      { action: 'settings.change', before: { sharing: 'off' }, after: undefined },
      { action: 'other.unreadable', before: undefined, after: undefined },
      { action: 'other.unreadable', before: undefined, after: undefined },
    ]);
  });

  it('is kept with the change or not at all', async () => {
    const broken = database.db.$transaction(async (tx) => {
      await recordAudit({ db: tx, clock }, { communityId: GUILD.id, actorId: OLA, action: 'checkin.post' });
      throw new Error('the change failed');
    });
    await expect(broken).rejects.toThrow('the change failed');
    expect(await list()).toEqual([]);
  });

  it('is found by group, person and time, newest first, and never in another community', async () => {
    await change({ sharing: 'off' });
    clock.advance({ hours: 24 });
    const post = { communityId: GUILD.id, actorId: OLA, action: 'checkin.post', after: { day: '2026-11-27' } } as const;
    await recordAudit(store(), post);
    expect((await list()).map(({ action }) => action)).toEqual(['checkin.post', 'settings.change']);
    expect(await list({ group: 'settings' })).toHaveLength(1);
    expect(await list({ actorId: OLA })).toMatchObject([{ after: { day: '2026-11-27' } }]);
    expect(await list({ since: new Date('2026-11-25T00:00:00Z') })).toHaveLength(1);
    expect(await list({}, OTHER.id)).toEqual([]);
    expect((await listAudit(database.db, GUILD.id, {}, { skip: 1, take: 1 })).total).toBe(2);
  });

  it('forgets who did it when that person’s data are erased, and everything after 12 months', async () => {
    await change({ sharing: 'off' });
    await database.db.$transaction((tx) => personalData(drawing).erase(tx, MONIKA));
    expect(await list()).toMatchObject([{ actorId: undefined, after: { sharing: 'off' } }]);
    clock.set('2027-11-24T07:59:00Z');
    expect(await forget('audit', store())).toBe(0);
    clock.set('2027-11-24T08:01:00Z');
    expect(await forget('audit', store())).toBe(1);
  });
});

describe('undoing a change of settings', () => {
  it('restores what it was, can be undone itself, and leaves other settings alone', async () => {
    await change({ sharing: 'off', checkinTime: '09:00' });
    await change({ retentionMonths: 24 }, OLA);
    const [, first] = await list();
    expect((await undo(first, OLA)).type).toBe('undone');
    const stored = () => findSettings(database.db, GUILD.id).then((settings) => settings?.stored);
    expect(await stored()).toMatchObject({ sharing: 'named', checkinTime: '10:00', retentionMonths: 24 });
    const [back] = await list();
    expect(back).toMatchObject({ actorId: OLA, after: { sharing: 'named' } });
    await undo(back, OLA);
    expect(await stored()).toMatchObject({ sharing: 'off', checkinTime: '09:00' });
  });

  it('restores that nothing was chosen', async () => {
    await change({ checkinChannelId: '5' });
    const [entry] = await list();
    await undo(entry, OLA);
    expect((await findSettings(database.db, GUILD.id))?.checkinChannelId).toBeUndefined();
  });

  it('takes nothing away that was changed since', async () => {
    await change({ sharing: 'off' });
    const [first] = await list();
    await change({ sharing: 'anonymous' }, OLA);
    const told = await undo(first, MONIKA);
    expect(told).toMatchObject({ type: 'conflict', field: 'sharing', by: OLA, earlier: { sharing: 'named' } });
    expect((await findSettings(database.db, GUILD.id))?.sharing).toBe('anonymous');
    // Having been told, they may decide so all the same.
    const mark = told.type === 'conflict' ? told.mark : '';
    expect((await undo(first, MONIKA, 'another')).type).toBe('conflict');
    expect((await undo(first, MONIKA, mark)).type).toBe('undone');
    expect((await findSettings(database.db, GUILD.id))?.sharing).toBe('named');
    expect((await undo(first, MONIKA, mark)).type).toBe('same');
  });

  it('reaches no other community’s entries, and no entries of other kinds', async () => {
    await change({ sharing: 'off' });
    const [entry] = await list();
    expect((await undo(entry, OLA, undefined, OTHER)).type).toBe('gone');
    await recordAudit(store(), { communityId: GUILD.id, actorId: OLA, action: 'checkin.post' });
    const [post] = await list();
    expect((await undo(post, OLA)).type).toBe('gone');
  });
});

describe('two moderators at once', () => {
  const seenBy = async (...fields: Parameters<typeof markOf>[1]) => {
    const settings = await findSettings(database.db, GUILD.id);
    if (!settings) throw new Error('no settings');
    return { fields, mark: markOf(settings.stored, fields) };
  };

  it('the second is told of the first’s change, and nothing is written', async () => {
    await change({});
    const seen = await seenBy('sharing');
    await change({ sharing: 'off' }, OLA, seen);
    expect(await change({ sharing: 'anonymous' }, MONIKA, seen)).toMatchObject({
      type: 'conflict',
      field: 'sharing',
      actorId: OLA,
      settings: { sharing: 'off' },
    });
    expect((await findSettings(database.db, GUILD.id))?.sharing).toBe('off');
    // Having seen it, they decide.
    expect((await change({ sharing: 'anonymous' }, MONIKA, await seenBy('sharing'))).type).toBe('changed');
  });

  it('do not disturb each other in different settings, nor when they want the same', async () => {
    await change({});
    const [sharing, retention] = [await seenBy('sharing'), await seenBy('retentionMonths')];
    expect((await change({ sharing: 'off' }, OLA, sharing)).type).toBe('changed');
    expect((await change({ retentionMonths: 24 }, MONIKA, retention)).type).toBe('changed');
    expect((await change({ sharing: 'off' }, MONIKA, sharing)).type).toBe('unchanged');
  });
});
