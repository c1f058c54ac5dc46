/** 32 characters, so that every byte maps onto them evenly; without 0, 1, I and O, which people misread. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * An id of 7 characters (35 bits) that stands both in an answer to a person and in the log, so that a report of a bug
 * can be found again. It says nothing about the person.
 *
 * @param randomBytes a source of random bytes, e.g. `crypto.randomBytes`.
 */
export function createIncidentId(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(7), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
