import type { MarkdownToken } from './parser.ts';

/** A link inside the guide or to a template: shown as bold text; the caller offers it as a button. */
export type Reference =
  | { readonly type: 'article'; readonly slug: string; readonly section: string | undefined; readonly label: string }
  | { readonly type: 'template'; readonly id: string; readonly label: string };

/** A stretch of text in one style. A hard line break is a separate run: `\n`. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly code?: boolean;
  /** Web address (http or https) of the link. */
  readonly address?: string | undefined;
  readonly reference?: Reference | undefined;
}

/** Maximum characters of a link's address, as in Discord's buttons. Longer ones are dropped and only the words kept. */
const LONGEST_ADDRESS = 512;

export const LINE_BREAK: Run = { text: '\n' };

interface Link {
  readonly target: string;
  readonly auto: boolean;
  readonly from: number;
}

/**
 * The inline tokens of a block as runs.
 *
 * @param addressLimit longest address that is kept, in characters
 */
export function runsOf(tokens: readonly MarkdownToken[], addressLimit = LONGEST_ADDRESS): Run[] {
  const runs: Run[] = [];
  const style = { bold: 0, italic: 0 };
  let link: Link | undefined;
  const add = (text: string, more: Partial<Run> = {}) => {
    if (text === '') return;
    const address = link && !link.auto ? webAddress(link.target, addressLimit) : undefined;
    runs.push({ text, bold: style.bold > 0, italic: style.italic > 0, address, ...more });
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'strong_open':
      case 'strong_close':
        style.bold += token.nesting;
        break;
      case 'em_open':
      case 'em_close':
        style.italic += token.nesting;
        break;
      case 'link_open':
        link = { target: attribute(token, 'href'), auto: token.markup === 'autolink', from: runs.length };
        break;
      case 'link_close':
        if (link) closeLink(runs, link);
        link = undefined;
        break;
      case 'image':
        // An image inside a link leads to the link's target; its own address is useless to the reader.
        if (link) addPicture(runs, token, link, addressLimit);
        else runs.push(...imageRuns(token, addressLimit));
        break;
      case 'code_inline':
        add(token.content, { code: true });
        break;
      case 'softbreak':
        add(' ');
        break;
      case 'hardbreak':
        runs.push(LINE_BREAK);
        break;
      default:
        add(token.content);
    }
  }
  return runs;
}

function attribute(token: MarkdownToken, name: string): string {
  return String(token.attrGet(name) ?? '');
}

function webAddress(target: string, limit: number): string | undefined {
  return /^https?:\/\//i.test(target) && target.length <= Math.min(limit, LONGEST_ADDRESS) ? target : undefined;
}

/** Turns a link into the guide into a reference, and spells out an address that Discord cannot follow. */
function closeLink(runs: Run[], { target, auto, from }: Link): void {
  const inside = runs.splice(from);
  const label = textOfRuns(inside);
  const reference = referenceOf(target, label);
  if (reference) {
    runs.push(...inside.map((run): Run => (run === LINE_BREAK ? run : { ...run, bold: true, reference })));
    return;
  }
  runs.push(...inside);
  const mail = /^(?:mailto|tel):(.+)$/.exec(target)?.[1];
  if (mail && !auto && mail !== label) runs.push({ text: ` (${mail})` });
}

function referenceOf(target: string, label: string): Reference | undefined {
  const article = /^guide:([a-z0-9-]+)(?:#([a-z0-9-]+))?$/.exec(target);
  if (article?.[1]) return { type: 'article', slug: article[1], section: article[2], label };
  const template = /^template:([a-z0-9-]+)$/.exec(target);
  return template?.[1] ? { type: 'template', id: template[1], label } : undefined;
}

function addPicture(runs: Run[], token: MarkdownToken, { target }: Link, addressLimit: number): void {
  const address = webAddress(target, addressLimit);
  const label = textOfRuns(runsOf(token.children ?? [])) || (address ?? '');
  runs.push({ text: `🖼 ${label}`.trim(), italic: true, address });
}

/** An image on a line of its own: its description, linked to it. */
function imageRuns(token: MarkdownToken, addressLimit: number): Run[] {
  const source = attribute(token, 'src');
  const alternative = textOfRuns(runsOf(token.children ?? []));
  const address = webAddress(source, addressLimit);
  const text = `🖼 ${alternative || (address ?? '')}`.trim();
  return [LINE_BREAK, { text, italic: true, ...(alternative ? { address } : {}) }, LINE_BREAK];
}

/** The text of runs, with line breaks as spaces. */
export function textOfRuns(runs: readonly Run[]): string {
  return runs.map((run) => (run === LINE_BREAK ? ' ' : run.text)).join('');
}

/**
 * The part of the runs between two offsets in their joined text.
 *
 * @param first index of the run to start with, and the offset at which it starts
 */
export function sliceRuns(runs: readonly Run[], from: number, to: number, first = { at: 0, start: 0 }): Run[] {
  const result: Run[] = [];
  let { start } = first;
  for (let at = first.at; at < runs.length && start < to; at++) {
    const run = runs[at];
    if (!run) break;
    const end = start + run.text.length;
    const whole = from <= start && end <= to;
    if (end > from) result.push(whole ? run : { ...run, text: run.text.slice(Math.max(0, from - start), to - start) });
    start = end;
  }
  return result;
}

/** Takes the `{#id}` off the end of a heading. */
export function splitId(runs: readonly Run[]): { readonly runs: readonly Run[]; readonly id: string | undefined } {
  const text = textOfRuns(runs).trimEnd();
  const id = /\{#([^{}]*)\}$/.exec(text);
  if (!id) return { runs, id: undefined };
  return { runs: sliceRuns(runs, 0, id.index), id: id[1] };
}
