import { type Run, textOfRuns } from './runs.ts';

interface PieceBase {
  /** `line`: directly below the previous piece; `block`: after an empty line. */
  readonly gap: 'line' | 'block';
  /** Number of the enclosing quote; pieces of one quote share it. */
  readonly quote: number | undefined;
  /** Ids of the sections that start with it. */
  readonly sections: readonly string[];
}

/** A paragraph, heading or list item, kept whole if possible. */
export type TextPiece = PieceBase & {
  readonly type: 'text';
  readonly runs: readonly Run[];
  /** Prefix of its first line, and of the others. */
  readonly first: string;
  readonly rest: string;
  readonly isHeading: boolean;
};

export type CodePiece = PieceBase & {
  readonly type: 'code';
  readonly lines: readonly string[];
  readonly language: string;
  /** Prefix of each line, fences included. */
  readonly prefix: string;
};

export type Piece = TextPiece | CodePiece;

/** Where a block stands. */
export interface Place {
  readonly quote: number | undefined;
  /** Number of enclosing lists inside the quote. */
  readonly depth: number;
  /** Spaces before the text of its list item. */
  readonly indent: string;
}

/** The pieces collected so far, and what is pending for the next one. */
export interface PieceDraft {
  readonly pieces: Piece[];
  readonly addressLimit: number;
  /** Sections whose heading has been read. */
  sections: string[];
  /** Mark of a list item whose first text is still to come, with its leading spaces. */
  marker: string | undefined;
  /** Whether an empty line must come first. */
  apart: boolean;
  /** Number of quotes so far. */
  quotes: number;
}

function base(draft: PieceDraft, place: Place, gap: PieceBase['gap']): PieceBase {
  const last = draft.pieces.at(-1);
  const belowHeading = last?.type === 'text' && last.isHeading && last.quote === place.quote;
  const { sections } = draft;
  draft.sections = [];
  return { gap: belowHeading ? 'line' : draft.apart ? 'block' : gap, quote: place.quote, sections };
}

/** Adds a paragraph or list item; with `mark` (`## `) a heading. Adds nothing if it would show nothing. */
export function addText(draft: PieceDraft, place: Place, runs: readonly Run[], mark = ''): void {
  if (textOfRuns(runs).trim() === '') return;
  const quote = place.quote === undefined ? '' : '> ';
  const rest = quote + place.indent;
  const first = (draft.marker === undefined ? rest : quote + draft.marker) + mark;
  const gap = place.depth > 0 || draft.pieces.at(-1)?.type === 'code' ? 'line' : 'block';
  draft.pieces.push({ type: 'text', runs, first, rest, isHeading: mark !== '', ...base(draft, place, gap) });
  draft.marker = undefined;
  draft.apart = false;
}

/** Adds a code block. Discord allows none inside lists, so it goes between the items there. */
export function addCode(
  draft: PieceDraft,
  place: Place,
  code: { readonly text: string; readonly language: string },
): void {
  if (code.text.trim() === '') return;
  const lines = code.text.replace(/\n$/, '').split('\n');
  const prefix = place.quote === undefined ? '' : '> ';
  const gap = place.depth > 0 ? 'block' : 'line';
  draft.pieces.push({ type: 'code', lines, language: code.language, prefix, ...base(draft, place, gap) });
  draft.apart = place.depth > 0;
}
