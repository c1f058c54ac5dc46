import { direct } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('an entry in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);

  it('is deleted after a question, with its sums and its reminder', async () => {
    const { database, sandbox, channel } = bot();
    const saved = await log();
    await (await saved.click(words.remind)).click(words.inTwo);
    const asked = await saved.click(words.remove);
    const kept = await asked.click(words.keep);
    expect(kept.text).toContain('Piekarnia');
    expect(await database.db.violation.count()).toBe(1);
    const edit = kept.buttons.find(({ label }) => label === words.edit)?.customId ?? '';
    await (await kept.click(words.remove)).click(words.removeNow);
    expect(await database.db.violation.count()).toBe(0);
    expect(await database.db.violationTally.count()).toBe(0);
    expect(await database.db.notice.count()).toBe(0);
    const late = await direct(sandbox, author(), channel).press(edit);
    expect(late.text).toContain(words.gone);
  });
});
