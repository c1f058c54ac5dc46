import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STORY_LENGTH, sentencesOf } from '../../../src/guide/search/sentences.ts';
import { fold, tokenize } from '../../../src/text/words.ts';

describe('sentences of a message', () => {
  it.each([
    ['a query is one', 'Klient nie płaci. Co robić?', ['Klient nie płaci. Co robić?']],
    [
      'abbreviations and dates do not end one',
      'Robię strony np. dla dr. Nowej. Od 12. listopada czekam na przelew. Zapłacą ok. 10 grudnia, m.in. za logo.',
      [
        'Robię strony np. dla dr. Nowej.',
        'Od 12. listopada czekam na przelew.',
        'Zapłacą ok. 10 grudnia, m.in. za logo.',
      ],
    ],
    [
      'capitals do not matter',
      'i design sites, e.g. for st. mary’s. lately they ring at 10 p.m. on sundays. what would you do about that?',
      [
        'i design sites, e.g. for st. mary’s.',
        'lately they ring at 10 p.m. on sundays.',
        'what would you do about that?',
      ],
    ],
    [
      'a pause goes on, and a long one ends',
      'Zawsze było w porządku. Ale ostatnio... nie płacą od miesiąca. Lubię ich wszystkich bardzo... tylko że muszę z czegoś żyć',
      [
        'Zawsze było w porządku.',
        'Ale ostatnio... nie płacą od miesiąca.',
        'Lubię ich wszystkich bardzo...',
        'tylko że muszę z czegoś żyć',
      ],
    ],
    [
      'lines are sentences, short ones belong together',
      'hiya\nI make clips for a gym\nseptember is not paid\n\n- they want more of them\nhelp',
      ['hiya I make clips for a gym', 'september is not paid', '- they want more of them help'],
    ],
  ])('%s', (_, text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });

  it('takes a chat without punctuation in pieces', () => {
    const chat =
      'hej robię filmiki dla siłowni umowa co miesiąc niby fajnie ale wrzesień jest niezapłacony i październik też a dziś wysłali mi ' +
      'listę kolejnych na grudzień no i nie wiem czy robić czy nie';
    const pieces = sentencesOf(chat);
    expect(pieces.join(' ')).toBe(chat);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(tokenize(piece).length).toBeLessThanOrEqual(26);
  });

  it('loses no word of any text, folded or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('tak', 'np.', 'Nie!', '12.', '…', 'a', 'ŻÓŁĆ,', '\n', '...', ')', 'ok.')),
        (parts) => {
          for (const text of [parts.join(' '), fold(parts.join(' '))]) {
            const words = sentencesOf(text).flatMap((sentence) => tokenize(sentence).map(({ word }) => word));
            expect(words).toEqual(tokenize(text.slice(0, MAX_STORY_LENGTH)).map(({ word }) => word));
          }
        },
      ),
    );
  });
});
