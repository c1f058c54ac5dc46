import { describe, expect, it } from 'vitest';
import { aligned } from '../../../src/practice/words/aligned.ts';
import { judgeWords } from '../../../src/practice/words/judge.ts';
import { SENTENCES } from './sentences.ts';

describe.each(['pl', 'en'] as const)('the rules for own words in %s', (locale) => {
  const sentences = SENTENCES[locale];

  it('are tried on sixty sentences', () => expect(sentences.length).toBeGreaterThanOrEqual(60));

  it.each(sentences)('%s', (text, way, says, never) => {
    const judged = judgeWords(text, locale);
    const kinds = judged.seen.map(({ kind }) => kind);
    expect({ way: judged.way, missing: says.filter((kind) => !kinds.includes(kind)), kinds }).toEqual({
      way,
      missing: [],
      kinds,
    });
    expect(kinds.filter((kind) => never.includes(kind))).toEqual([]);
  });

  it('quote only what was typed', () => {
    for (const [text] of sentences)
      for (const { quotes } of judgeWords(text, locale).seen) for (const quote of quotes) expect(text).toContain(quote);
  });

  it('read Polish without its letters, and straight apostrophes, alike', () => {
    for (const [text, way] of sentences) {
      const typed = text.replaceAll('’', "'").normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l');
      expect([typed, judgeWords(typed, locale).way]).toEqual([typed, way]);
    }
  });

  it('say nothing of nothing, and take any text', () => {
    expect(judgeWords('', locale)).toEqual({ way: undefined, seen: [] });
    expect(judgeWords('🙂 '.repeat(500), locale).way).toBeUndefined();
    expect(judgeWords('ß ſ ﬁ İ '.repeat(100), locale).way).toBeUndefined();
  });

  it('take no long time for a long text', () => {
    const long = sentences
      .map(([text]) => text)
      .join(' ')
      .slice(0, 2000);
    expect(judgeWords(long, locale).seen.length).toBeGreaterThan(3);
  });
});

it('keeps each character at its place', () => {
  for (const text of ['Zażółć gęślą jaźń – „nie”', 'İstanbul ﬁn ß', '🙂 tak'])
    expect(aligned(text)).toHaveLength(text.length);
});
