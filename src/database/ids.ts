import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562 §5.7), like Prisma's `uuid(7)`: needed before the row is written, because a sealed text is bound
 * to its row's id. Later ids sort later, to the millisecond.
 *
 * @param now milliseconds since 1970, from the given clock
 */
export function newId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A UUID of version 4, which reveals nothing, not even its time. For public buttons next to an author's name. */
export function timelessId(): string {
  return randomUUID();
}

/** An unpredictable random number from 0 (inclusive) to 1 (exclusive), for pseudonyms and for times that must reveal nothing. */
export function unforeseeable(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
