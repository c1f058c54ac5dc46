import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { type Letter, writeLetter } from '../../src/letter/letter.ts';
import { changesOf, letterPdf } from '../../src/letter/pdf.ts';
import { onPaper } from '../../src/paper/signs.ts';
import { FULL_SHEET } from '../support/sheets.ts';

const translator = loadTranslator(CONTENT_DIR);
const run = promisify(execFile);
const hasPoppler = await run('pdftotext', ['-v']).then(
  () => true,
  () => false,
);

function letterWith(text: string): Letter {
  const letter = writeLetter({
    sheet: FULL_SHEET,
    names: { sender: 'Jan', client: undefined, project: undefined },
    today: Temporal.PlainDate.from('2026-11-24'),
    language: { locale: 'pl', t: translator('pl') },
    appendix: { title: 'A', items: [text], note: 'n' },
  });
  const sections = letter.sections.map((section) => ({ ...section, rows: [{ label: 'x', value: [text, text] }] }));
  return { ...letter, sections, greeting: text, intro: text, closing: [text], sender: text };
}

const drawn = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '');

async function textOfPdf(letter: Letter): Promise<string> {
  const pdf = await letterPdf(letter, { made: new Date('2026-11-24'), pageLabel: () => '' });
  const folder = await mkdtemp(join(tmpdir(), 'signs-'));
  try {
    await writeFile(join(folder, 'letter.pdf'), pdf);
    return drawn((await run('pdftotext', ['-raw', join(folder, 'letter.pdf'), '-'])).stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('signs on paper', () => {
  it('are drawn where the font has them, in both weights', () => {
    const require = createRequire(import.meta.url);
    const fontkit = createRequire(require.resolve('pdfkit'))('fontkit') as {
      openSync(file: string): { characterSet: number[] };
    };
    const sets = ['400Regular/Lato_400Regular', '700Bold/Lato_700Bold'].map(
      (name) => new Set(fontkit.openSync(require.resolve(`@expo-google-fonts/lato/${name}.ttf`)).characterSet),
    );
    for (let code = 0x20; code < 0x30000; code += 1) {
      const sign = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Co}\p{Cs}\p{Cc}\p{Cf}]/u.test(sign) || sign.normalize('NFC') !== sign) continue;
      const { text } = onPaper(sign, 'en');
      for (const each of text) expect(sets.every((set) => set.has(each.codePointAt(0) ?? 0))).toBe(true);
      if (sets.every((set) => set.has(code)) && sign.normalize('NFKC') === sign) expect(text).toBe(sign);
    }
  });

  it('are said otherwise where it lacks them, and named', () => {
    expect(onPaper('awaria → tel. № 2, ≤ 24 h, 200 ₴ ✓ Dvořák', 'pl')).toEqual({
      text: 'awaria -> tel. nr 2, ≤ 24 h, 200 UAH [x] Dvorák',
      replaced: new Map([
        ['→', '->'],
        ['№', 'nr'],
        ['₴', 'UAH'],
        ['✓', '[x]'],
        ['ř', 'r'],
      ]),
      missing: new Set(),
    });
    expect(onPaper('tel. № 2', 'en').text).toBe('tel. No. 2');
    expect(onPaper('Zadzwoń 📞', 'pl').missing).toEqual(new Set(['📞']));
  });

  it('never get lost in silence, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { missing, replaced } = changesOf(letterWith(text));
        for (const sign of text.normalize('NFC'))
          if (!/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Variation_Selector}\u2010\u2011\u03a9\u0394\u03bc]/u.test(sign))
            expect(missing.has(sign) || replaced.has(sign) || onPaper(sign, 'pl').text === sign).toBe(true);
      }),
    );
  });

  it.skipIf(!hasPoppler)(
    'stand in the file as it is read, in every field',
    async () => {
      const text = 'a ≤ b ≥ c ≠ d ≈ e ∞ √ ∑ Ω π § € ™ „x” ‘y’ – — … · × ÷ ½ µ ²';
      const read = await textOfPdf(letterWith(text));
      expect(read.split(drawn(text)).length - 1).toBe(13);
      const common = fc.string({ unit: fc.constantFrom(...'aż ≤→№₴✓č😀Ω中½ﬁ'), minLength: 1, maxLength: 40 });
      const unit = fc.oneof(common, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }));
      await fc.assert(
        fc.asyncProperty(unit, async (any) => {
          expect(await textOfPdf(letterWith(`x${any}x`))).toContain(drawn(onPaper(`x${any}x`, 'pl').text));
        }),
        { numRuns: 12 },
      );
    },
    60_000,
  );
});
