import { beforeEach } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { useBot } from './bot.ts';
import { setUpCheckin } from './checkin.ts';
import { testClock } from './clock.ts';
import { WORDS } from './words/checkins.ts';

export const FRIDAY = '2026-11-27T09:00:00Z';

/** A community with a check-in each Friday, on the Monday before: time passes, and the check-in is posted. */
export function useCheckinWeek(locale: Locale) {
  const words = WORDS[locale];
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });

  // The sandbox's channel keeps the posts of earlier tests.
  let before = 0;
  beforeEach(async () => {
    before = allPosts().length;
    clock.set('2026-11-23T08:00:00Z');
    await setUpCheckin(bot(), { locale, nextAt: '2026-11-23T08:00:00Z' });
  });
  const tick = () => bot().app.runJob('check-ins');
  const allPosts = () =>
    bot()
      .member.in(bot().checkin)
      .messages()
      .filter(({ text }) => text.includes(words.title));
  const posts = () => allPosts().slice(before);
  const post = async () => {
    await tick();
    clock.set(FRIDAY);
    await tick();
    const [first] = posts();
    if (!first) throw new Error('nothing was posted');
    return first;
  };
  return { words, clock, bot, tick, posts, post };
}
