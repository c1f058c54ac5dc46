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

/** All places in a text where one of the patterns matches, in order; what overlaps an earlier one is left out. */
export function placesOf(read: string, patterns: readonly RegExp[]): Piece[] {
  return apart(
    patterns
      .flatMap((pattern) => [...read.matchAll(pattern)])
      .map(({ index, 0: { length } }): Piece => ({ start: index, end: index + length }))
      .filter(({ start, end }) => end > start),
  );
}

/** Pieces in order, the longest first where they begin together, without those that overlap an earlier one. */
export function apart(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of [...pieces].sort((one, other) => one.start - other.start || other.end - one.end))
    if (piece.start >= (kept.at(-1)?.end ?? 0)) kept.push(piece);
  return kept;
}

/** The parts of a text between places where a pattern matches, without empty ones. */
export function partsOf(read: string, dividing: RegExp): Piece[] {
  const parts: Piece[] = [];
  let start = 0;
  for (const { index, 0: mark } of [...read.matchAll(dividing), undefined].map(
    (one) => one ?? { index: read.length, 0: '' },
  )) {
    if (read.slice(start, index).trim() !== '') parts.push({ start, end: index });
    start = index + mark.length;
  }
  return parts;
}

/** How many of the first of some pieces a test holds for; in their order it holds for those alone. */
export function countLeading(pieces: readonly Piece[], holds: (piece: Piece) => boolean): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece && holds(piece)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tells of a place which of some pieces, in order and apart from each other, holds all of it. */
export function holderAmong(pieces: readonly Piece[]): (place: Piece) => Piece | undefined {
  return (place) => {
    const piece = pieces[countLeading(pieces, ({ start }) => start <= place.start) - 1];
    return piece && place.end <= piece.end ? piece : undefined;
  };
}

/** Tells of a place whether it lies within one of these. */
export function isWithin(...others: readonly (readonly Piece[])[]): (place: Piece) => boolean {
  const holders = others.map(holderAmong);
  return (place) => holders.some((holder) => holder(place) !== undefined);
}

/** A piece without the space around it. */
export function trimmed(read: string, { start, end }: Piece): Piece {
  const part = read.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: end - (part.length - part.trimEnd().length) };
}
