/** A file that a person handed in: its address is Discord's own and expires. */
export interface Upload {
  readonly url: string;
  /** Bytes, as Discord says. */
  readonly size: number;
}

/** Leaves time to answer within Discord's three seconds. */
const TIMEOUT_MS = 2000;

/**
 * Reads a small file that a person handed in, as UTF-8.
 * @returns undefined for one that is larger than `maxBytes`, is no text, or could not be had in time.
 */
export async function readUpload({ url, size }: Upload, maxBytes: number): Promise<string | undefined> {
  if (size > maxBytes) return undefined;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return undefined;
    const bytes = await response.arrayBuffer();
    // Discord says how large it is; what arrives is what counts.
    if (bytes.byteLength > maxBytes) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // no connection, too slow, or bytes that are no text: the person is told to try again
  }
}
