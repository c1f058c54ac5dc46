import type { Locale } from '../i18n/locales.ts';

/**
 * Characters for which both weights of the font (Lato) have a glyph, beside the line break. A test compares them with
 * the files.
 */
const DRAWN =
  /[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u0104-\u0107\u0118\u0119\u0131\u0141-\u0144\u0152\u0153\u015a\u015b\u0160\u0161\u0178-\u017e\u0192\u02c6\u02c7\u02c9\u02d8-\u02db\u02dc\u02dd\u03c0\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2044\u20ac\u2122\u2126\u2202\u2206\u220f\u2211\u2212\u221a\u221e\u222b\u2248\u2260\u2264\u2265\u25ca\u2669]/u;
/** Invisible characters: direction marks, joiners, emoji variants, control characters. */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Variation_Selector}/u;

/** Substitutes for signs that the font lacks, with the same meaning to a reader. */
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

/** A text as it can be drawn, and its differences from what was typed. */
export interface OnPaper {
  readonly text: string;
  /** Replaced signs, with their substitutes. */
  readonly replaced: ReadonlyMap<string, string>;
  /** Signs without a substitute. */
  readonly missing: ReadonlySet<string>;
}

/** Converts a text into what the font can draw. No visible sign is lost without being reported. */
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

/**
 * Signs that look the same as their substitutes: hyphens that differ only in line breaking, Greek letters and signs derived from
 * them.
 */
const SAME: ReadonlySet<string> = new Set(['‐', '‑', '\u03a9', '\u0394', '\u03bc']);

function standIn(sign: string, locale: Locale): string | undefined {
  if (sign === '№') return NUMBER[locale];
  const known = INSTEAD[sign];
  if (known !== undefined) return known;
  // A compatibility form of known signs (Ⅳ, ①, ℃), else the letter without its mark (č).
  const shapes = [sign.normalize('NFKC'), sign.normalize('NFKD').replaceAll(/\p{M}/gu, '')];
  return shapes.find((shape) => shape.trim() !== '' && [...shape].every((each) => DRAWN.test(each)));
}

/** All differences between printed texts and what was typed. */
export function changesIn(texts: readonly string[], locale: Locale): Omit<OnPaper, 'text'> {
  const all = texts.map((text) => onPaper(text, locale));
  return {
    replaced: new Map(all.flatMap(({ replaced }) => [...replaced])),
    missing: new Set(all.flatMap(({ missing }) => [...missing])),
  };
}

/** Whether texts can be printed: the font covers only Latin script, but a lost emoji or arrow does no harm. */
export function canPrint(texts: readonly string[], locale: Locale): boolean {
  return ![...changesIn(texts, locale).missing].some((sign) => /\p{L}/u.test(sign));
}
