import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { fillTemplate } from '../../src/templates/fill.ts';
import {
  editableText,
  FIELDS_PER_PAGE,
  formFields,
  MAX_LABEL_LENGTH,
  pages,
  placeholdersOf,
} from '../../src/templates/form.ts';
import { parseTemplateText } from '../../src/templates/parse.ts';
import { type Template, TONES } from '../../src/templates/types.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const catalogue = { pl: loadCatalogue(CONTENT, 'pl'), en: loadCatalogue(CONTENT, 'en') };

function template(locale: 'pl' | 'en', id: string): Template {
  const found = catalogue[locale].find(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const names = (form: readonly (readonly { readonly name: string }[])[]): string[][] =>
  form.map((page) => page.map(({ name }) => name));

describe.each(LOCALES.flatMap((locale) => catalogue[locale].templates))('the form of $locale $id', (one) => {
  test('keeps the limits of a form in Discord, and asks for all that the text needs', () => {
    for (const tone of TONES) {
      const form = formFields({ template: one, tone, values: {} });
      for (const page of form) {
        expect(page.length).toBeGreaterThan(0);
        expect(page.length).toBeLessThanOrEqual(FIELDS_PER_PAGE);
        for (const field of page) {
          expect(field.label.length).toBeLessThanOrEqual(MAX_LABEL_LENGTH);
          expect(field.hint?.length ?? 0).toBeLessThanOrEqual(100);
          expect(field.example?.length ?? 0).toBeLessThanOrEqual(Math.min(100, field.maxLength));
          expect(field.maxLength).toBeLessThanOrEqual(2000);
          expect(field.choices !== undefined).toBe(field.input === 'choice');
        }
      }
      const answers = Object.fromEntries(form.flat().map(({ name, value, example }) => [name, value || example]));
      expect(fillTemplate({ template: one, tone, values: answers }).ok).toBe(true);
    }
  });
});

test('a form of more than five fields has pages, in the order of the template', () => {
  expect(names(formFields({ template: template('en', 'late-payment-reminder'), tone: 'formal', values: {} }))).toEqual([
    ['client', 'invoice', 'amount', 'dueDate', 'payBy'],
    ['account', 'lateFee', 'sender'],
  ]);
});

test('the form of address is asked only where the tone has one', () => {
  const refusal = template('pl', 'polite-refusal');
  expect(names(formFields({ template: refusal, tone: 'formal', values: {} })).flat()).toContain('address');
  expect(names(formFields({ template: refusal, tone: 'friendly', values: {} })).flat()).not.toContain('address');
});

test.each([
  [{}, ''],
  [{ client: 'Anna' }, ''],
  [{ client: 'Anna', address: 'pan' }, 'pan'],
  [{ client: 'Anna', address: 'cesarz' }, ''],
])('with %j the form of address starts as %j', (values, expected) => {
  const fields = formFields({ template: template('pl', 'polite-refusal'), tone: 'formal', values }).flat();
  expect(fields.find(({ name }) => name === 'address')?.value).toBe(expected);
});

test('given values stand in the fields, as text that fits and can be edited', () => {
  const values = { hours: 'x'.repeat(500), channels: ['e-mail', 'Slack'], lateFee: { amount: 50, currency: 'PLN' } };
  const fields = formFields({ template: template('pl', 'expectations-letter'), tone: 'firm', values }).flat();
  const field = (name: string) => fields.find((one) => one.name === name);
  expect(field('hours')).toMatchObject({
    value: 'x'.repeat(120),
    maxLength: 120,
    input: 'line',
    sheetPath: 'sheet.hours',
  });
  expect(field('channels')).toMatchObject({ value: 'e-mail\nSlack', input: 'lines', sheetPath: 'sheet.channels' });
  expect(field('lateFee')).toMatchObject({ value: '50 PLN' });
  expect(field('sender')).toMatchObject({ value: '', required: true });
  expect(field('sender')).not.toHaveProperty('sheetPath');
});

test('a typed value edited without a change stays the same', () => {
  expect(editableText(['e-mail', 'Slack'])).toBe('e-mail\nSlack');
  expect(editableText({ amount: 1200.5, currency: 'EUR' })).toBe('1200.5 EUR');
});

test("a member's own text asks for shared and invented placeholders alike", () => {
  const parsed = parseTemplateText(
    '{{greeting}} {{nazwa projektu}} {{client}}[[ {{hours}}]][[, {{uwaga}}]] {{sender}}',
  );
  if (!parsed.ok) throw new Error('unreadable');
  const shared = catalogue.pl.placeholders;
  const formal = placeholdersOf(parsed.text, shared, 'formal', 'pl');
  expect(formal.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['client', 'name', true],
    ['address', 'choice', false],
    ['nazwa projektu', 'text', true],
    ['hours', 'text', false],
    ['uwaga', 'text', false],
    ['sender', 'name', true],
  ]);
  expect(placeholdersOf(parsed.text, shared, 'friendly', 'pl').map(({ name }) => name)).not.toContain('address');
});

test.each([
  [0, []],
  [5, [5]],
  [6, [5, 1]],
  [14, [5, 5, 4]],
])('%d fields make pages of %j', (count, sizes) => {
  expect(pages(Array.from({ length: count })).map((page) => page.length)).toEqual(sizes);
});
