import { APART, codeSpan, escapeAddress, escapeLineStart, escapeText } from './escape.ts';
import { LINE_BREAK, type Run } from './runs.ts';

/**
 * Runs in Discord's markdown. Each run opens and closes its own marks, so runs may be cut anywhere.
 *
 * @param indent prefix of each line after the first
 */
export function renderRuns(runs: readonly Run[], indent = ''): string {
  return linesOf(runs)
    .map((line) => escapeLineStart(renderLine(merge(line)).trim()))
    .filter((line) => line !== '')
    .join(`\n${indent}`);
}

function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run === LINE_BREAK) lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines;
}

/** Joins neighbours of the same style: Discord would misread the adjacent marks between them. */
function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && sameStyle(last, run)) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  return merged;
}

function sameStyle(a: Run, b: Run): boolean {
  return (
    Boolean(a.bold) === Boolean(b.bold) &&
    Boolean(a.italic) === Boolean(b.italic) &&
    Boolean(a.code) === Boolean(b.code) &&
    a.address === b.address
  );
}

function renderLine(runs: readonly Run[]): string {
  const pieces: string[] = [];
  runs.forEach((run, at) => {
    const next = runs[at + 1]?.text;
    const piece = renderRun(run, next !== undefined && !/^\s/.test(next));
    // Adjacent marks (`**a***b*`, two code spans) would be read as one longer mark.
    if (isMark(pieces.at(-1)?.at(-1)) && isMark(piece[0])) pieces.push(APART);
    pieces.push(piece);
  });
  return pieces.join('');
}

function renderRun(run: Run, joined: boolean): string {
  // A mark with a space on its inner side does not count, in CommonMark or in Discord.
  const text = run.text.trim();
  if (text === '') return run.text;
  const before = run.text.slice(0, run.text.indexOf(text));
  const after = run.text.slice(before.length + text.length);
  if (run.code && !run.address) return before + codeSpan(text) + after;
  const mark = run.bold && run.italic ? '***' : run.bold ? '**' : run.italic ? '*' : '';
  const inner = run.address ? renderLink(text, run.address) : escapeText(text, joined && mark === '' && after === '');
  return before + mark + inner + mark + after;
}

function renderLink(text: string, address: string): string {
  const target = escapeAddress(address);
  if (text === address) return `<${target}>`;
  // Discord makes no link of a label with brackets or one that looks like an address.
  if (/[[\]]|\w:\/\//.test(text)) return `${escapeText(text, true)} (<${target}>)`;
  return `[${escapeText(text)}](${target})`;
}

function isMark(char: string | undefined): boolean {
  return char === '*' || char === '`';
}
