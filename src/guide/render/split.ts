import { renderCode, renderText } from './compose.ts';
import { escapeCodeLine } from './escape.ts';
import type { CodePiece, Piece, TextPiece } from './pieces.ts';
import { type Run, sliceRuns } from './runs.ts';

/** A part of a piece that is longer than a page. */
export interface SplitText {
  readonly text: string;
  readonly runs: readonly Run[];
}

const sentences = new Intl.Segmenter('pl', { granularity: 'sentence' });
const graphemes = new Intl.Segmenter('pl', { granularity: 'grapheme' });

/**
 * Cuts a piece into parts: between sentences or lines of code if possible, else between words, else between characters.
 *
 * @param room characters left on the current page; no part is `here` if so little room is not worth a cut
 * @param limit characters of the following pages
 */
export function splitPiece(
  piece: Piece,
  room: number,
  limit: number,
): { here: SplitText | undefined; onPages: SplitText[] } {
  const parts = [...(piece.type === 'code' ? codeParts(piece, room, limit) : textParts(piece, room, limit))];
  const [here, ...others] = parts;
  return { here, onPages: others.flatMap((part) => part ?? []) };
}

function* textParts(piece: TextPiece, room: number, limit: number): Generator<SplitText | undefined> {
  const text = piece.runs.map((run) => run.text).join('');
  const sentenceEnds = [...sentences.segment(text)].map(({ index, segment }) => index + segment.length);
  const wordEnds = [...text.matchAll(/\s+/g)].map((match) => match.index + match[0].length);
  wordEnds.push(text.length);
  const windowFrom = createWindow(piece.runs, limit);
  let from = 0;
  let space = room;
  while (from < text.length) {
    const ahead = windowFrom(from);
    const part = (to: number): SplitText => {
      const runs = sliceRuns(ahead, 0, to - from);
      return { runs, text: renderText(piece, runs, from === 0) };
    };
    const fits = (to: number) => to - from <= limit && part(to).text.length <= space;
    let to = lastFitting(sentenceEnds, from, fits);
    if (to === undefined && space !== limit) {
      space = limit;
      yield undefined; // do not cut a sentence just because the page is nearly full
      continue;
    }
    to ??= lastFitting(wordEnds, from, fits) ?? lastFitting(characterEnds(text, from, limit), from, fits);
    if (to === undefined) throw new RangeError(`a page of ${limit} characters has no room for a character`);
    const next = part(to);
    if (next.runs.some(({ text: shown }) => shown.trim() !== '')) yield next;
    space = limit;
    from = to;
  }
}

/** Returns the runs from an offset on, up to what fits a page. Offsets must ascend, so that long texts are walked once. */
function createWindow(runs: readonly Run[], limit: number): (from: number) => Run[] {
  let at = 0;
  let start = 0;
  return (from) => {
    for (let length = runs[at]?.text.length ?? 0; start + length <= from && at < runs.length; ) {
      start += length;
      at += 1;
      length = runs[at]?.text.length ?? 0;
    }
    return sliceRuns(runs, from, from + limit, { at, start });
  };
}

/** Ends of the characters that may still fit: graphemes, or code points of an endless grapheme. */
function characterEnds(text: string, from: number, limit: number): number[] {
  const ahead = text.slice(from, from + limit + 1);
  const characters = [...graphemes.segment(ahead)].map(({ segment }) => segment);
  let end = from;
  return (characters.length > 1 ? characters : [...ahead]).map((character) => {
    end += character.length;
    return end;
  });
}

/** The greatest of the ascending `ends` after `from` that fits. Longer text never fits better, so a binary search finds it. */
function lastFitting(ends: readonly number[], from: number, fits: (end: number) => boolean): number | undefined {
  let low = firstAbove(ends, from);
  let found: number | undefined;
  let growing = true;
  // Few of very many ends fit, so search with growing steps first, then shrinking ones.
  for (let step = 1; step > 0; step = growing ? step * 2 : Math.floor(step / 2)) {
    const end = ends[low + step - 1];
    if (end !== undefined && fits(end)) {
      found = end;
      low += step;
    } else growing = false;
  }
  return found;
}

function firstAbove(ends: readonly number[], from: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  return low;
}

function* codeParts(piece: CodePiece, room: number, limit: number): Generator<SplitText | undefined> {
  const overhead = renderCode(piece, []).length + 1;
  const widest = limit - overhead - piece.prefix.length;
  const lines = piece.lines.flatMap((line) => cutLine(line, widest)).map(escapeCodeLine);
  let space = room - overhead;
  let isFirst = true;
  let kept: string[] = [];
  for (const line of lines) {
    const cost = line.length + piece.prefix.length + 1;
    if (cost > space && (kept.length > 0 || isFirst)) {
      yield kept.length > 0 ? { runs: [], text: renderCode(piece, kept) } : undefined;
      isFirst = false;
      space = limit - overhead;
      kept = [];
    }
    kept.push(line);
    space -= cost;
  }
  if (kept.length > 0) yield { runs: [], text: renderCode(piece, kept) };
}

/** Pieces of a code line that fit even after {@link escapeCodeLine}, which at most doubles the length. */
function cutLine(line: string, widest: number): string[] {
  if (escapeCodeLine(line).length < widest) return [line];
  const cut: string[] = [];
  let current = '';
  for (const { segment } of graphemes.segment(line)) {
    for (const char of segment.length > widest / 2 ? segment : [segment]) {
      if (current.length + char.length > widest / 2 - 1) {
        cut.push(current);
        current = '';
      }
      current += char;
    }
  }
  return [...cut, current];
}
