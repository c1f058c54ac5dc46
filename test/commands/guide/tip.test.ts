import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { useBot } from '../../support/bot.ts';
import { WORDS } from '../../support/words/reading.ts';

describe.each(['pl', 'en'] as const)('reading the guide (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];

  it('gives a different tip each time', async () => {
    const { member, other, channel } = bot();
    const headings = new Set<string | undefined>();
    for (let number = 1; number <= 24; number += 2) {
      const tip = await member.in(channel).run('/guide tip');
      expect(tip.ephemeral).toBe(true);
      expect(tip.text).toMatch(words.tip(number));
      headings.add(tip.text.split('\n')[0]);
      const another = await tip.click(words.another);
      expect(another.id).toBe(tip.id);
      expect(another.text).toMatch(words.tip(number + 1));
      headings.add(another.text.split('\n')[0]);
    }
    expect(headings.size).toBe(24);
    // Somebody else has rounds, and an order, of their own.
    expect((await other.in(channel).run('/guide tip')).text).toMatch(words.tip(1));
  });
});
