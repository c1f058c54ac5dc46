import { beforeEach, describe, expect, it } from 'vitest';
import { importCommunity } from '../../src/lifecycle/community-file.ts';
import { useBot } from '../support/bot.ts';
import { setUpCheckin } from '../support/checkin.ts';
import { testClock } from '../support/clock.ts';

const MONDAY = '2026-11-23T08:00:00Z';
const FRIDAY = '2026-11-27T09:00:00Z';

const WORDS = {
  pl: {
    title: 'Check-in tygodnia',
    preview: '/admin checkin podgląd',
    pause: '/admin checkin wstrzymaj',
    until: 'do',
    resume: '/admin checkin wznów',
    skip: '/admin checkin pomiń',
    week: 'tydzień',
    close: '/admin checkin zamknij',
    post: '/admin checkin opublikuj',
    calm: 'Spokojny tydzień',
    notSetUp: 'nie ma jeszcze kanału',
    holiday: '~~piątek, 25 grudnia 2026~~: bez check-inu, święto',
    skippedWeek: '~~piątek, 4 grudnia 2026~~: bez check-inu, tydzień pominięty',
    paused: 'Wstrzymane do 11 grudnia 2026',
    pausedOpen: 'dopóki ich nie wznowisz',
    nothing: 'Żaden check-in nie jest zaplanowany',
    gap: 'godziny 02:30 tego dnia nie ma. Check-in pojawi się o 03:00',
    overlap: 'godzina 02:30 wypada dwa razy',
    unreadable: 'Nie rozumiem daty „wkrótce”',
    past: 'to nie jest przyszły dzień',
    notPaused: 'nie są wstrzymane',
    mark: '4 grudnia 2026 (pominięty',
    skipped: 'check-inu nie będzie',
    unskipped: 'znów ma swój check-in',
    skipPast: 'już minął',
    posted: 'już opublikowany',
    closed: 'Check-in jest zamknięty',
    closedPost: 'zamknięty',
    late: 'liczy się do twojej serii',
    none: 'Żaden check-in nie jest otwarty',
  },
  en: {
    title: 'Weekly check-in',
    preview: '/admin checkin preview',
    pause: '/admin checkin pause',
    until: 'until',
    resume: '/admin checkin resume',
    skip: '/admin checkin skip',
    week: 'week',
    close: '/admin checkin close',
    post: '/admin checkin post',
    calm: 'A calm week',
    notSetUp: 'has no channel yet',
    holiday: '~~Friday, 25 December 2026~~: no check-in, holiday',
    skippedWeek: '~~Friday, 4 December 2026~~: no check-in, left out',
    paused: 'Paused until 11 December 2026',
    pausedOpen: 'until you resume them',
    nothing: 'No check-in is planned',
    gap: '02:30 does not exist that day. The check-in is posted at 03:00',
    overlap: '02:30 comes twice',
    unreadable: 'I cannot read “wkrótce” as a day',
    past: 'is no day to come',
    notPaused: 'are not paused',
    mark: '4 December 2026 (left out',
    skipped: 'There is no check-in in the week of',
    unskipped: 'has its check-in again',
    skipPast: 'is over',
    posted: 'posted already',
    closed: 'The check-in is closed',
    closedPost: 'closed',
    late: 'counts for your streak',
    none: 'No check-in is open',
  },
} as const;

