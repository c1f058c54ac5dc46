import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { contractChecklist, type LetterNames, writeLetter } from '../../src/letter/letter.ts';
import { letterMarkdown } from '../../src/letter/markdown.ts';
import { isPrintable, letterPdf } from '../../src/letter/pdf.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { FULL_SHEET, HALF_SHEET } from '../support/sheets.ts';

const translator = loadTranslator(CONTENT_DIR);
const catalogues = { pl: loadCatalogue(CONTENT_DIR, 'pl'), en: loadCatalogue(CONTENT_DIR, 'en') };
const jan: LetterNames = { sender: 'Jan Kowalski', client: undefined, project: undefined };
const SHEETS: readonly (readonly [string, Sheet])[] = [
  ['empty', {}],
  ['half', HALF_SHEET],
  ['full', FULL_SHEET],
];

function letter(locale: Locale, sheet: Sheet, names: LetterNames = jan, withAppendix = true) {
  const language = { locale, t: translator(locale) };
  const template = catalogues[locale].find('contract-clauses');
  if (!template) throw new Error('no checklist');
  const appendix = withAppendix ? contractChecklist(template, sheet, language) : undefined;
  return writeLetter({ sheet, names, today: Temporal.PlainDate.from('2026-11-24'), language, appendix });
}

