import type { Answer } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { PRIVACY_TOPICS } from '../../../src/privacy/owned-column.ts';
import { type TestBot, useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { fillPerson } from '../../support/person.ts';
import { useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

/** An answer with all messages that follow it, once the bot has sent them. */
async function wholeText(bot: TestBot, answer: Answer): Promise<string> {
  await bot.app.stopSteps.find(({ name }) => name === 'interactions')?.stop();
  return [answer, ...answer.followUps].map(({ text }) => text).join('\n');
}

const SAYS = {
  pl: {
    nothing: 'nie przechowuję o tobie niczego',
    one: ':** 1 pozycja',
    several: ':** 3 pozycje',
    empty: 'Pusto: ',
    choose: 'Co, po co, jak długo: wybierz temat',
    why: 'Po co',
    howLong: 'Jak długo',
    everything: 'Wszystko po kolei',
    gaps: 'skrótem, który co miesiąc się zmienia; moderacja widzi słowa, których użyły co najmniej trzy osoby',
    model: 'modelu językowego',
    download: 'Pobierz wszystko',
    erase: 'Usuń wszystko',
    keep: 'Zachowaj',
  },
  en: {
    nothing: 'nothing about you so far',
    one: ':** 1 item',
    several: ':** 3 items',
    empty: 'Nothing under: ',
    choose: 'What, why and how long: choose a topic',
    why: 'Why',
    howLong: 'How long',
    everything: 'Everything in turn',
    gaps: 'under a hash that changes every month; moderators see words that three people share',
    model: 'language model',
    download: 'Download everything',
    erase: 'Delete everything',
    keep: 'Keep it',
  },
} as const;

describe.each(LOCALES)('privacy in %s', (locale) => {
  const bot = useBot({ locale });
  const says = SAYS[locale];
  const show = () => bot().member.in(bot().channel).run('/privacy show');

  /** The filled row says Polish: the language follows Discord again once it is gone. */
  async function fill() {
    const { member, database } = bot();
    await fillPerson(database, member.id);
    await database.db.member.deleteMany();
  }

  it('shows what is kept and how much of it, on one screen of a phone', async () => {
    const empty = await show();
    expect(empty.ephemeral).toBe(true);
    expect(empty.text).toContain(says.nothing);
    await fill();
    const shown = await show();
    for (const part of [says.one, says.several, says.empty]) expect(shown.text).toContain(part);
    expect(shown.text.length).toBeLessThan(1300);
    expect(shown.followUps).toEqual([]);
  });

  it('says of each topic why and how long, and where it all goes', async () => {
    const shown = await show();
    const topic = await shown.choose(says.choose, ['guide']);
    for (const part of [says.gaps, says.why, says.howLong]) expect(topic.text).toContain(part);
    expect((await shown.choose(says.choose, ['shared'])).text).toContain(says.model);
    const all = await wholeText(bot(), await shown.choose(says.choose, ['all']));
    expect(all.match(new RegExp(`\\*\\*${says.howLong}`, 'g'))).toHaveLength(PRIVACY_TOPICS.length);
    expect(all).toContain(says.model);
  });

  it('leads to a file of it all, and to deleting it after a question', async () => {
    await fill();
    const shown = await show();
    expect((await shown.click(says.download)).files).toHaveLength(1);
    expect((await shown.click(says.erase)).buttons.map(({ label }) => label)).toEqual([says.erase, says.keep]);
    expect(await bot().database.db.violation.count()).toBeGreaterThan(0);
  });
});

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('the log in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author } = useAuthor(bot, locale);

  it('is left out of the community’s numbers by a switch', async () => {
    const { channel, database } = bot();
    const shown = await author().in(channel).run('/privacy show');
    await bot()
      .app.stopSteps.find(({ name }) => name === 'interactions')
      ?.stop();
    const last = shown.followUps.at(-1) ?? shown;
    await last.click(words.notCounted);
    expect(await database.db.member.findUniqueOrThrow({ where: { id: author().id } })).toMatchObject({
      uncounted: true,
    });
  });
});
