/** A word of a text. */
export interface Token {
  /** The folded word. */
  readonly word: string;
  /** Position in the text (UTF-16 offsets, end exclusive). */
  readonly start: number;
  readonly end: number;
}

/** Letters that Unicode does not decompose into a base letter and a mark; Polish needs `ł`. */
const INDIVISIBLE: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/** Maximum characters of a word; longer ones are cut, as they would make the speller slow. */
const MAX_WORD_LENGTH = 40;

/** Lower case without diacritics and without invisible characters (zero-width, direction marks). */
export function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '');
  return plain.replace(/[łđøßæœıþð]/g, (letter) => INDIVISIBLE[letter] ?? letter);
}

const WORD_PATTERN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’\u2010\u2011-][\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*)*/gu;

/** The words of a text, folded, with their positions. */
export function tokenize(text: string): Token[] {
  return [...tokens(text)];
}

/** Like {@link tokenize}, one by one, for texts of any length. */
export function* tokens(text: string): Generator<Token> {
  for (const { 0: raw, index } of text.matchAll(WORD_PATTERN)) {
    for (const word of splitJoined(fold(raw))) yield { word, start: index, end: index + raw.length };
  }
}

/**
 * Words joined by hyphens are separate words ("work-life") unless one is a mere prefix ("e-mail" is "email"). An apostrophe
 * starts an ending ("client's", "Facebook'a"), except in "don't".
 */
function splitJoined(folded: string): string[] {
  if (!/['’\u2010\u2011-]/.test(folded)) return folded === '' ? [] : [folded.slice(0, MAX_WORD_LENGTH)];
  const parts = folded.split(/[\u2010\u2011-]/).map((part) => {
    const [head = '', ...tail] = part.split(/['’]/);
    return tail.join('') === 't' ? `${head}t` : head;
  });
  const words = parts.some((part) => part.length < 3) ? [parts.join('')] : parts;
  return words.filter((word) => word !== '').map((word) => word.slice(0, MAX_WORD_LENGTH));
}
