import { fold } from '../../text/words.ts';

/**
 * A text for rules to read: lower case, without diacritics, with straight apostrophes and plain dashes, and each character at its
 * place, so that what a rule finds can be quoted as it was typed.
 */
export function aligned(text: string): string {
  return [...text.replaceAll(/[’ʼ‘]/gu, "'").replaceAll(/[–—]/gu, '-')]
    .map((letter) => {
      const plain = fold(letter);
      return plain.length === letter.length ? plain : letter;
    })
    .join('');
}

/** A part of a text, by positions (end exclusive). */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** All places in a text where one of the patterns matches, in order; what lies within another is left out. */
export function placesOf(read: string, patterns: readonly RegExp[]): Piece[] {
  const found = patterns
    .flatMap((pattern) => [...read.matchAll(pattern)])
    .map(({ index, 0: { length } }): Piece => ({ start: index, end: index + length }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Piece[] = [];
  for (const piece of found) if (piece.start >= (kept.at(-1)?.end ?? 0)) kept.push(piece);
  return kept;
}

/** The clauses of a text: what stands between punctuation, and between words that join. */
export function clausesOf(read: string, joining: RegExp): Piece[] {
  const clauses: Piece[] = [];
  let start = 0;
  for (const { index, 0: mark } of [...read.matchAll(joining), undefined].map(
    (one) => one ?? { index: read.length, 0: '' },
  )) {
    if (read.slice(start, index).trim() !== '') clauses.push({ start, end: index });
    start = index + mark.length;
  }
  return clauses;
}
