import type { Tx } from '../database/client.ts';
import { type Clock, dateOf } from '../time/clock.ts';

/** Storage of vectors by the hash of model and text, so that each is computed once. */
export interface VectorStore {
  load(hashes: readonly string[]): Promise<Map<string, Float32Array>>;
  save(vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
}

/** Vectors in the database. */
export function databaseVectors({ db, clock }: { readonly db: Tx; readonly clock: Clock }): VectorStore {
  const now = () => dateOf(clock);
  return {
    async load(hashes) {
      const where = { hash: { in: [...hashes] } };
      const rows = await db.sectionVector.findMany({ where });
      if (rows.length > 0) await db.sectionVector.updateMany({ where, data: { usedAt: now() } });
      return new Map(rows.map(({ hash, vector }) => [hash, readVector(vector)]));
    },
    async save(vectors) {
      const usedAt = now();
      const data = [...vectors].map(([hash, vector]) => ({ hash, vector: writeVector(vector), usedAt }));
      if (data.length > 0) await db.sectionVector.createMany({ data, skipDuplicates: true });
    },
  };
}

function writeVector(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(vector.length * 4);
  const view = new DataView(bytes.buffer);
  vector.forEach((value, index) => {
    view.setFloat32(index * 4, value, true);
  });
  return bytes;
}

function readVector(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true));
}
