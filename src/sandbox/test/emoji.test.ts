import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { drawingAt } from '../control/emoji.ts';
import { drawingOf, isUnicodeEmoji, splitEmoji } from '../page/ui/emoji-text.ts';

const file = (emoji: string) => drawingAt(drawingOf(emoji).slice(1))?.split('/').at(-1);

describe('emoji in a text', () => {
  it.each([
    ['Zażółć 100 % © → #1', []],
    ['🎉', ['🎉']],
    ['Brawo 👍🏽👍, kawa ☕!', ['👍🏽', '👍', '☕']],
    ['👨‍👩‍👧‍👦🏳️‍🌈❤️‍🔥', ['👨‍👩‍👧‍👦', '🏳️‍🌈', '❤️‍🔥']],
    ['🇵🇱🇬🇧 i 1️⃣', ['🇵🇱', '🇬🇧', '1️⃣']],
    ['⚠️ w kolorze, ⚠ i ☕\uFE0E jako tekst', ['⚠️']],
  ])('%s: %j', (text, emoji) => {
    const stretches = splitEmoji(text);
    expect(stretches.map((one) => one.text).join('')).toBe(text);
    expect(stretches.filter((one) => one.emoji).map((one) => one.text)).toEqual(emoji);
  });

  it('tells characters from names of a server’s own emoji', () => {
    expect(['✅', '⚠', '🇵🇱', '1️⃣'].map(isUnicodeEmoji)).toEqual([true, true, true, true]);
    expect(['party_cat', '1'].map(isUnicodeEmoji)).toEqual([false, false]);
  });
});

describe('drawings', () => {
  it.each([
    ['👍🏽', '1f44d-1f3fd.svg'],
    ['⚠️', '26a0.svg'],
    ['⚠', '26a0.svg'],
    ['1️⃣', '31-20e3.svg'],
    ['🏳️‍🌈', '1f3f3-fe0f-200d-1f308.svg'],
    ['🇵🇱', '1f1f5-1f1f1.svg'],
  ])('%s is %s', (emoji, name) => {
    expect(file(emoji)).toBe(name);
  });

  it('are found for every emoji of Unicode that has one', () => {
    const folder = new URL('./svg/', import.meta.resolve('@discordapp/twemoji'));
    const names = readdirSync(folder);
    const found = new Set<string | undefined>();
    for (const name of names) {
      const emoji = String.fromCodePoint(
        ...name
          .slice(0, -4)
          .split('-')
          .map((point) => Number.parseInt(point, 16)),
      );
      found.add(file(emoji));
    }
    expect(names.length).toBeGreaterThan(3_800);
    expect(names.filter((name) => !found.has(name))).toEqual([]);
  });
});

test.each(['emoji/../package.json', 'emoji/..%2f1f44d.svg', 'emoji/1f44d', 'emoji/ffffff.svg', 'x/emoji/1f44d.svg'])(
  '%s is no drawing',
  (path) => {
    expect(drawingAt(path)).toBeUndefined();
  },
);
