import type { Answer } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
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

describe('privacy in Polish', () => {
  const bot = useBot();

  it('shows what is kept, why, how long and where it goes', async () => {
    const { member, channel, database } = bot();
    const empty = await member.in(channel).run('/prywatność pokaż');
    expect(empty.ephemeral).toBe(true);
    expect((await wholeText(bot(), empty)).match(/Teraz: nic/g)).toHaveLength(PRIVACY_TOPICS.length);
    expect(empty.followUps.every(({ ephemeral }) => ephemeral)).toBe(true);
    await fillPerson(database, member.id);
    const shown = await member.in(channel).run('/privacy show');
    const text = await wholeText(bot(), shown);
    for (const part of ['Dziennik przekroczonych granic', 'Teraz: 1 pozycja', 'Teraz: 3 pozycje', 'Po co', 'Jak długo'])
      expect(text).toContain(part);
    expect(text).toContain('modelu językowego');
  });
});

describe('privacy in English', () => {
  const bot = useBot({ locale: 'en' });

  /** The filled row says Polish: English follows Discord again once it is gone. */
  async function fill() {
    const { member, database } = bot();
    await fillPerson(database, member.id);
    await database.db.member.deleteMany();
  }

  it('shows what is kept', async () => {
    const { member, channel } = bot();
    await fill();
    const shown = await member.in(channel).run('/privacy show');
    expect(await wholeText(bot(), shown)).toContain('Right now: 3 items');
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
