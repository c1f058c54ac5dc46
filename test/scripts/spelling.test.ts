import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { avoidedIn, lineOf, readAvoided, textsOf, wordsOf } from '../../scripts/spelling.ts';

describe('words of a text', () => {
  test.each([
    ['Don’t reply at night', ["Don't", 'reply', 'at', 'night']],
    ['Check-in w „Granicy”, 24h i 10:00', ['Check', 'in', 'Granicy']],
    ['Zażółć gęślą jaźń', ['Zażółć', 'gęślą', 'jaźń']],
    ['See [the guide](template:polite-refusal) at https://example.com/a?b', ['See', 'the', 'guide', 'at']],
    ['Mail ewa.nowak@example.com now', ['Mail', 'now']],
    ['Dzień dobry, {{client}}! {{count}} wpisów', ['Dzień', 'dobry', 'wpisów']],
    [
      'za {{address|Pana|Pani|Państwa}} wiadomość[[ w sprawie {{project}}]]',
      ['za', 'Pana', 'Pani', 'Państwa', 'wiadomość', 'sprawie'],
    ],
    ['Use `qwxz`, /violation log, <#123> and <t:1:R>', ['Use', 'and']],
    ['```\nqwxz\n```\nDone <!-- qwxz -->', ['Done']],
    ['Europe/Warsaw or and/or', ['or', 'and', 'or']],
    ['## formal\n\nHello', ['Hello']],
    ['## late-call\n\nHello', ['Hello']],
    ['## Late call\n\nHello', ['Late', 'call', 'Hello']],
    ['## agreed (end: kept, relationship: same, deciding: late-call)\n\nFine', ['Fine']],
    ['- “Hello.” -> late-call\n  Fine.\n- own words -> clear: a, soft: b, yielding: c, sharp: d', ['Hello', 'Fine']],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('property: a misspelt word is found whatever stands around it', () => {
    const mark = fc.constantFrom('**', '*', '„', '”', '“', '(', ')', ' – ', '…', ': ', '\n- ', '\n> ', '!', '[[', ']]');
    // A bracket right before a parenthesis makes a link, whose address is not text.
    const marks = fc.array(mark, { maxLength: 4 }).map((list) => list.join('').replaceAll('](', '] ('));
    fc.assert(
      fc.property(marks, marks, (before, after) => {
        expect(wordsOf(`good ${before}qwxzy${after} good`)).toContain('qwxzy');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('texts of a file', () => {
  test('front matter: values without ids; then the body', () => {
    const source =
      '---\ntitle: Tytuł\nrelated: [other-slug]\nquestions:\n  - Czy?\nsections:\n  some-id: { keywords: [faktura] }\n---\nTreść';
    expect(textsOf('a.md', source)).toEqual(['Tytuł', 'Czy?', 'faktura', 'Treść']);
  });

  test('strings: values at any depth, without keys', () => {
    expect(textsOf('a.json', '{"setup":{"title":"Hello","list":["world"]}}')).toEqual(['Hello', 'world']);
  });

  test('placeholders: labels and choices, without kinds and values', () => {
    const source = 'address:\n  label: Forma\n  kind: choice\n  choices:\n    - { value: pan, label: Pan }\n';
    expect(textsOf('a.yaml', source)).toEqual(['Forma', 'Pan']);
  });
});

test('a word is found in its line, with either apostrophe, and not inside another one', () => {
  expect(lineOf("don't", 'a\ndon’ts\ndon’t')).toBe(3);
});

test('avoided words are found where people read them, and not where people search or where links lead', () => {
  const { pl, en } = readAvoided(
    String.raw`pl: [{ avoid: 'przewodnik\p{L}*', say: poradnik }]
en: [{ avoid: cooperation, say: working together }]`,
  );
  expect(avoidedIn('Cały przewodnik.\n  - Gdzie jest przewodnik?\nkeywords: [przewodnik]\nPoradnik', pl)).toEqual([
    { line: 1, word: 'przewodnik', say: 'poradnik' },
  ]);
  expect(avoidedIn('[A template](template:end-cooperation)\ntemplates: [end-cooperation]', en)).toEqual([]);
  expect(avoidedIn('Our Cooperation ended.', en)).toHaveLength(1);
});

describe('the English clock', () => {
  const source = readFileSync(join(import.meta.dirname, '../../content/words/avoid.yaml'), 'utf8');
  const { en } = readAvoided(source);

  test.each(['at 9 pm', 'from 8am to 4pm', 'by 9.30 a.m.', 'at 9:05', '9:00–17:00', 'on 04/12/2026'])(
    'refuses %s',
    (said) => {
      expect(avoidedIn(said, en)).toHaveLength(1);
    },
  );

  test.each(['at 09:00–17:00', 'until half past eleven', 'from nine to five', 'on 4 December 2026', '2026-12-04'])(
    'takes %s',
    (said) => expect(avoidedIn(said, en)).toEqual([]),
  );
});
