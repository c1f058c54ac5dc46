import { joint, renderPiece } from './compose.ts';
import type { Piece } from './pieces.ts';
import type { Reference, Run } from './runs.ts';
import { type SplitText, splitPiece } from './split.ts';

export interface ArticlePage {
  /** Discord's markdown. */
  readonly text: string;
  /** Ids of the sections that start on this page, in order. */
  readonly sections: readonly string[];
  /** Distinct links in this page's text to places inside the bot. */
  readonly references: readonly Reference[];
}

interface Block {
  readonly piece: Piece;
  readonly text: string;
}

/** Minimum filled share of a page before it is broken to keep a section or paragraph whole. */
const LEAST_FILLED = 1 / 3;

/** Lays pieces out on pages of at most `limit` characters, breaking before headings if possible. */
export function layOutPages(pieces: readonly Piece[], limit: number): ArticlePage[] {
  const blocks = pieces.map((piece): Block => ({ piece, text: renderPiece(piece) }));
  const writer = createWriter(limit);
  for (const section of groups(blocks, (before, block) => isHeading(block) && !isHeading(before))) {
    const length = lengthOf(section);
    if (length > writer.room(section) && length <= limit && writer.isFilled()) writer.turn();
    // A heading never ends a page: it stays with the text below it.
    if (length <= writer.room(section)) for (const block of section) writer.write(block);
    else for (const unit of groups(section, (before) => !isHeading(before))) writeUnit(writer, unit, limit);
  }
  return writer.pages();
}

function writeUnit(writer: Writer, unit: readonly Block[], limit: number): void {
  const length = lengthOf(unit);
  if (length > writer.room(unit) && (length <= limit || writer.isFilled())) writer.turn();
  for (const block of unit) {
    if (block.text.length <= writer.room([block])) writer.write(block);
    else writer.writeParts(block);
  }
}

function isHeading({ piece }: Block): boolean {
  return piece.type === 'text' && piece.isHeading;
}

function groups(blocks: readonly Block[], startsNew: (before: Block, block: Block) => boolean): Block[][] {
  const result: Block[][] = [];
  let before: Block | undefined;
  for (const block of blocks) {
    if (before === undefined || startsNew(before, block)) result.push([block]);
    else result.at(-1)?.push(block);
    before = block;
  }
  return result;
}

function lengthOf(blocks: readonly Block[]): number {
  let length = 0;
  let before: Block | undefined;
  for (const block of blocks) {
    length += block.text.length + (before ? joint(before.piece, block.piece).length : 0);
    before = block;
  }
  return length;
}

type Writer = ReturnType<typeof createWriter>;

function createWriter(limit: number) {
  const done: ArticlePage[] = [];
  let text = '';
  let sections: string[] = [];
  let references: Reference[] = [];
  let before: Piece | undefined;

  const jointTo = (piece: Piece | undefined) => (before && piece ? joint(before, piece) : '');
  /** Characters left on the page for these blocks. */
  const room = (blocks: readonly Block[]) => limit - text.length - jointTo(blocks[0]?.piece).length;
  const turn = () => {
    if (text !== '') done.push({ text, sections, references });
    text = '';
    sections = [];
    references = [];
    before = undefined;
  };
  const put = (piece: Piece, part: SplitText) => {
    text += jointTo(piece) + part.text;
    for (const { reference } of part.runs)
      if (reference && !references.some((known) => isSame(known, reference))) references.push(reference);
    before = piece;
  };
  const write = ({ piece, text: whole }: Block) => {
    put(piece, { text: whole, runs: runsIn(piece) });
    sections.push(...piece.sections);
  };
  /** Writes a block that is too long for the rest of this page, and perhaps for any. */
  const writeParts = (block: Block) => {
    const { piece } = block;
    if (block.text.length <= limit) {
      turn();
      write(block);
      return;
    }
    const { here, onPages } = splitPiece(piece, room([block]), limit);
    if (here) put(piece, here);
    if (here) sections.push(...piece.sections);
    onPages.forEach((part, at) => {
      turn();
      put(piece, part);
      if (at === 0 && !here) sections.push(...piece.sections);
    });
  };

  return {
    room,
    turn,
    write,
    writeParts,
    isFilled: () => text.length > limit * LEAST_FILLED,
    pages(): ArticlePage[] {
      turn();
      return done;
    },
  };
}

function runsIn(piece: Piece): readonly Run[] {
  return piece.type === 'text' ? piece.runs : [];
}

function isSame(a: Reference, b: Reference): boolean {
  if (a.type === 'article') return b.type === 'article' && a.slug === b.slug && a.section === b.section;
  return b.type === 'template' && a.id === b.id;
}
