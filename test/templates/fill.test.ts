import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { type FillResult, fillText, MAX_FILLED_LENGTH } from '../../src/templates/fill.ts';
import { placeholdersOf } from '../../src/templates/form.ts';
import { parseTemplateText } from '../../src/templates/parse.ts';
import type { Placeholder, TemplateValues, Tone } from '../../src/templates/types.ts';

const field = (name: string, more: Partial<Placeholder> = {}): Placeholder => {
  return { name, label: name, kind: 'text', required: false, maxLength: 200, ...more };
};
const choices = ['pan', 'pani', 'panstwo'].map((value) => ({ value, label: value }));
const shared = new Map(
  [
    field('client', { kind: 'name' }),
    field('address', { kind: 'choice', choices, default: 'panstwo' }),
    field('items', { kind: 'list' }),
    field('note', { kind: 'longtext' }),
    field('day', { kind: 'date' }),
  ].map((one) => [one.name, one]),
);

function fill(source: string, values: TemplateValues, tone: Tone = 'formal', locale: Locale = 'pl'): FillResult {
  const parsed = parseTemplateText(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const placeholders = placeholdersOf(parsed.text, shared, tone, locale);
  return fillText({ text: parsed.text, placeholders, tone, locale, values });
}

describe('optional parts', () => {
  test.each([
    ['Hej[[ {{a}}]]!', {}, 'Hej!'],
    ['Hej[[ {{a}}]]!', { a: 'Ty' }, 'Hej Ty!'],
    ['Raz. [[Dwa {{a}}.]] Trzy.', {}, 'Raz. Trzy.'],
    ['Raz. [[Dwa {{a}}.]] [[Trzy {{b}}.]] Koniec.', {}, 'Raz. Koniec.'],
    ['Raz [[{{a}}]] [[{{b}}]]. Koniec', {}, 'Raz. Koniec'],
    ['[[{{a}} ]] Raz', {}, 'Raz'],
    ['Raz [[{{a}}]]\nDwa', {}, 'Raz\nDwa'],
    ['Raz\n[[{{a}}]]\nDwa', {}, 'Raz\nDwa'],
    ['Raz\n\n[[{{a}}]]\n\nDwa', {}, 'Raz\n\nDwa'],
    ['Raz\n\n[[{{a}}]]\n\n[[{{b}}]]\n[[{{c}}]]\n\nDwa', {}, 'Raz\n\nDwa'],
    ['Raz\n\n[[{{a}}]]\n\n[[{{b}}]]\n[[{{c}}]]\n\nDwa', { c: 'C' }, 'Raz\n\nC\n\nDwa'],
    ['[[{{a}}]]\n\nRaz\n\n[[{{a}}]]', {}, 'Raz'],
    ['[[{{a}} i {{b}}]]x', { a: 'A' }, 'x'],
    ['[[{{a}}[[ i {{b}}]]]]x', { a: 'A' }, 'Ax'],
    ['[[{{a}}||brak]]', {}, 'brak'],
    ['[[{{a}}||brak[[ {{b}}]]]].', { b: 'B' }, 'brak B.'],
    ['[[Lista:\n[[- {{a}}]]\n[[- {{b}}]]||Pusto]]', {}, 'Pusto'],
    ['[[Lista:\n[[- {{a}}]]\n[[- {{b}}]]||Pusto]]', { b: 'B' }, 'Lista:\n- B'],
    ['[[{{a}}]]x', { a: ' \n\t' }, 'x'],
  ])('%j with %j', (source, values, expected) => {
    expect(fill(source, values)).toEqual({ ok: true, text: expected });
  });

  test('what the author wrote stays as it is', () => {
    const source = 'Raz\n\n\n  - dwa   trzy';
    expect(fill(source, {})).toEqual({ ok: true, text: source });
  });
});

describe('values', () => {
  test.each([
    ['Polecam {{a}}.', { a: 'Firma Sp. z o.o.' }, 'Polecam Firma Sp. z o.o.'],
    ['Polecam {{a}}. Tak.', { a: 'kogo?' }, 'Polecam kogo? Tak.'],
    ['Wiadomość: {{note}}', { note: 'a\n\n\n\nb' }, 'Wiadomość: a\n\nb'],
    ['Mam: {{items}}', { items: 'x\ny' }, 'Mam: x i y'],
    ['Mam:\n- {{items}}\nKoniec', { items: 'x\ny' }, 'Mam:\n- x\n- y\nKoniec'],
    ['{{a}}', { a: '{{b}} [[c]] ||' }, '{{b}} [[c]] ||'],
    ['{{a}}', { a: '$& $1 \\n' }, '$& $1 \\n'],
    ['Do {{day}}.', { day: '2026-12-01' }, 'Do 1 grudnia 2026 r.'],
    ['Do {{day}}, proszę.', { day: '2026-12-01' }, 'Do 1 grudnia 2026 r., proszę.'],
    ['{{address|Pan|Pani|Państwo}}', { address: 'pani' }, 'Pani'],
    ['{{address|Pan|Pani|Państwo}}', {}, 'Państwo'],
    ['[[Dla {{client}}: ]]{{address|Pan|Pani|Państwo}}', { client: 'Ewa' }, 'Dla Ewa: Pani'],
    ['[[Dla {{client}}: ]]{{address|Pan|Pani|Państwo}}', { client: 'Ewa', address: 'panstwo' }, 'Dla Ewa: Państwo'],
    ['Cześć[[, {{vocative}}]]', { client: 'Ewa' }, 'Cześć, Pani Ewo'],
    ['Cześć[[, {{vocative}}]]', { client: 'Wolfgang' }, 'Cześć'],
  ])('%j with %j', (source, values, expected) => {
    const result = fill(source, values);
    expect(result).toEqual({ ok: true, text: expected });
  });

  test.each([
    ['{{a}}', {}, { code: 'value-missing', name: 'a', params: { label: 'a' } }],
    ['{{a}}', { a: '\u200b' }, { code: 'value-missing', name: 'a', params: { label: 'a' } }],
    ['{{constructor}}', {}, { code: 'value-missing', name: 'constructor', params: { label: 'constructor' } }],
    ['{{a}}', { a: 'x'.repeat(201) }, { code: 'value-too-long', name: 'a', params: { label: 'a', max: 200 } }],
    [
      '[[{{day}}]]x',
      { day: '30.02.2026' },
      { code: 'date-impossible', name: 'day', params: { label: 'day', max: 200 } },
    ],
    [
      '{{address|Pan|Pani|Państwo}}',
      { address: 'król' },
      { code: 'choice-unknown', name: 'address', params: { label: 'address', max: 200 } },
    ],
  ])('%j with %j is refused', (source, values, problem) => {
    expect(fill(source, values)).toEqual({ ok: false, problems: [problem] });
  });

  test('a text that would not fit into one message is refused', () => {
    const source = '{{a}} '.repeat(20);
    const result = fill(source, { a: 'x'.repeat(200) });
    expect(result).toEqual({
      ok: false,
      problems: [{ code: 'filled-too-long', params: { max: MAX_FILLED_LENGTH, length: 4019 } }],
    });
  });

  test.each([
    ['**Anna** _x_', '**Anna** _x_'],
    ['@everyone <@&1>', '@everyone <@&1>'],
    ['Anna 🙂👩‍💻', 'Anna 🙂👩‍💻'],
    ['Anna\nNowak', 'Anna Nowak'],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['```\nx', '``` x'],
  ])('the name %j is neither obeyed nor changed in the plain text', (client, shown) => {
    const english = fill('{{greeting}}', { client }, 'formal', 'en');
    expect(english).toEqual({ ok: true, text: `Dear ${shown},` });
    const polish = fill('{{greeting}}', { client }, 'formal', 'pl');
    expect(polish).toEqual({
      ok: true,
      text: shown === 'Anna Nowak' ? 'Szanowna Pani Anno,' : 'Szanowni Państwo,',
    });
  });
});

/** Well-written texts: sentences with optional sentences, clauses and lines, put together in any order. */
const sentence = fc.constantFrom(
  'Zwykłe zdanie.',
  '[[Zdanie z {{a}}.]]',
  'Zdanie[[ z {{b}}]] i dalej.',
  'Zdanie[[, {{c}},]] i dalej.',
  '[[Albo {{d}}.||Albo nic.]]',
  '[[Z {{a}}[[ oraz {{e}}]].]]',
);
const line = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const paragraph = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
const source = fc.array(paragraph, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n\n'));
const value = fc.option(fc.stringMatching(/^[a-zżółć]{1,8}( [a-zżółć]{1,8})?$/u), { nil: undefined });
const values = fc.record({ a: value, b: value, c: value, d: value, e: value });

test('property: whatever is given, no hole is left and nothing given is lost', () => {
  fc.assert(
    fc.property(source, values, (template, given) => {
      const result = fill(template, given);
      const text = result.ok ? result.text : JSON.stringify(result);
      expect(text).not.toMatch(/[{}[\]|\ufffc]/u);
      expect(text).not.toMatch(/ {2}| \n|\n |\n{3}|^\s|\s$| [.,]|,,/u);
      if (given.b !== undefined && template.includes('{{b}}')) expect(text).toContain(`Zdanie z ${given.b} i`);
      if (given.d === undefined && template.includes('{{d}}')) expect(text).toContain('Albo nic.');
      expect(text.split('Zwykłe zdanie.').length).toBe(template.split('Zwykłe zdanie.').length);
    }),
    { numRuns: 300 },
  );
});
