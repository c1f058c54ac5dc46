import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_NAME_LENGTH,
  MAX_PLACEHOLDERS,
  MAX_TEXT_LENGTH,
  parseTemplateText,
  unguardedNames,
} from '../../src/templates/parse.ts';
import type { ParsedText, TextPart } from '../../src/templates/types.ts';

function parsed(source: string): ParsedText {
  const result = parseTemplateText(source);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.text;
}

test('a text becomes literals, placeholders, forms and optional parts', () => {
  expect(parsed('Dzień dobry, {{ imię klienta }}![[ Dla {{address|Pana|Pani}} [[do {{date}}]]||Na razie]]')).toEqual({
    names: ['imię klienta', 'address', 'date'],
    parts: [
      { type: 'literal', text: 'Dzień dobry, ' },
      { type: 'placeholder', name: 'imię klienta', forms: [] },
      { type: 'literal', text: '!' },
      {
        type: 'optional',
        parts: [
          { type: 'literal', text: ' Dla ' },
          { type: 'placeholder', name: 'address', forms: ['Pana', 'Pani'] },
          { type: 'literal', text: ' ' },
          {
            type: 'optional',
            parts: [
              { type: 'literal', text: 'do ' },
              { type: 'placeholder', name: 'date', forms: [] },
            ],
            otherwise: [],
          },
        ],
        otherwise: [{ type: 'literal', text: 'Na razie' }],
      },
    ],
  });
});

test.each(['a || b', 'spoiler ||x||', '{ one } [ two ]', 'a ]b[ c', '```code```', '@everyone', '💶 – „ok”'])(
  '%j is plain text',
  (source) => {
    expect(parsed(source).names).toEqual([]);
    expect(source).toBe(
      parsed(source)
        .parts.map((part) => (part.type === 'literal' ? part.text : ''))
        .join(''),
    );
  },
);

describe('problems', () => {
  const known = new Set(['client', 'address']);
  const choices = new Map([
    ['client', 0],
    ['address', 3],
  ]);

  test.each([
    ['', 'text-empty', 1, 1, {}],
    [' \n ', 'text-empty', 1, 1, {}],
    [
      'a'.repeat(MAX_TEXT_LENGTH + 1),
      'text-too-long',
      1,
      MAX_TEXT_LENGTH + 1,
      { max: MAX_TEXT_LENGTH, length: MAX_TEXT_LENGTH + 1 },
    ],
    ['Hi {{client, how are you?', 'placeholder-unclosed', 1, 4, {}],
    ['Hi {{client\n}}', 'placeholder-unclosed', 1, 4, {}],
    ['Hi {{client {{client}}', 'placeholder-unclosed', 1, 4, {}],
    ['ab\ncd }} e', 'placeholder-unopened', 2, 4, {}],
    ['Hi {{}}', 'placeholder-empty', 1, 4, {}],
    ['Hi {{  }}', 'placeholder-empty', 1, 4, {}],
    ['Hi {{1st}}', 'placeholder-name-invalid', 1, 4, { name: '1st' }],
    ['Hi {{a.b}}', 'placeholder-name-invalid', 1, 4, { name: 'a.b' }],
    ['Hi {{__proto__}}', 'placeholder-name-invalid', 1, 4, { name: '__proto__' }],
    [`Hi {{${'n'.repeat(41)}}}`, 'placeholder-name-too-long', 1, 4, { max: MAX_NAME_LENGTH, length: 41 }],
    ['one\ntwo {{clinet}}', 'placeholder-unknown', 2, 5, { name: 'clinet' }],
    ['{{address|Pan|Pani}}', 'placeholder-forms-mismatch', 1, 1, { name: 'address', expected: 3, found: 2 }],
    ['{{client|a|b}}', 'placeholder-forms-mismatch', 1, 1, { name: 'client', expected: 0, found: 2 }],
    ['a [[b {{client}}', 'optional-unclosed', 1, 3, {}],
    ['a {{client}}]] b', 'optional-unopened', 1, 13, {}],
    ['a [[b]]', 'optional-without-placeholder', 1, 3, {}],
    ['a [[b||{{client}}]]', 'optional-without-placeholder', 1, 3, {}],
    ['[[[[[[[[{{client}}]]]]]]]]', 'optional-too-deep', 1, 7, { max: 3 }],
  ])('%j: %s', (source, code, line, column, params) => {
    const result = parseTemplateText(source, { known, choices });
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? [] : result.problems.slice(0, 1)).toEqual([{ code, line, column, params }]);
  });

  test('all of them are reported, in order', () => {
    const result = parseTemplateText('{{}} {{who}}\n]] [[x', { known });
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual([
      'placeholder-empty',
      'placeholder-unknown',
      'optional-unopened',
      'optional-unclosed',
    ]);
  });

  test('too many placeholders, repeated ones counted once', () => {
    const names = Array.from({ length: MAX_PLACEHOLDERS }, (_, index) => `{{n${index}}}`).join(' ');
    expect(parseTemplateText(`${names} ${names}`).ok).toBe(true);
    expect(parseTemplateText(`${names} {{more}}`)).toMatchObject({ problems: [{ code: 'too-many-placeholders' }] });
  });
});

