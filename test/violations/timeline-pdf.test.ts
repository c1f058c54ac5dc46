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
import type { Entry } from '../../src/violations/entries.ts';
import { isTimelinePrintable, timelineChanges, timelinePdf } from '../../src/violations/timeline-pdf.ts';

const translator = loadTranslator(CONTENT_DIR);
const run = promisify(execFile);
const hasPoppler = await run('pdftotext', ['-v']).then(
  () => true,
  () => false,
);

function entry(change: Partial<Entry> = {}): Entry {
  return {
    id: 'x',
    authorId: '100000000000000001',
    kind: 'late-payment',
    story: 'Zażółć gęślą jaźń: przelew miał być w piątek.',
    clientLabel: 'Piekarnia',
    reaction: 'reminded',
    weight: 5,
    nextStep: 'Tajny następny krok',
    happenedOn: Temporal.PlainDate.from('2026-11-20'),
    loggedAt: new Date('2026-11-21T10:00:00Z'),
    state: 'resolved',
    outcome: 'paid',
    addressedOn: undefined,
    unpaidMinutes: 90,
    cost: { amount: 350, currency: 'PLN' },
    history: [],
    ...change,
  };
}

const language = (locale: Locale) => ({ locale, t: translator(locale) });

/** The text of each page. */
async function pagesOf(entries: readonly Entry[], locale: Locale): Promise<string[]> {
  const pdf = await timelinePdf('Piekarnia „Świt”', entries, language(locale), {
    made: new Date('2026-11-24T10:00:00Z'),
    pageLabel: (page, pages) => `${page}/${pages}`,
  });
  const folder = await mkdtemp(join(tmpdir(), 'timeline-'));
  try {
    const file = join(folder, 'timeline.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftotext', ['-layout', file, '-']);
    return stdout.split('\f').slice(0, -1);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.skipIf(!hasPoppler).each(LOCALES)('the timeline on paper in %s', (locale) => {
  it('says what happened, the reaction, how it ended and the cost, and nothing that is private', async () => {
    const [page = '', ...more] = await pagesOf([entry(), entry({ outcome: undefined, state: 'addressed' })], locale);
    expect(more).toEqual([]);
    const { t } = language(locale);
    for (const said of ['Piekarnia „Świt”', 'Zażółć gęślą jaźń', t('violations:outcomes.paid'), '350', '700'])
      expect(page).toContain(said);
    expect(page).not.toContain('Tajny');
    expect(page).not.toContain('5/5');
  });

  it('goes on over pages, with stories of any length whole', async () => {
    const story = Array.from({ length: 180 }, (_, line) => `Wiersz ${line + 1}.`).join('\n');
    const pages = await pagesOf([entry({ story }), ...Array.from({ length: 12 }, () => entry())], locale);
    expect(pages.length).toBeGreaterThan(4);
    const text = pages.join('\n');
    for (const line of [1, 60, 61, 120, 180]) expect(text).toContain(`Wiersz ${line}.`);
    expect(text.split('Zażółć gęślą jaźń').length - 1).toBe(12);
    expect(text).toContain(`1/${pages.length}`);
    for (const page of pages) expect(page.trim().split('\n').length).toBeGreaterThan(3);
  });
});

it('is not printed in letters that the font lacks, and tells which signs are left out', () => {
  const pl = language('pl');
  expect(isTimelinePrintable('Олена', [entry()], pl)).toBe(false);
  expect(isTimelinePrintable('Piekarnia', [entry({ story: 'Брат' })], pl)).toBe(false);
  expect(isTimelinePrintable('Piekarnia', [entry({ story: 'Znowu 🙃' })], pl)).toBe(true);
  expect([...timelineChanges('Piekarnia', [entry({ story: 'Znowu 🙃' })], pl).missing]).toEqual(['🙃']);
});
