import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../../src/practice/words/en.ts';
import { judgeWords } from '../../../src/practice/words/judge.ts';
import { POLISH } from '../../../src/practice/words/pl.ts';
import type { WordRules } from '../../../src/practice/words/rules.ts';
import { REPLIES } from './replies.ts';
import { labelled } from './tally.ts';

/** What a forged submission may repeat: pieces that patterns begin with, go on with, or nearly end with. */
const FRAGMENTS = [
  ...[
    'a',
    'A',
    'AB ',
    'zz ',
    '9',
    '9 ',
    '9.',
    '1:',
    '12.12.',
    '£',
    '£1',
    ' ',
    '\n',
    '-',
    '- ',
    '.',
    ',',
    '…',
    '!',
    '? ',
    '(',
    '„',
    '"',
  ],
  ...['👍', 'ß', 'żółć ', '\u0301', 'x'.repeat(40), `${'x'.repeat(40)} `, `i ${'x'.repeat(30)} `],
  ...[
    'ok ',
    'ok, ',
    'no ',
    'not ',
    "don't ",
    "n't ",
    'if ',
    'if you ',
    'if i ',
    'until ',
    'unless x ',
    'by ',
    'at ',
    'on the ',
    'you ',
    'your ',
  ],
  ...[
    'you are ',
    'your the is ',
    'so ',
    'really ',
    'a an the ',
    'very ',
    'is ',
    'i ',
    'i will ',
    'i can ',
    "i'll ",
    "let's ",
    'find ',
    'please ',
  ],
  ...[
    'jesli ',
    'jak ',
    'brak ',
    'albo ',
    'nie ',
    'nie ma ',
    'niech ',
    'prosze ',
    'do ',
    'w ',
    'o ',
    'pan ',
    'pani te ',
    'to ',
    'mam ',
    'mam juz ',
  ],
  ...[
    'za ',
    'od ',
    'bo ',
    'bo, ',
    'tak, ',
    'dobra ',
    'dobrze, zrobie ',
    'najpierw x, ',
    'na jutro ',
    'zrobie to ',
    'opisze to ',
    'usune te ',
  ],
];
const SHORT = 2000;
const LONG = 8 * SHORT;
/** Eight times the text takes about eight times as long, and 64 times as long if the steps grow with its square. */
const AT_MOST = 24;
const ROUNDS = 40;

const cost = (text: string, locale: 'pl' | 'en'): number => {
  const before = performance.now();
  judgeWords(text, locale);
  return performance.now() - before;
};

/** How many times as long the long text takes, each in the best of as many rounds as a busy machine needs. */
function growth(fragment: string, locale: 'pl' | 'en'): number {
  const [short, long] = [SHORT, LONG].map((length) => fragment.repeat(length / fragment.length + 1).slice(0, length));
  const best = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    best.short = Math.min(best.short, cost(short ?? '', locale));
    best.long = Math.min(best.long, cost(long ?? '', locale));
    if (round > 0 && best.long / best.short < AT_MOST) break;
  }
  return best.long / best.short;
}

describe.each(['pl', 'en'] as const)('the rules for own words in %s', (locale) => {
  const rules: WordRules = locale === 'pl' ? POLISH : ENGLISH;

  it('take not much more than eight times as long for eight times as much, whatever is repeated', () => {
    const fragments = [...FRAGMENTS, ...labelled(REPLIES, locale).map(([text]) => `${text} `)];
    const slow = fragments.map((fragment) => [fragment, growth(fragment, locale)] as const);
    expect(slow.filter(([, times]) => times >= AT_MOST)).toEqual([]);
  }, 60_000);

  it('repeat no group without an end', () => {
    const sources = Object.values(rules)
      .flatMap((rule: RegExp | readonly RegExp[]) => rule)
      .map(({ source }) => source);
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((source) => source.match(/.{0,30}\)(?:[*+]|\{\d+,\})/gu) ?? [])).toEqual([]);
  });
});
