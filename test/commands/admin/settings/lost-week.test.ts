import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';

const WORDS = {
  pl: {
    change: 'Zmień check-in',
    weekday: 'Wybierz dzień tygodnia',
    wednesday: 'środa',
    friday: 'piątek',
    time: 'Godzina i strefa',
    take: 'Wczytaj',
    undo: 'Cofnij',
    lost: 'pora check-inu w tym tygodniu już minęła',
    atMost: 'najwyżej 10 minut',
    never: ': 0 godzin',
  },
  en: {
    change: 'Change check-in',
    weekday: 'Choose the day of the week',
    wednesday: 'Wednesday',
    friday: 'Friday',
    time: 'Time and zone',
    take: 'Import',
    undo: 'Undo',
    lost: 'the time for this week’s check-in has already passed',
    atMost: 'at most 10 minutes',
    never: ': 0 hours',
  },
} as const;

/** Thursday noon in Warsaw; the check-in comes on Friday at 10. */
const NOW = '2026-11-26T11:00:00Z';

describe.each(['pl', 'en'] as const)('a change that moves this week’s check-in into the past, in %s', (locale) => {
  const clock = testClock(NOW);
  const bot = useBot({ clock });
  const w = WORDS[locale];
  beforeEach(async () => {
    const { guild, checkin, database } = bot();
    clock.set(NOW);
    const place = { locale, zone: 'Europe/Warsaw', checkinChannelId: checkin.id };
    await database.db.community.create({
      data: { id: guild.id, ...place, checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date(NOW) },
    });
  });
  const moderator = () => bot().newModerator(locale);
  const page = async (person = moderator()) => (await person.in(bot().channel).run('/admin settings')).click(w.change);

  it('says that this week has none, when the weekday is changed', async () => {
    const shown = await (await page()).choose(w.weekday, [w.wednesday]);
    expect(shown.text).toContain(w.lost);
    expect(shown.text).toMatch(/`\/admin checkin (post|opublikuj)`/);
    // Said once, not with each later change; and not where the week still has its check-in.
    expect((await shown.choose(w.weekday, [w.friday])).text).not.toContain(w.lost);
  });

  it('says so when the time is changed', async () => {
    await bot().database.db.community.updateMany({ data: { checkinWeekday: 4, checkinTime: '18:00' } });
    const form = await (await page()).click(w.time);
    const shown = await form.submit({ time: '9:00', zone: 'Europe/Warsaw' });
    expect(shown.text).toContain(w.lost);
    const later = await (await (await page()).click(w.time)).submit({ time: '8:00', zone: 'Europe/Warsaw' });
    expect(later.text).not.toContain(w.lost);
  });

  it('says so when the change comes from a file, and when an earlier plan is brought back', async () => {
    const person = moderator();
    const at = person.in(bot().channel);
    const settings = { checkinWeekday: 3 };
    const file = { format: 'granica-community', version: 1, settings, article: [], template: [] };
    const upload = { name: 'granica.json', content: JSON.stringify(file) };
    const done = await (await at.run('/admin import', { file: upload })).click(w.take);
    expect(done.text).toContain(w.lost);
    await (await page(person)).choose(w.weekday, [w.friday]);
    const undone = await (await at.run('/admin audit')).click(w.undo);
    expect(undone.text).toContain(w.lost);
  });

  it('offers no lateness of nought hours, which would seem to mean never', async () => {
    const shown = await page();
    const labels = shown.selects.flatMap(({ options }) => options.map(({ label }) => label));
    expect(labels).toContainEqual(expect.stringContaining(w.atMost));
    expect(labels).not.toContainEqual(expect.stringContaining(w.never));
  });
});
