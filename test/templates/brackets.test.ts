import { describe, expect, it } from 'vitest';
import { fieldsFromBrackets } from '../../src/templates/brackets.ts';
import { checkWritten } from '../../src/templates/check-written.ts';
import { fromText } from '../../src/templates/usable.ts';

describe('brackets in a written template', () => {
  it.each([
    [
      'pl',
      'Cześć [imię], projekt [nazwa] czeka. [Twoje imię]',
      'Cześć {{client}}, projekt {{nazwa}} czeka. {{sender}}',
    ],
    ['en', 'Dear [Name], your [project] waits. [Your name]', 'Dear {{client}}, your {{project}} waits. {{sender}}'],
    ['en', 'Hi [client’s name], [due date]', 'Hi {{client}}, {{due date}}'],
  ] as const)('are fields (%s): %s', (locale, typed, fields) => {
    expect(fieldsFromBrackets(typed, locale)).toBe(fields);
  });

  it.each([
    '[x] done',
    '[[W sprawie {{projekt}}]]',
    '[strona](https://example.com)',
    '[1] przypis',
    '[]',
    '[ ]',
    `[${'a'.repeat(60)}]`,
  ])('stay what they are: %s', (text) => {
    expect(fieldsFromBrackets(text, 'pl')).toBe(text);
  });

  it('are asked for, in a template that is saved and in one that was saved before', () => {
    const written = { title: 'Moja odmowa', text: 'Cześć [imię], do [termin].', locale: 'pl' } as const;
    const checked = checkWritten(written, new Map());
    expect(checked.ok && checked.fields.map(({ name }) => name)).toEqual(['client', 'termin']);
    const usable = fromText({ ...written, origin: 'own', id: '1' }, new Map());
    expect(usable.placeholders.map(({ name }) => name)).toEqual(['client', 'termin']);
  });
});
