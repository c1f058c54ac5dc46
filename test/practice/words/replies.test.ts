import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { judgeWords } from '../../../src/practice/words/judge.ts';
import { AFTERWARDS } from './afterwards.ts';
import { FURTHER_ENGLISH } from './further-en.ts';
import { FURTHER_POLISH } from './further-pl.ts';
import { HELD_OUT } from './held-out.ts';
import { REPLIES, type Replies } from './replies.ts';
import { type Labelled, labelled, literary, tally } from './tally.ts';

/** What was reached: with how many replies the rules agree at least, and on how many they are wrong at most. */
const REACHED = {
  pl: { typed: { agree: 80, wrong: 0 }, further: { agree: 131, wrong: 2 } },
  en: { typed: { agree: 80, wrong: 0 }, further: { agree: 125, wrong: 3 } },
} as const;
/** Of the replies of scenes, which are written over now and then, the part that they agree with and the part they get wrong. */
const OF_SCENES = { agree: 0.58, wrong: 0.17 };

const FURTHER: Replies = { pl: FURTHER_POLISH, en: FURTHER_ENGLISH };

/** Labelled replies that the rules judge in another way, for who must find out why. */
const misjudged = (locale: Locale, replies: readonly Labelled[]) =>
  replies.flatMap(([text, ways]) => {
    const { way } = judgeWords(text, locale);
    return way === undefined || ways.includes(way) ? [] : [`${ways.join('/')} <- ${way}: ${text}`];
  });

describe.each(['pl', 'en'] as const)('the rules for own words in %s', (locale) => {
  const { typed, further } = REACHED[locale];

  it('are measured on other replies than those that they were worked on with', () => {
    const all = [REPLIES, FURTHER, HELD_OUT, AFTERWARDS].map((replies) =>
      labelled(replies, locale).map(([text]) => text),
    );
    expect(all.map(({ length }) => length)).toEqual([80, 140, 80, 40]);
    expect(new Set(all.flat()).size).toBe(340);
  });

  it('agree with typed replies as often as they did', () => {
    const replies = labelled(REPLIES, locale);
    expect(tally(locale, replies).agree).toBeGreaterThanOrEqual(typed.agree);
    expect(misjudged(locale, replies).slice(typed.wrong)).toEqual([]);
  });

  it('agree with the replies of further rounds as often as they did', () => {
    const replies = labelled(FURTHER, locale);
    expect(tally(locale, replies).agree).toBeGreaterThanOrEqual(further.agree);
    expect(misjudged(locale, replies).slice(further.wrong)).toEqual([]);
  });

  it('agree with most of the replies of the scenes, and get few of them wrong', () => {
    const replies = literary(locale);
    const { agree, wrong } = tally(locale, replies);
    expect(agree / replies.length).toBeGreaterThan(OF_SCENES.agree);
    expect(wrong / replies.length).toBeLessThan(OF_SCENES.wrong);
  });
});
