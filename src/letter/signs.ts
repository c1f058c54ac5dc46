import type { Locale } from '../i18n/locales.ts';
import type { Letter } from './letter.ts';

/** What both weights of the letter's font (Lato) have a glyph for, beside the line break. A test compares it with the files. */
const DRAWN =
  /[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u0104-\u0107\u0118\u0119\u0131\u0141-\u0144\u0152\u0153\u015a\u015b\u0160\u0161\u0178-\u017e\u0192\u02c6\u02c7\u02c9\u02d8-\u02db\u02dc\u02dd\u03c0\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2044\u20ac\u2122\u2126\u2202\u2206\u220f\u2211\u2212\u221a\u221e\u222b\u2248\u2260\u2264\u2265\u25ca\u2669]/u;
/** Nothing to see: marks of direction, joiners, variants of an emoji, control characters. */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Variation_Selector}/u;

/** What stands for signs that the font lacks. Each says the same to whoever reads it. */
const INSTEAD: Readonly<Record<string, string>> = {
  ...{ '\u03a9': '\u2126', '\u0394': '\u2206', '\u03bc': '\u00b5' },
  ...{ '→': '->', '➔': '->', '➜': '->', '⟶': '->', '←': '<-', '⟵': '<-', '↔': '<->', '⇒': '=>', '⇐': '<=', '⇔': '<=>' },
  ...{
    '✓': '[x]',
    '✔': '[x]',
    '☑': '[x]',
    '✅': '[x]',
    '☐': '[ ]',
    '⬜': '[ ]',
    '✗': 'x',
    '✘': 'x',
    '✕': 'x',
    '✖': 'x',
    '❌': 'x',
  },
  ...{ '‐': '-', '‑': '-', '‒': '–', '―': '—', '─': '–', '′': "'", '″': '"', '‛': "'", '‟': '"', '⁓': '~', '∼': '~' },
  ...{
    '●': '•',
    '○': '•',
    '◦': '•',
    '▪': '•',
    '▫': '•',
    '■': '•',
    '□': '•',
    '‣': '•',
    '∙': '•',
    '⁃': '-',
    '★': '*',
    '☆': '*',
    '∗': '*',
  },
  ...{ '⩽': '≤', '≦': '≤', '⩾': '≥', '≧': '≥', '≃': '≈', '≅': '≈', '∕': '/', '∶': ':', '⋅': '·', '∘': '°' },
  ...{
    '₴': 'UAH',
    '₽': 'RUB',
    '₺': 'TRY',
    '₹': 'INR',
    '₿': 'BTC',
    '₩': 'KRW',
    '₪': 'ILS',
    '₫': 'VND',
    '₱': 'PHP',
    '₸': 'KZT',
  },
  ...{ đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ŧ: 't', Ŧ: 'T', ĸ: 'k', ŋ: 'n', Ŋ: 'N', ƀ: 'b', ǥ: 'g', ẞ: 'SS' },
};
const NUMBER: Readonly<Record<Locale, string>> = { pl: 'nr', en: 'No.' };

/** A text as it can be drawn, and what of it is not drawn as it was typed. */
export interface OnPaper {
  readonly text: string;
  /** Signs that something else stands for, with that. */
  readonly replaced: ReadonlyMap<string, string>;
  /** Signs that nothing could stand for. */
  readonly missing: ReadonlySet<string>;
}

/** Turns a text into what the font can draw. No sign that can be seen gets lost without being named. */
export function onPaper(content: string, locale: Locale): OnPaper {
  const replaced = new Map<string, string>();
  const missing = new Set<string>();
  let text = '';
  for (const sign of content.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').normalize('NFC')) {
    if (DRAWN.test(sign)) text += sign;
    else if (/\p{Zs}/u.test(sign)) text += sign === '\u202f' ? '\u00a0' : ' ';
    else if (!INVISIBLE.test(sign)) {
      const instead = standIn(sign, locale);
      if (instead === undefined) missing.add(sign);
      else if (!SAME.has(sign)) replaced.set(sign, instead);
      text += instead ?? '';
    }
  }
  return { text: text.replaceAll(/ {2,}/g, ' '), replaced, missing };
}

/** Signs that look like what stands for them: hyphens by where a line may break, Greek letters and the signs made of them. */
const SAME: ReadonlySet<string> = new Set(['‐', '‑', '\u03a9', '\u0394', '\u03bc']);

function standIn(sign: string, locale: Locale): string | undefined {
  if (sign === '№') return NUMBER[locale];
  const known = INSTEAD[sign];
  if (known !== undefined) return known;
  // Another shape of known signs (Ⅳ, ①, ℃), else a letter without its mark (č).
  const shapes = [sign.normalize('NFKC'), sign.normalize('NFKD').replaceAll(/\p{M}/gu, '')];
  return shapes.find((shape) => shape.trim() !== '' && [...shape].every((each) => DRAWN.test(each)));
}

/** What is not on paper as it was typed, in the whole letter. */
export function changesOf(letter: Letter): Omit<OnPaper, 'text'> {
  const all = textsOf(letter).map((text) => onPaper(text, letter.locale));
  return {
    replaced: new Map(all.flatMap(({ replaced }) => [...replaced])),
    missing: new Set(all.flatMap(({ missing }) => [...missing])),
  };
}

function textsOf({ greeting, intro, sections, closing, sender, appendix }: Letter): string[] {
  const rows = sections.flatMap((section) => section.rows.flatMap(({ value }) => value));
  return [greeting, intro, ...rows, ...closing, sender, ...(appendix?.items ?? [])];
}
