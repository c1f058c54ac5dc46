/** Alphabet of 32 characters, so that every byte maps onto it evenly; without 0, 1, I and O, which people misread. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * An id of 7 characters (35 bits) that appears both in an answer and in the log, so that a reported bug can be found. It reveals
 * nothing about the person.
 *
 * @param randomBytes a source of random bytes, e.g. `crypto.randomBytes`.
 */
export function createIncidentId(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(7), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
