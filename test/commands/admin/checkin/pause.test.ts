import { describe, expect, it } from 'vitest';
import { importCommunity } from '../../../../src/lifecycle/community-file.ts';
import { useCheckinInHand } from '../../../support/checkin-in-hand.ts';

const FRIDAY = '2026-11-27T09:00:00Z';

describe.each(['pl', 'en'] as const)('/admin checkin pause and resume in %s', (locale) => {
  const { words, clock, bot, tick, posts, say, pause, trail, at, times } = useCheckinInHand(locale);

  it('rests until a day, and goes on by itself', async () => {
    await pause('11.12.2026');
    const { text } = await say(words.preview);
    expect(text).toContain(words.paused);
    expect(times(text)?.[0]).toBe(at('2026-12-11T10:00+01:00'));
    for (const day of ['2026-11-27', '2026-12-04']) {
      clock.set(`${day}T09:00:00Z`);
      await tick();
    }
    expect(posts()).toHaveLength(0);
    clock.set('2026-12-11T09:00:00Z');
    await tick();
    expect(posts()).toHaveLength(1);
    expect(await trail()).toEqual(['checkin.pause']);
  });

  it('rests until it is resumed', async () => {
    expect((await say(words.pause)).text).toContain(words.pausedOpen);
    expect((await say(words.preview)).text).toContain(words.nothing);
    await tick();
    await say(words.resume);
    expect((await say(words.resume)).text).toContain(words.notPaused);
    await tick();
    clock.set(FRIDAY);
    await tick();
    expect(posts()).toHaveLength(1);
    expect(await trail()).toEqual(['checkin.pause', 'checkin.resume']);
  });

  it('says what becomes of this week when it is resumed after its time', async () => {
    await say(words.pause);
    clock.set(FRIDAY);
    await tick();
    clock.advance({ hours: 2 });
    const late = await say(words.resume);
    expect(late.text).toContain(words.post);
    await tick();
    expect(posts()).toHaveLength(0);
    await say(words.post);
    expect(posts()).toHaveLength(1);
    await say(words.pause);
    expect((await say(words.resume)).text).not.toContain(words.post);
  });

  it('takes back what is due when a pause comes with an import, as with the command', async () => {
    const { database, guild } = bot();
    await database.db.community.updateMany({ data: { checkinChannelId: '1' } });
    clock.set(FRIDAY);
    await tick();
    const file = { format: 'granica-community', version: 1, settings: { checkinPausedUntil: '2026-12-20' } } as const;
    const take = (settings: { readonly checkinPausedUntil: string | null }) =>
      importCommunity(
        { db: database.db, clock, isHoliday: () => false },
        { id: guild.id, locale },
        { ...file, settings, article: [], template: [], scene: [] },
        { actorId: '1', exists: () => true, may: () => true, findRefused: async () => new Set() },
      );
    await take(file.settings);
    expect(await database.db.checkin.findMany()).toMatchObject([{ state: 'cancelled' }]);
    await take({ checkinPausedUntil: null });
    expect(await database.db.checkin.findMany()).toMatchObject([{ state: 'due' }]);
  });

  it('takes no pause until a day that is none, or over', async () => {
    expect((await pause('wkrótce')).text).toContain(words.unreadable);
    expect((await pause('31.02.2027')).text).toContain('31.02.2027');
    expect((await pause('2026-11-23')).text).toContain(words.past);
    expect(await trail()).toEqual([]);
  });

  it.each([
    ['11 grudnia', '2026-12-11'],
    ['Dec 11', '2026-12-11'],
    ['11.12', '2026-12-11'],
    ['2 stycznia', '2027-01-02'],
    ['jutro', '2026-11-24'],
  ])('reads a day as members type it: %s', async (typed, until) => {
    await pause(typed);
    const { checkinPausedUntil } = await bot().database.db.community.findFirstOrThrow();
    expect(checkinPausedUntil).toEqual(new Date(`${until}T00:00:00Z`));
  });
});
