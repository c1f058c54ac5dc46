import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { takeTurns } from '../threads/turns.ts';

/** Maximum bytes of a file: Discord takes 10 MiB from a bot, including the multipart overhead. */
export const FILE_BYTES = 9 * 1024 * 1024;

/** A serialised row of the file. Without text it only introduces its section. */
export interface Item {
  readonly section: string;
  readonly text?: string;
}

/** Text around the rows, so that every part of a large file can be read on its own. */
export interface Frame {
  readonly head: string;
  readonly tail: string;
  open(section: string): string;
  readonly close: string;
  readonly betweenRows: string;
  readonly betweenSections: string;
}

/** A finished file. */
export interface PartFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** Maximum characters kept as text: encoding a whole part at once would block the event loop. */
const BLOCK = 64 * 1024;

/**
 * Writes rows into one file or, if that would be too large, into several compressed ones, each complete in itself. At most one
 * part and the compressed earlier ones are in memory; compression runs on Node's thread pool, and the event loop is free between
 * rows.
 */
export async function writeParts(
  name: string,
  frame: Frame,
  items: AsyncIterable<Item>,
  limit = FILE_BYTES,
): Promise<PartFile[]> {
  const done: Uint8Array[] = [];
  const turn = takeTurns();
  let part = beginPart(frame);
  for await (const { section, text } of items) {
    if (part.rows > 0 && part.size(section, text) > limit) {
      done.push(await compress(part.end()));
      part = beginPart(frame);
    }
    part.add(section, text);
    await turn();
  }
  if (done.length === 0) return [{ name, data: Buffer.concat(part.end()) }];
  done.push(await compress(part.end()));
  const dot = name.lastIndexOf('.');
  return done.map((data, index) => ({ name: `${name.slice(0, dot)}-${index + 1}${name.slice(dot)}.gz`, data }));
}

function compress(blocks: readonly Buffer[]): Promise<Buffer> {
  return pipeline(blocks, createGzip(), (compressed) => buffer(compressed));
}

function beginPart(frame: Frame) {
  const blocks: Buffer[] = [];
  let block = frame.head;
  let bytes = Buffer.byteLength(frame.head + frame.close + frame.tail);
  let open: string | undefined;
  let rows = 0;
  let empty = true;
  const before = (section: string, text: string | undefined): string => {
    const between = open === undefined ? '' : frame.close + frame.betweenSections;
    const start = section === open ? '' : between + frame.open(section);
    return text !== undefined && section === open && !empty ? frame.betweenRows : start;
  };
  return {
    get rows() {
      return rows;
    },
    /** Bytes of the part with one more row. */
    size: (section: string, text = '') => bytes + Buffer.byteLength(before(section, text) + text),
    add(section: string, text: string | undefined) {
      const piece = before(section, text) + (text ?? '');
      block += piece;
      if (block.length > BLOCK) {
        blocks.push(Buffer.from(block));
        block = '';
      }
      bytes += Buffer.byteLength(piece);
      if (section !== open) empty = true;
      open = section;
      if (text === undefined) return;
      empty = false;
      rows += 1;
    },
    end: () => [...blocks, Buffer.from(block + (open === undefined ? '' : frame.close) + frame.tail)],
  };
}

/** Files in groups that fit a message: at most ten, and together no larger than one may be. */
export function groupFiles(files: readonly PartFile[], limit = FILE_BYTES): PartFile[][] {
  const groups: PartFile[][] = [];
  let room = 0;
  for (const file of files) {
    const last = groups.at(-1);
    if (last && last.length < 10 && file.data.length <= room) last.push(file);
    else {
      groups.push([file]);
      room = limit;
    }
    room -= file.data.length;
  }
  return groups;
}
