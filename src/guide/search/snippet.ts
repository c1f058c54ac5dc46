import { tokenize } from '../../text/words.ts';

/** A run of text, and whether it is a word of the query. */
export interface Segment {
  readonly text: string;
  readonly match: boolean;
}

/** Maximum characters before the first match by which a snippet starts earlier to include its sentence's start. */
const LEAD_LENGTH = 70;
/** Maximum characters of a text examined: enough for any section, and bounded for any upload. */
const MAX_TEXT_LENGTH = 20_000;

/**
 * The part of a text with the most matching words, in segments; their joined text is at most `length` characters with “…” at the
 * cuts. Starts at a sentence if one is near, and never cuts a word.
 *
 * @param text plain text
 * @param matches folded words, as {@link SearchAnswer} gives them
 */
export function makeSnippet(text: string, matches: ReadonlySet<string>, length = 160): Segment[] {
  const flat = joinLines(text.slice(0, MAX_TEXT_LENGTH));
  const found = tokenize(flat).filter(({ word }) => matches.has(word));
  const start = startOf(flat, bestStart(found, length - LEAD_LENGTH));
  const prefix = start > 0 ? '… ' : '';
  const room = Math.max(1, length - prefix.length);
  const end = flat.length - start <= room ? flat.length : endOf(flat, start, start + room - 2);

  const segments: Segment[] = [];
  const push = (piece: string, match: boolean) => {
    if (piece !== '') segments.push({ text: piece, match });
  };
  push(prefix, false);
  let at = start;
  for (const token of found) {
    if (token.start < at || token.end > end) continue;
    push(flat.slice(at, token.start), false);
    push(flat.slice(token.start, token.end), true);
    at = token.end;
  }
  push(flat.slice(at, end) + (end < flat.length ? ' …' : ''), false);
  return segments;
}

/** The text in one line; a dot separates lines that do not end a sentence (headings, list items). */
function joinLines(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/\s+/gu, ' ').trim());
  return lines
    .filter((line) => line !== '')
    .reduce(
      (joined, line) => (joined === '' || /[.!?…:,;]$/.test(joined) ? `${joined} ${line}` : `${joined} · ${line}`),
      '',
    )
    .trim();
}

interface Found {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Start of the window of this length with the most distinct matching words, the first on a tie. */
function bestStart(found: readonly Found[], window: number): number {
  let best = { start: 0, count: 0 };
  found.forEach(({ start }, first) => {
    const words = new Set<string>();
    for (let at = first; at < found.length; at++) {
      const next = found[at];
      if (!next || next.end > start + window) break;
      words.add(next.word);
    }
    if (words.size > best.count) best = { start, count: words.size };
  });
  return best.start;
}

function startOf(text: string, match: number): number {
  if (match <= LEAD_LENGTH) return 0;
  const lead = text.slice(match - LEAD_LENGTH, match);
  const sentence = Math.max(lead.lastIndexOf('. '), lead.lastIndexOf('! '), lead.lastIndexOf('? '));
  const boundary = sentence >= 0 ? sentence + 1 : lead.indexOf(' ');
  return boundary < 0 ? match : match - LEAD_LENGTH + boundary + 1;
}

function endOf(text: string, start: number, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > start) return space;
  // One word is longer than the snippet: cut it, but not inside a surrogate pair.
  return /[\uD800-\uDBFF]/.test(text[limit - 1] ?? '') ? limit - 1 : limit;
}