test.each([
  ['a {{b}} [[c {{d}}||e {{f}}]]', ['b', 'f']],
  ['[[a {{b}} [[c {{d}}||{{b}} {{e}}]]]]', ['e']],
  ['a', []],
])('%j cannot do without %j', (source, names) => {
  expect([...unguardedNames(parsed(source))]).toEqual(names);
});

/** Texts without marks of the syntax. */
const words = fc.stringMatching(/^[a-zżó.,!? \n]{1,20}$/u);
const name = fc.stringMatching(/^[a-ząę][a-z0-9ł_-]{0,10}$/u);
const placeholder = fc.record({ type: fc.constant('placeholder' as const), name, forms: fc.constant<string[]>([]) });
const literal = fc.record({ type: fc.constant('literal' as const), text: words });

function partsOf(depth: number): fc.Arbitrary<TextPart[]> {
  const inner = depth === 0 ? fc.constant<TextPart[]>([]) : partsOf(depth - 1);
  const optional = fc
    .tuple(placeholder, inner, depth === 0 ? fc.constant<TextPart[]>([]) : partsOf(0))
    .map(([first, rest, otherwise]): TextPart => ({ type: 'optional', parts: join([first, ...rest]), otherwise }));
  return fc.array(fc.oneof(literal, placeholder, optional), { maxLength: 4 }).map(join);
}

/** The parser gives one literal for neighbouring words. */
function join(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.type === 'literal' && last?.type === 'literal') {
      joined[joined.length - 1] = { type: 'literal', text: last.text + part.text };
    } else joined.push(part);
  }
  return joined;
}

function write(parts: readonly TextPart[]): string {
  return parts
    .map((part) => {
      if (part.type === 'literal') return part.text;
      if (part.type === 'placeholder') return `{{${part.name}}}`;
      return `[[${write(part.parts)}${part.otherwise.length > 0 ? `||${write(part.otherwise)}` : ''}]]`;
    })
    .join('');
}

test('property: what is written is what is read', () => {
  fc.assert(
    fc.property(partsOf(2), (parts) => {
      const source = write(parts);
      fc.pre(source.trim() !== '' && source.length <= MAX_TEXT_LENGTH);
      const result = parseTemplateText(source);
      fc.pre(result.ok || !result.problems.some(({ code }) => code === 'too-many-placeholders'));
      expect(result).toMatchObject({ ok: true, text: { parts } });
    }),
  );
});

test('property: any text is read or refused with places that are in it', () => {
  const marks = fc.constantFrom('{{', '}}', '[[', ']]', '||', '|', '{', '\n', ' ', 'a', 'ł', '🙂', '\r\n');
  const text = fc.oneof(
    fc.array(marks, { maxLength: 30 }).map((all) => all.join('')),
    fc.string({ unit: 'binary-ascii' }),
  );
  fc.assert(
    fc.property(text, (source) => {
      const result = parseTemplateText(source);
      if (result.ok) return;
      expect(result.problems.length).toBeGreaterThan(0);
      const lines = source.split('\n');
      for (const { line, column } of result.problems) {
        expect(lines[line - 1]).toBeDefined();
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
      }
    }),
    { numRuns: 300 },
  );
});
