import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { openOr } from '../text/unreadable.ts';
import { SEALED_COLUMNS, type SealedColumn, type SealedKey, type SealedTableName } from './sealed-columns.ts';

/** Position of a text. It is authenticated with the text, so that a ciphertext cannot pass for another row's. */
export interface Cell {
  readonly table: string;
  readonly column: string;
  /** The row's primary key. */
  readonly id: string;
}

/** A full or partial row to be written or just selected: its key, and any of its sealed columns. */
type SealableRow<T extends SealedTableName> = { readonly [K in SealedKey<T>]: string } & {
  readonly [C in SealedColumn<T>]?: string | null;
};

/**
 * Encrypts and decrypts members' free text. Prisma is unchanged: a row passes through `seal` on its way into `create` or `update`
 * and through `open` on its way out.
 *
 *     const id = newId();
 *     await db.violation.create({ data: sealer.seal('Violation', { id, story, clientLabel, … }) });
 *     const entry = sealer.open('Violation', await db.violation.findUniqueOrThrow({ where: { id } }));
 *
 * The row must contain its key, so the id is made before the row (`newId`), and selects include it.
 */
export interface Sealer {
  /** Ids of the keys: the first encrypts, all decrypt; empty if texts are stored unencrypted. */
  readonly keyIds: readonly string[];
  /** The row with its sealed columns ready to be stored; other columns, and null, are unchanged. */
  seal<T extends SealedTableName, R extends SealableRow<T>>(table: T, row: R): R;
  /**
   * The row with its sealed columns readable. An unreadable text is replaced by {@link UNREADABLE}, so that one such row never
   * blocks a list, an export or an erasure.
   */
  open<T extends SealedTableName, R extends SealableRow<T>>(table: T, row: R): R;
  sealText(cell: Cell, text: string): string;
  /** Throws a SealError for an unreadable text. */
  openText(cell: Cell, stored: string): string;
}

/** A stored text cannot be read: its key is missing, or it was changed or moved. The message contains none of it. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** `sealed:1:KEYID:` and base64url of nonce (12 bytes), ciphertext and tag (16 bytes). */
export const SEALED_PREFIX = 'sealed:1:';
/** Prefix of a plain text that would otherwise look like one of the formats. */
const PLAIN_PREFIX = 'plain:';
const KEY_ID_LENGTH = 12;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** Short name of a key, as used in ciphertexts. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, KEY_ID_LENGTH);
}

/** Id of the key that a stored text was sealed with; undefined for plain text. */
export function keyIdOfText(stored: string): string | undefined {
  return stored.startsWith(SEALED_PREFIX)
    ? stored.slice(SEALED_PREFIX.length, SEALED_PREFIX.length + KEY_ID_LENGTH)
    : undefined;
}

/** A sealer for the keys of DATA_KEY, 32 bytes each; without keys it stores texts unencrypted. */
export function createSealer(keys: readonly Uint8Array[]): Sealer {
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  const [current] = byId;

  const sealText = (cell: Cell, text: string): string => {
    if (current === undefined) {
      return text.startsWith(SEALED_PREFIX) || text.startsWith(PLAIN_PREFIX) ? PLAIN_PREFIX + text : text;
    }
    const [keyId, key] = current;
    const nonce = randomBytes(NONCE_LENGTH);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(identityOf(cell));
    const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${SEALED_PREFIX}${keyId}:${bytes.toString('base64url')}`;
  };

  const openText = (cell: Cell, stored: string): string => {
    const keyId = keyIdOfText(stored);
    if (keyId === undefined) return stored.startsWith(PLAIN_PREFIX) ? stored.slice(PLAIN_PREFIX.length) : stored;
    const key = byId.get(keyId);
    if (key === undefined) throw new SealError(`${nameOf(cell)} needs the key ${keyId}, which DATA_KEY does not hold`);
    const bytes = Buffer.from(stored.slice(SEALED_PREFIX.length + KEY_ID_LENGTH + 1), 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_LENGTH), {
        authTagLength: TAG_LENGTH,
      });
      decipher.setAAD(identityOf(cell)).setAuthTag(bytes.subarray(-TAG_LENGTH));
      return decipher.update(bytes.subarray(NONCE_LENGTH, -TAG_LENGTH), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new SealError(`${nameOf(cell)} cannot be decrypted: it was changed or belongs to another row`, {
        cause: error,
      });
    }
  };

  const mapRow = (table: SealedTableName, row: object, map: (cell: Cell, text: string) => string): object => {
    const { key, columns } = SEALED_COLUMNS[table];
    const id: unknown = Reflect.get(row, key);
    if (typeof id !== 'string') throw new TypeError(`A row of ${table} was sealed or opened without its ${key}`);
    const texts = columns.flatMap((column) => {
      const text: unknown = Reflect.get(row, column);
      return typeof text === 'string' ? [[column, map({ table, column, id }, text)] as const] : [];
    });
    return { ...row, ...Object.fromEntries(texts) };
  };

  return {
    keyIds: [...byId.keys()],
    seal: (table, row) => ({ ...row, ...mapRow(table, row, sealText) }),
    open: (table, row) => ({ ...row, ...mapRow(table, row, (cell, text) => openOr({ openText }, cell, text)) }),
    sealText,
    openText,
  };
}

/** Each part is preceded by its length, so that no two cells have the same bytes. */
function identityOf({ table, column, id }: Cell): Buffer {
  return Buffer.from([table, column, id].map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
}

function nameOf({ table, column }: Cell): string {
  return `A text in ${table}.${column}`;
}
