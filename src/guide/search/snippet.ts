import { tokenize } from '../../text/words.ts';
import type { SearchDocument } from './passages.ts';

/** A run of text, and whether it is a word of the query. */
export interface Segment {
  readonly text: string;
  readonly match: boolean;
}

/** Maximum characters before the first match by which a snippet starts earlier to include its sentence's start. */
const LEAD_LENGTH = 70;
/** Maximum characters of a text examined: enough for any section, and bounded for any upload. */
const MAX_TEXT_LENGTH = 20_000;

/** A text prepared for snippets: in one line, and with its words, since to find those costs more than the search itself. */
export interface ReadText {
  readonly line: string;
  /** Folded words, in order. */
  readonly words: readonly string[];
  /** Of each word, its start and end in the line. */
  readonly places: Uint32Array;
}

export function readText(text: string): ReadText {
  const line = joinLines(text.slice(0, MAX_TEXT_LENGTH));
  const found = tokenize(line);
  const places = new Uint32Array(2 * found.length);
  found.forEach(({ start, end }, at) => {
    places.set([start, end], 2 * at);
  });
  return { line, words: found.map(({ word }) => word), places };
}

const bodies = new WeakMap<SearchDocument, ReadText>();

/** The body of an indexed document, read when it is first shown and kept as long as the document is. */
export function bodyOf(document: SearchDocument): ReadText {
  let body = bodies.get(document);
  if (!body) {
    body = readText(document.body);
    bodies.set(document, body);
  }
  return body;
}

/**
 * The part of a text with the most matching words, in segments; their joined text is at most `length` characters with “…” at the
 * cuts. Starts at a sentence if one is near, and never cuts a word.
 *
 * @param matches folded words, as {@link SearchAnswer} gives them
 */
export function makeSnippet({ line, words, places }: ReadText, matches: ReadonlySet<string>, length = 160): Segment[] {
  const found = words.flatMap((word, at): Found[] =>
    matches.has(word) ? [{ word, start: places[2 * at] ?? 0, end: places[2 * at + 1] ?? 0 }] : [],
  );
  const start = startOf(line, bestStart(found, length - LEAD_LENGTH));
  const prefix = start > 0 ? '… ' : '';
  const room = Math.max(1, length - prefix.length);
  const end = line.length - start <= room ? line.length : endOf(line, start, start + room - 2);

  const segments: Segment[] = [];
  const push = (piece: string, match: boolean) => {
    if (piece !== '') segments.push({ text: piece, match });
  };
  push(prefix, false);
  let at = start;
  for (const token of found) {
    if (token.start < at || token.end > end) continue;
    push(line.slice(at, token.start), false);
    push(line.slice(token.start, token.end), true);
    at = token.end;
  }
  push(line.slice(at, end) + (end < line.length ? ' …' : ''), false);
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
