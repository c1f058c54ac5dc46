import { cleanText } from '../text/clean-text.ts';

/** A file that a person handed in: its address is Discord's own and expires. */
export interface Upload {
  readonly url: string;
  /** Bytes, as Discord says. */
  readonly size: number;
}

/**
 * Why a file was not read: it is larger than allowed; could not be had in time; is no text in UTF-8, but in UTF-16 or something
 * else.
 */
export type Unread = 'size' | 'unavailable' | 'utf16' | 'encoding';

export type ReadUpload = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: Unread };

/** Longer than Discord's three seconds for an answer: who waits for a file is told so first (`defer` or `progress`). */
const TIMEOUT_MS = 5000;

/**
 * Reads a small text file that a person handed in, from whatever host Discord names, as it is kept (see `cleanText`). Files in
 * UTF-8 are read, and those in UTF-16 that say so in their first two bytes.
 */
export async function readUpload(get: typeof fetch, { url, size }: Upload, maxBytes: number): Promise<ReadUpload> {
  if (size > maxBytes) return { ok: false, why: 'size' };
  const chunks: Uint8Array[] = [];
  try {
    const response = await get(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) return { ok: false, why: 'unavailable' };
    let length = 0;
    for await (const chunk of response.body) {
      // Discord says how large it is; what arrives is what counts.
      length += chunk.byteLength;
      if (length > maxBytes) return { ok: false, why: 'size' };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, why: 'unavailable' }; // no connection, or too slow: the person is told to try again
  }
  return decode(Buffer.concat(chunks));
}

/** Bytes as text. */
function decode(bytes: Buffer): ReadUpload {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  // Without its mark, UTF-16 is text with a zero in every second byte, which UTF-8 takes for a character of its own.
  if (!marked && looksLikeUtf16(bytes)) return { ok: false, why: 'utf16' };
  try {
    return { ok: true, text: cleanText(new TextDecoder(marked ?? 'utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, why: 'encoding' };
  }
}

/** Bytes at the beginning that tell the encoding of a file. */
const SAMPLE = 4096;

function looksLikeUtf16(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  // Of a Latin text nearly all letters; of another at least its blanks and line breaks, and then on one side alone.
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > sample.length / 20 && Math.min(even, odd) <= Math.max(even, odd) / 10;
}
