import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { allPseudonyms } from '../../src/checkins/cards/pseudonyms.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

const WORDS = {
  pl: {
    guide: 'Poradnik:',
    template: 'Szablon:',
    answered: 'Odpowiedziały 3 osoby.',
    calm: 'Spokojny tydzień: 3 osoby.',
    cards: 'W dyskusji są 2 karty.',
    most: '**Karta, w której odnalazło się najwięcej osób** (3 osoby)',
    thanks: 'Dziękuję wszystkim',
    advice: '💡 Twoje rady, które komuś pomogły: 1',
  },
  en: {
    guide: 'Guide:',
    template: 'Template:',
    answered: '3 people answered.',
    calm: 'A quiet week: 3 people.',
    cards: 'There are 2 cards in the discussion.',
    most: '**The card that most people saw themselves in** (3 people)',
    thanks: 'Thank you to everyone',
    advice: '💡 1 piece of your advice has helped someone',
  },
} as const;

describe.each(['pl', 'en'] as const)('five persons in a week, in %s', (locale) => {
  const words = WORDS[locale];
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  const week = discussionOf(bot, locale);
  beforeEach(() => clock.set(FRIDAY));

  it('share, recognise themselves, help, and read what it brought; nobody learns who the anonymous one is', async () => {
    const { sandbox, logged, database, moderator, checkin } = bot();
    const [anna, bartek, celina, darek, ewa] = ['Anna', 'Bartek', 'Celina', 'Darek', 'Ewa'].map(week.join) as [
      Person,
      Person,
      Person,
      Person,
      Person,
    ];
    await week.open();
    for (const person of [celina, darek, ewa]) await person.in(checkin).last().click(week.words.calm);
    await week.shared(anna, 'anonymous', 'Klient dzwonił w nocy');
    await week.shared(bartek, 'named', 'Klient nie odpisał');
    const press = async (person: Person, story: string, label: string) => {
      const shown = week.cards(person).find(({ text }) => text.includes(story));
      // The count of those who have lived through the same stands in its label.
      return shown?.click(shown.buttons.find((button) => button.label?.startsWith(label))?.customId ?? label);
    };

    // What helps stands under each card once; whoever presses reads it alone.
    const [card] = week.cards();
    const labels = card?.buttons.map(({ label }) => label ?? '') ?? [];
    for (const offered of [words.guide, words.template]) {
      const fitting = labels.filter((label) => label.startsWith(offered));
      expect(fitting).toHaveLength(1);
      const opened = await press(ewa, 'w nocy', fitting[0] ?? '');
      expect(opened?.kind === 'form' || opened?.ephemeral).toBe(true);
    }
    for (const person of [celina, darek, ewa]) await press(person, 'w nocy', week.words.meToo);
    await (await press(darek, 'w nocy', week.words.advise))?.submit({ advice: 'Wycisz telefon po 17' });
    await (await press(celina, 'nie odpisał', week.words.advise))?.submit({ advice: 'Zadzwoń raz jeszcze' });
    await (await press(ewa, 'nie odpisał', week.words.report))?.submit({ reason: '' });
    await week.tick();
    for (const person of [anna, celina])
      await week
        .inThread(person)
        .messages()
        .find(({ text }) => text.includes('Wycisz telefon'))
        ?.click(week.words.helped);
    // Advice outlives the card that it was about: it leads there, and names nobody but its own author.
    const [advice] = week
      .inThread(ewa)
      .messages()
      .filter(({ text }) => text.includes('Zadzwoń raz jeszcze'));
    expect(advice?.text).toContain(`<@${celina.id}>`);
    expect(advice?.text).not.toContain(bartek.id);
    await (await moderator.in(checkin).run('/admin moderate queue')).click(week.words.keep);

    clock.advance({ days: 4 });
    await week.tick();
    const [digest] = week
      .inThread(ewa)
      .messages()
      .filter(({ text }) => text.includes(week.words.digest));
    const said = [words.answered, words.calm, words.cards, words.most, words.thanks];
    for (const line of said) expect(digest?.text).toContain(line);
    expect(digest?.text).toContain(`/${week.thread()}/${card?.id}`);
    for (const { id } of [anna, bartek, celina, darek, ewa]) expect(JSON.stringify(digest?.raw)).not.toContain(id);
    expect((await darek.in(checkin).run('/checkin status')).text).toContain(words.advice);
    expect((await celina.in(checkin).run('/checkin status')).text).not.toContain('💡');

    // Nothing that the bot sent, logged or wrote down holds the pseudonym beside its bearer.
    const pseudonym = allPseudonyms(locale).find((name) => card?.text.includes(name)) ?? 'none';
    const ownAnswers = /\/callback|\/webhooks\//;
    const sent = sandbox.requests
      .filter(({ path }) => !ownAnswers.test(path))
      .map((request) => JSON.stringify(request));
    expect(sent.some((request) => request.includes(pseudonym))).toBe(true);
    for (const request of sent) if (request.includes(pseudonym)) expect(request).not.toContain(anna.id);
    expect(logged.join('\n')).not.toContain(pseudonym);
    const trail = JSON.stringify(await database.db.auditEntry.findMany());
    for (const { id } of [anna, bartek, ewa]) expect(trail).not.toContain(id);
    // What ties them is one row, which goes with the author's data.
    const { db } = database;
    expect(await db.cardPseudonym.findMany({ where: { name: pseudonym } })).toMatchObject([{ personId: anna.id }]);
  });
});
