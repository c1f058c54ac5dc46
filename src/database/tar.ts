import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK = 512;

/**
 * A directory as a tar archive (POSIX ustar, the format PGlite loads), in pieces, so that neither the archive nor a large file is
 * ever in memory as a whole. Names are relative to the directory and at most 100 bytes, like all names in a database cluster;
 * files must not change meanwhile.
 */
export async function* tarOfDirectory(directory: string): AsyncGenerator<Uint8Array> {
  yield* entriesOf(directory, '');
  yield Buffer.alloc(2 * BLOCK);
}

async function* entriesOf(root: string, folder: string): AsyncGenerator<Uint8Array> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  for (const entry of entries) {
    // PGlite expects names with a leading slash, as it writes them itself.
    const name = `${folder}/${entry.name}`;
    const path = join(root, name);
    if (entry.isDirectory()) {
      yield header(name, { directory: true, size: 0, modified: 0 });
      yield* entriesOf(root, name);
    } else if (entry.isFile()) {
      const { size, mtimeMs } = await stat(path);
      yield header(name, { directory: false, size, modified: Math.floor(mtimeMs / 1000) });
      for await (const chunk of createReadStream(path)) yield chunk;
      if (size % BLOCK !== 0) yield Buffer.alloc(BLOCK - (size % BLOCK));
    }
  }
}

interface Entry {
  readonly directory: boolean;
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
}

function header(name: string, { directory, size, modified }: Entry): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`The name is too long for the archive: ${name}`);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  const bytes = Buffer.alloc(BLOCK);
  bytes.write(name, 0);
  bytes.write(octal(directory ? 0o700 : 0o600, 8), 100);
  bytes.write(octal(0, 8), 108);
  bytes.write(octal(0, 8), 116);
  bytes.write(octal(size, 12), 124);
  bytes.write(octal(modified, 12), 136);
  bytes.write(' '.repeat(8), 148);
  bytes.write(directory ? '5' : '0', 156);
  bytes.write('ustar\x0000', 257);
  let sum = 0;
  for (const byte of bytes) sum += byte;
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}