describe.each(LOCALES)('the letter in %s', (locale) => {
  it.each(SHEETS)('of an/a %s sheet has no holes', (_what, sheet) => {
    const text = letterMarkdown(letter(locale, sheet));
    expect(text).not.toMatch(/undefined|null|\{\{|\}\}|\[\[|\s[.,;]|:\s*$| {2,}(?!-)|\n{3,}|\(\)/m);
    expect(text).toContain('Jan Kowalski');
    // The client is asked to confirm the letter, not told that it is worth nothing.
    expect(text).toMatch(locale === 'pl' ? /krótkie potwierdzenie/ : /a short reply to confirm/);
    expect(text).not.toMatch(/porad[ąy] prawn|legal advice|nie jest umową|contract nor/i);
  });

  it('says nothing of priorities and of the hours kept private', () => {
    const text = letterMarkdown(letter(locale, FULL_SHEET));
    for (const priority of FULL_SHEET.focus?.priorities ?? []) expect(text).not.toContain(priority);
    expect(text).not.toMatch(/20 (?:godzin|hours)/);
  });

  it('of an empty sheet invites to talk, without a section', () => {
    expect(letter(locale, {}).sections).toEqual([]);
    expect(letterMarkdown(letter(locale, {}, jan, false))).not.toContain('## ');
  });

  it('leaves out time off that is over', () => {
    const away = { timeOff: [{ from: '2026-07-01', to: '2026-07-10' }] };
    expect(letter(locale, { away }).sections).toEqual([]);
  });

  it('asks nobody to keep to hours that have no end', () => {
    const spans = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];
    expect(letter(locale, { hours: { spans } }).closing).toHaveLength(1);
  });
});

it('greets in the right form, and addresses in it', () => {
  const anna = letterMarkdown(letter('pl', FULL_SHEET, { ...jan, client: 'Anna', project: 'nowej strony' }));
  expect(anna).toContain('Szanowna Pani Anno,');
  expect(anna).toContain('ma Pani własne zasady');
  expect(anna).toContain('współpracę w sprawie nowej strony.');
  const firm = letterMarkdown(letter('pl', FULL_SHEET, { ...jan, client: 'Studio Filmowe sp. z o.o.' }));
  expect(firm).toContain('Szanowni Państwo,');
  expect(firm).toContain('mają Państwo własne zasady');
});

it('what people wrote stays plain text in Markdown', () => {
  const text = letterMarkdown(letter('en', { contact: { emergency: '[x](https://example.com) <b>*!*' } }, jan, false));
  expect(text).toContain('\\[x\\](https://example.com) \\<b\\>\\*!\\*');
});

it('an alphabet that the font lacks is not set on paper; emoji are left out', () => {
  expect(isPrintable(letter('pl', FULL_SHEET, { ...jan, client: 'Олена' }))).toBe(true); // greeted without the name
  expect(isPrintable(letter('en', FULL_SHEET, { ...jan, client: 'Олена' }))).toBe(false);
  expect(isPrintable(letter('en', FULL_SHEET, { ...jan, sender: 'Zażółć 🎉' }))).toBe(true);
});

const run = promisify(execFile);
const hasPoppler = await run('pdftotext', ['-v']).then(
  () => true,
  () => false,
);

/** What a reader of the PDF sees, page by page, and its metadata. Needs Poppler: `apt-get install poppler-utils`. */
async function readPdf(pdf: Uint8Array): Promise<{ pages: string[]; info: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'letter-'));
  try {
    const file = join(folder, 'letter.pdf');
    await writeFile(file, pdf);
    const [text, info] = [await run('pdftotext', ['-layout', file, '-']), await run('pdfinfo', [file])];
    return { pages: text.stdout.split('\f').slice(0, -1), info: info.stdout };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const print = (locale: Locale, sheet: Sheet, names: LetterNames = jan, withAppendix = true) =>
  letterPdf(letter(locale, sheet, names, withAppendix), {
    made: new Date('2026-11-24T10:00:00Z'),
    pageLabel: (page, pages) => translator(locale)('sheet:letter.page', { page, pages }),
  });

it('a PDF carries its language and its title', async () => {
  const pdf = Buffer.from(await print('pl', HALF_SHEET)).toString('latin1');
  expect(pdf).toMatch(/^%PDF-1\.7/);
  expect(pdf).toContain('/Lang (pl)');
  expect(pdf).toContain('/DisplayDocTitle true');
});

describe.skipIf(!hasPoppler)('on paper', () => {
  it.each(LOCALES.flatMap((locale) => SHEETS.map(([what, sheet]) => [locale, what, sheet] as const)))(
    '%s, %s: one page and the appendix, with every letter',
    async (locale, _what, sheet) => {
      const { pages, info } = await readPdf(await print(locale, sheet, { ...jan, sender: 'Zażółć Gęślą Jaźń' }));
      expect(pages).toHaveLength(2);
      expect(pages[0]).toContain('Zażółć Gęślą Jaźń');
      expect(pages[0]).toMatch(/1 ?(?:z|of) ?2/);
      expect(info).toMatch(/Title: +(?:Zasady współpracy|How I work)/);
      expect(info).toContain('A4');
    },
  );

  it('one page alone has no number', async () => {
    const { pages } = await readPdf(await print('pl', HALF_SHEET, jan, false));
    expect(pages).toHaveLength(1);
    expect(pages[0]).not.toMatch(/1 ?z ?1/);
  });

  it('a long letter goes on over pages, no heading without a line below it, the signature with a paragraph', async () => {
    for (let items = 1; items <= 10; items += 1) {
      const included = Array.from({ length: items }, (_, index) => `rezultat ${index}`);
      const timeOff = Array.from({ length: 8 }, (_, index) => ({
        from: `2027-0${index + 1}-01`,
        to: `2027-0${index + 1}-10`,
      }));
      const sheet = {
        ...FULL_SHEET,
        scope: { ...FULL_SHEET.scope, included, excluded: included },
        away: { timeOff, country: 'PL' },
      };
      const { pages } = await readPdf(await print('pl', sheet, jan, false));
      const headings = ['Godziny pracy i kontakt', 'Zakres i terminy', 'Płatności', 'Dni wolne'];
      for (const page of pages) {
        const lines = page
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '' && !/^\d ?z ?\d$/.test(line));
        expect(headings).not.toContain(lines.at(-1));
        expect(lines[0]).not.toBe('Z poważaniem');
      }
      expect(pages.join('')).toContain('Jan Kowalski');
    }
  });
});
