import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText, type Segment, makeSnippet as snippetOf } from '../../../src/guide/search/snippet.ts';
import { fold, tokenize } from '../../../src/text/words.ts';

const makeSnippet = (source: string, matches: ReadonlySet<string>, length?: number) =>
  snippetOf(readText(source), matches, length);
const text = (segments: readonly Segment[]) => segments.map((segment) => segment.text).join('');
const marked = (segments: readonly Segment[]) => segments.filter(({ match }) => match).map((segment) => segment.text);

test('marks every form that matched, as written', () => {
  const segments = makeSnippet(
    'Klient nie płaci? Przypomnij klientowi o płatności.',
    new Set(['klient', 'klientowi', 'platnosci']),
  );
  expect(text(segments)).toBe('Klient nie płaci? Przypomnij klientowi o płatności.');
  expect(marked(segments)).toEqual(['Klient', 'klientowi', 'płatności']);
});

test('starts with the sentence that holds the match, and shows where it is cut', () => {
  const before =
    'To zdanie jest tylko po to, żeby było przed tym właściwym i zajmowało sporo miejsca w całym tekście. ';
  const segments = makeSnippet(
    `${before.repeat(3)}Faktura czeka na zapłatę. ${before.repeat(3)}`,
    new Set(['faktura']),
    100,
  );
  expect(text(segments)).toMatch(/^… Faktura czeka na zapłatę\. .* …$/);
  expect(text(segments).length).toBeLessThanOrEqual(100);
});

test('prefers the stretch with more of the words', () => {
  const filler = 'nic tu nie ma o niczym '.repeat(10);
  const segments = makeSnippet(
    `Umowa jest ważna. ${filler} Umowa i faktura razem. ${filler}`,
    new Set(['umowa', 'faktura']),
  );
  expect(marked(segments)).toEqual(['Umowa', 'faktura']);
});

test('lines run on with a dot between them unless they end a sentence', () => {
  expect(text(makeSnippet('Trzy pytania\nCzy to działa?\n\nTak.', new Set()))).toBe(
    'Trzy pytania · Czy to działa? Tak.',
  );
});

test('a snippet is a stretch of the text within the length, and marks nothing but matches', () => {
  const words = fc.constantFrom(
    'faktura',
    'Umowa',
    'w',
    'terminie.',
    'płatność!',
    'e-mail',
    '👩‍💻',
    '\u202Eabc',
    'x'.repeat(300),
  );
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 120 })
        .map((list) => list.join(' ')),
      fc.integer({ min: 80, max: 300 }),
      (source, length) => {
        const matches = new Set(['faktura', 'umowa', 'platnosc', 'email']);
        const segments = makeSnippet(source, matches, length);
        expect(text(segments).length).toBeLessThanOrEqual(length);
        expect(text(segments).isWellFormed() || !source.isWellFormed()).toBe(true);
        for (const word of marked(segments)) expect(matches).toContain(tokenize(word)[0]?.word ?? fold(word));
        for (const segment of segments) expect(segment.text).not.toBe('');
      },
    ),
  );
});
