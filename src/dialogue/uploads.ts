import { cleanText } from '../text/clean-text.ts';

/** A file submitted by a person: its address is Discord's own and expires. */
export interface Upload {
  readonly url: string;
  /** Size in bytes, as stated by Discord. */
  readonly size: number;
}

/** Why a file was not read: larger than allowed; not available in time; not UTF-8 text, but UTF-16 or something else. */
export type Unread = 'size' | 'unavailable' | 'utf16' | 'encoding';

export type ReadUpload = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: Unread };

/**
 * Milliseconds for a download. Longer than Discord's three seconds for an answer, so callers announce the wait first (`defer` or
 * `progress`).
 */
const TIMEOUT_MS = 5000;

/**
 * Reads a small text file submitted by a person, from whatever host Discord names, in stored form (see `cleanText`). Accepts
 * UTF-8, and UTF-16 with a byte order mark.
 */
export async function readUpload(get: typeof fetch, { url, size }: Upload, maxBytes: number): Promise<ReadUpload> {
  if (size > maxBytes) return { ok: false, why: 'size' };
  const chunks: Uint8Array[] = [];
  try {
    const response = await get(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) return { ok: false, why: 'unavailable' };
    let length = 0;
    for await (const chunk of response.body) {
      // Discord states the size, but only the received bytes count.
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
  // Without a byte order mark, UTF-16 text has a zero in every second byte, which UTF-8 takes for a character.
  if (!marked && looksLikeUtf16(bytes)) return { ok: false, why: 'utf16' };
  try {
    return { ok: true, text: cleanText(new TextDecoder(marked ?? 'utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, why: 'encoding' };
  }
}

/** Bytes at the start of a file used to detect its encoding. */
const SAMPLE = 4096;

function looksLikeUtf16(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  // In Latin text nearly all letters; in other scripts at least blanks and line breaks, and then on one side only.
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > sample.length / 20 && Math.min(even, odd) <= Math.max(even, odd) / 10;
}
