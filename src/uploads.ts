/** A file that a person handed in: its address is Discord's own and expires. */
export interface Upload {
  readonly url: string;
  /** Bytes, as Discord says. */
  readonly size: number;
}

/** Longer than Discord's three seconds for an answer: whoever waits for a file says so first. */
const TIMEOUT_MS = 5000;

/**
 * Reads a small file that a person handed in, as UTF-8, from whatever host Discord names.
 * @returns undefined for one that is larger than `maxBytes`, is no text, or could not be had within five seconds.
 */
export async function readUpload(
  get: typeof fetch,
  { url, size }: Upload,
  maxBytes: number,
): Promise<string | undefined> {
  if (size > maxBytes) return undefined;
  try {
    const response = await get(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) return undefined;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      // Discord says how large it is; what arrives is what counts.
      length += chunk.byteLength;
      if (length > maxBytes) return undefined;
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return undefined; // no connection, too slow, or bytes that are no text: the person is told to try again
  }
}
