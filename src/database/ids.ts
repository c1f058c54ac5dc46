import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562 §5.7), as Prisma's `uuid(7)` makes it: needed before the row is written, because a
 * sealed text is bound to its row's id. Ids made later sort later, to the millisecond.
 *
 * @param now milliseconds since 1970, from the clock at hand
 */
export function newId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A UUID of version 4: it tells nothing, not even when it was made. For what stands in public buttons beside an author. */
export function timelessId(): string {
  return randomUUID();
}

/** Chance that nobody can foresee, from 0 (inclusive) to 1 (exclusive): for pseudonyms, and for moments that must not tell anything. */
export function unforeseeable(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