describe.each(['pl', 'en'] as const)('the week’s check-in in the hands of moderators, in %s', (locale) => {
  const words = WORDS[locale];
  const clock = testClock(MONDAY);
  const bot = useBot({ locale, clock });
  let before = 0;
  beforeEach(async () => {
    before = allPosts().length;
    clock.set(MONDAY);
    await setUpCheckin(bot(), { locale, nextAt: MONDAY, checkinHolidays: 'PL' });
    await tick();
  });
  const tick = () => bot().app.runJob('check-ins');
  const allPosts = () =>
    bot()
      .member.in(bot().checkin)
      .messages()
      .filter(({ text }) => text.includes(words.title));
  const posts = () => allPosts().slice(before);
  const say = (command: string, options: Readonly<Record<string, string>> = {}) =>
    bot().moderator.in(bot().channel).run(command, options);
  const skip = (day: string) => say(words.skip, { [words.week]: day });
  const pause = (day: string) => say(words.pause, { [words.until]: day });
  const trail = async () =>
    (await bot().database.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);
  const at = (time: string) => `<t:${Date.parse(time) / 1000}:F>`;
  const times = (text: string) => text.match(/<t:\d+:F>/g);

  it('is shown five times ahead, with the weeks that have none and why', async () => {
    await skip('2026-12-01');
    const { text } = await say(words.preview);
    expect(times(text)).toEqual(
      ['2026-11-27', '2026-12-11', '2026-12-18', '2027-01-08', '2027-01-15'].map((day) => at(`${day}T10:00+01:00`)),
    );
    expect(text).toContain(words.skippedWeek);
    expect(text).toContain(words.holiday);
    await bot().database.db.community.updateMany({ data: { checkinChannelId: null } });
    expect((await say(words.preview)).text).toContain(words.notSetUp);
  });

  it.each([
    ['gap', '2027-03-22T08:00:00Z', '2027-03-28T01:00:00Z'],
    ['overlap', '2027-10-25T08:00:00Z', '2027-10-31T00:30:00Z'],
  ] as const)('warns when the clocks change: %s', async (change, now, first) => {
    clock.set(now);
    // The gap of 2027 is on Easter Sunday.
    const data = { checkinWeekday: 7, checkinTime: '02:30', checkinHolidays: null };
    await bot().database.db.community.updateMany({ data });
    const { text } = await say(words.preview);
    expect(times(text)?.[0]).toBe(at(first));
    expect(text.split(words[change])).toHaveLength(2);
  });

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
        { ...file, settings, article: [], template: [] },
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

  it('leaves one week out, chosen from a list, and puts it back', async () => {
    const type = () =>
      bot()
        .moderator.in(bot().channel)
        .type(words.skip, { [words.week]: '' }, words.week);
    expect((await type()).map(({ value }) => value).slice(0, 2)).toEqual(['2026-11-27', '2026-12-04']);
    expect((await skip('2026-12-04')).text).toContain(words.skipped);
    expect((await type())[1]?.name).toContain(words.mark);
    clock.set('2026-12-04T09:00:00Z');
    await tick();
    const rows = await bot().database.db.checkin.findMany();
    expect(rows.map(({ week }) => week.toISOString().slice(0, 10))).not.toContain('2026-11-30');
    clock.set('2026-12-02T09:00:00Z');
    expect((await skip('1.12.2026')).text).toContain(words.unskipped);
    await tick();
    clock.set('2026-12-04T09:00:00Z');
    await tick();
    expect(await bot().database.db.checkin.count({ where: { week: new Date('2026-11-30'), state: 'posted' } })).toBe(1);
    expect((await skip('2026-11-20')).text).toContain(words.skipPast);
    expect((await skip('2026-12-04')).text).toContain(words.posted);
    expect(await trail()).toEqual(['checkin.skip', 'checkin.unskip']);
  });

  it('takes back what is due and not posted yet, and brings it once when it is wanted again', async () => {
    const { database, checkin } = bot();
    const none = await database.db.community.updateMany({ data: { checkinChannelId: '1' } });
    expect(none.count).toBe(1);
    clock.set(FRIDAY);
    await tick();
    expect(await database.db.checkin.findMany()).toMatchObject([{ state: 'due' }]);
    await skip('2026-11-27');
    await database.db.community.updateMany({ data: { checkinChannelId: checkin.id } });
    clock.advance({ minutes: 30 });
    await tick();
    expect(posts()).toHaveLength(0);
    expect(await database.db.checkin.findMany()).toMatchObject([{ state: 'cancelled' }]);
    await skip('2026-11-27');
    await tick();
    await tick();
    expect(posts()).toHaveLength(1);
  });

  it('is posted by hand, and closed before its time', async () => {
    expect((await say(words.close)).text).toContain(words.none);
    await say(words.post);
    const [post] = posts();
    const { text } = await say(words.close);
    expect(text).toContain(words.closed);
    expect(posts()[0]?.text).toContain(words.closedPost);
    expect((await post?.click(words.calm))?.text).toContain(words.late);
    expect((await say(words.close)).text).toContain(words.none);
    expect(await bot().database.db.checkin.findMany()).toMatchObject([{ state: 'closed' }]);
    expect(await trail()).toEqual(['checkin.post', 'checkin.close']);
  });
});
