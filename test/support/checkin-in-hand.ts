import { beforeEach } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { useBot } from './bot.ts';
import { setUpCheckin } from './checkin.ts';
import { testClock } from './clock.ts';
import { WORDS } from './words/admin-checkin.ts';

const MONDAY = '2026-11-23T08:00:00Z';

/** A community with a check-in each Friday, on the Monday before, and what its moderators type about it. */
export function useCheckinInHand(locale: Locale) {
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
  return { words, clock, bot, tick, posts, say, skip, pause, trail, at, times };
}
