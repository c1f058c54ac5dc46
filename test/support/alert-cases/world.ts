import type { TestBot } from '../bot.ts';
import { discussionOf, FRIDAY } from '../cards.ts';
import type { TestClock } from '../clock.ts';
import type { AlertWorld } from './case.ts';

/** What moderators read and press in `/admin health` and `/admin settings`. */
export const HEALTH = {
  pl: {
    well: 'Nic nie wymaga uwagi',
    page: 'Zmień check-in',
    channel: 'Wybierz kanał',
    weekday: 'Wybierz dzień tygodnia',
  },
  en: {
    well: 'All clear',
    page: 'Change check-in',
    channel: 'Choose the channel',
    weekday: 'Choose the day of the week',
  },
} as const;

interface Lived {
  readonly world: AlertWorld;
  /** What moderators were told in their channel. */
  told(): string[];
  /** What `/admin health` says. Its answer comes over the gateway after whatever that had to tell before. */
  health(): Promise<string>;
}

/** A community with a new channel for its check-in and a new one for its moderators. */
export function alertWorld(bot: () => TestBot, clock: TestClock, locale: 'pl' | 'en', kind: 'text' | 'forum'): Lived {
  clock.set(FRIDAY);
  const { guild, channel, sandbox } = bot();
  sandbox.faults.clear();
  const team = guild.addChannel({ name: 'moderacja' });
  const place = guild.addChannel({ name: 'check-in', kind });
  const week = discussionOf(bot, locale);
  const words = HEALTH[locale];
  const moderator = () => bot().newModerator(locale).in(channel);
  const world: AlertWorld = {
    bot: bot(),
    clock,
    locale,
    week,
    place,
    open: (settings) => week.open({ checkinChannelId: place.id, moderatorChannelId: team.id, ...settings }),
    async pass(minutes) {
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.advance({ minutes: 1 });
        await bot().app.runJob('alerts');
        await week.tick();
        await bot().app.settle();
        await bot().app.runJob('alerts');
      }
    },
    async set(prompt, value) {
      const page = await (await moderator().run('/admin settings')).click(words.page);
      await page.choose(words[prompt], [value]);
    },
  };
  const told = () =>
    bot()
      .moderator.in(team)
      .messages()
      .map(({ text }) => text);
  const health = async () => (await moderator().run('/admin health')).text;
  return { world, told, health };
}
