import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { takeTurns } from '../threads/turns.ts';

/** Bytes of one file: Discord takes 10 MiB from a bot, and counts what stands around the files as well. */
export const FILE_BYTES = 9 * 1024 * 1024;

/** A row of what is written, ready to stand in the file. Without text it only says that its section is there. */
export interface Item {
  readonly section: string;
  readonly text?: string;
}

/** What stands around the rows, so that every part of a large file can be read for itself. */
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

/** Characters that are kept as text at most: a whole part, made into bytes at once, would hold everybody up. */
const BLOCK = 64 * 1024;

/**
 * Writes rows into one file, or, where that would be too large, into as many compressed ones as it takes, each of them whole
 * for itself. At no time is more in memory than one part and what the earlier ones were compressed to; compressing happens on
 * Node's thread pool, and everything else has its turn between two rows.
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

/** Files in groups that fit a message: ten at most, and together no more than one may be. */
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
