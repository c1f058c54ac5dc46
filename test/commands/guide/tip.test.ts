import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { tipsOf } from '../../../src/guide/reading/tips.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { useBot } from '../../support/bot.ts';
import { WORDS } from '../../support/words/reading.ts';

describe.each(['pl', 'en'] as const)('/guide tip (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];

  it('gives a different tip each time', async () => {
    const { member, other, channel, content } = bot();
    const all = tipsOf(content.guides[locale]).length;
    const headings = new Set<string | undefined>();
    let shown: Answer | undefined;
    for (let number = 1; number <= all; number += 1) {
      const before = number % 2 === 0 ? shown : undefined;
      const tip = before ? await before.click(words.another) : await member.in(channel).run('/guide tip');
      if (before) expect(tip.id).toBe(before.id);
      expect(tip.ephemeral).toBe(true);
      expect(tip.text).toMatch(words.tip(number));
      headings.add(tip.text.split('\n')[0]);
      shown = tip;
    }
    expect(headings.size).toBe(all);
    // Somebody else has rounds, and an order, of their own.
    expect((await other.in(channel).run('/guide tip')).text).toMatch(words.tip(1));
  });
});
