import { addCode, addText, type Piece, type PieceDraft, type Place } from './pieces.ts';
import { LINE_BREAK, type Run, runsOf, splitId } from './runs.ts';
import { addTable } from './table.ts';
import type { Node } from './tree.ts';

/** Maximum indent of lists; deeper ones would leave no room on a phone. */
const DEEPEST_INDENT = 5;
/** Number of heading levels in Discord. */
const HEADING_LEVELS = 3;
const LANGUAGE_PATTERN = /^[a-z0-9_+\-.#]{1,20}$/i;
/** A horizontal rule, which Discord lacks. */
const rule: Run = { text: '───────' };

/**
 * The blocks of a text in reading order, each with Discord's line prefixes. Discord has one level of quotes, none inside lists,
 * and no headings in lists; deeper nesting is shown as closely as possible.
 */
export function piecesOf(nodes: readonly Node[], addressLimit: number): Piece[] {
  const draft: PieceDraft = { pieces: [], addressLimit, sections: [], marker: undefined, apart: false, quotes: 0 };
  addBlocks(draft, { quote: undefined, depth: 0, indent: '' }, nodes);
  return draft.pieces;
}

function addBlocks(draft: PieceDraft, place: Place, nodes: readonly Node[]): void {
  for (const node of nodes) adders[node.token.type]?.(draft, place, node);
}

type Add = (draft: PieceDraft, place: Place, node: Node) => void;

const adders: Readonly<Record<string, Add>> = {
  paragraph_open: (draft, place, node) => addText(draft, place, inlineRuns(draft, node)),
  heading_open: addHeading,
  bullet_list_open: addList,
  ordered_list_open: addList,
  blockquote_open: addQuote,
  fence: addFence,
  code_block: addFence,
  table_open: addTable,
  hr: (draft, place) => addText(draft, place, [rule]),
};

/** The runs of the text directly inside a paragraph, heading or cell. */
export function inlineRuns(draft: PieceDraft, { inside }: Node): Run[] {
  return inside.flatMap(({ token }) => runsOf(token.children ?? [], draft.addressLimit));
}

function addHeading(draft: PieceDraft, place: Place, node: Node): void {
  const level = Number(node.token.tag.slice(1));
  const { runs, id } = splitId(inlineRuns(draft, node));
  const line = runs.map((run): Run => (run === LINE_BREAK ? { text: ' ' } : run));
  const onTop = place.quote === undefined && place.depth === 0;
  if (id !== undefined && level === 2 && onTop) draft.sections.push(id);
  const isHeading = level <= HEADING_LEVELS && place.depth === 0 && draft.marker === undefined;
  if (isHeading) addText(draft, place, line, `${'#'.repeat(level)} `);
  else
    addText(
      draft,
      place,
      line.map((run) => ({ ...run, bold: true })),
    );
}

function addList(draft: PieceDraft, place: Place, { token, inside }: Node): void {
  const ordered = token.type === 'ordered_list_open';
  const depth = place.depth + 1;
  const indent = place.depth < DEEPEST_INDENT ? place.indent + (ordered ? '   ' : '  ') : place.indent;
  const outer = place.depth < DEEPEST_INDENT ? place.indent : place.indent.slice(ordered ? 3 : 2);
  if (place.depth === 0) draft.apart = true;
  let number = Number(token.attrGet('start') ?? 1);
  for (const item of inside) {
    draft.marker = outer + (ordered ? `${number++}. ` : '- ');
    addBlocks(draft, { ...place, depth, indent }, item.inside);
    draft.marker = undefined;
  }
  if (place.depth === 0) draft.apart = true;
}

function addQuote(draft: PieceDraft, place: Place, { inside }: Node): void {
  if (place.quote !== undefined && place.depth === 0) {
    addBlocks(draft, place, inside);
    return;
  }
  const quote = place.quote ?? draft.quotes++;
  draft.marker = draft.marker?.trimStart();
  draft.apart = true;
  addBlocks(draft, { quote, depth: 0, indent: '' }, inside);
  draft.apart = true;
}

function addFence(draft: PieceDraft, place: Place, { token }: Node): void {
  const [language = ''] = token.info.trim().split(/\s+/);
  addCode(draft, place, { text: token.content, language: LANGUAGE_PATTERN.test(language) ? language : '' });
}
