import { escapeCodeLine } from './escape.ts';
import { renderRuns } from './inline.ts';
import type { CodePiece, Piece, TextPiece } from './pieces.ts';
import type { Run } from './runs.ts';

/** A piece, or a part of a long one, in Discord's markdown. */
export function renderPiece(piece: Piece): string {
  return piece.type === 'code'
    ? renderCode(piece, piece.lines.map(escapeCodeLine))
    : renderText(piece, piece.runs, true);
}

/** Runs of a text piece with their line prefixes; only the start carries the mark of a heading or list item. */
export function renderText(piece: TextPiece, runs: readonly Run[], isStart: boolean): string {
  return (isStart ? piece.first : piece.rest) + renderRuns(runs, piece.rest);
}

/** Lines already escaped for a code block, with its fences. */
export function renderCode({ prefix, language }: CodePiece, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].map((line) => prefix + line).join('\n');
}

/** The separator between two pieces on one page. */
export function joint(before: Piece, after: Piece): string {
  if (after.gap === 'line') return '\n';
  return after.quote !== undefined && before.quote === after.quote ? '\n> \n' : '\n\n';
}
