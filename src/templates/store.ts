import { z } from 'zod';
import type { Tx } from '../database/client.ts';
import type { Late } from '../database/late.ts';
import type { Memory as ReadMemory } from '../database/memory.ts';
import type { Clock } from '../time/clock.ts';

/** Encrypts and decrypts one free text, bound to its cell. The database's `Sealer` is one. */
export interface TextSealer {
  sealText(cell: SealedCell, text: string): string;
  openText(cell: SealedCell, stored: string): string;
}

export interface SealedCell {
  readonly table: string;
  readonly column: string;
  /** The row's primary key. */
  readonly id: string;
}

/** Dependencies for storing members' templates and drafts. */
export interface TemplateStore {
  readonly db: Tx;
  /** Spares reading again what nobody has written since. */
  readonly memory?: ReadMemory;
  /** Writes later what only saves typing; at once if left out. */
  readonly late?: Late;
  readonly clock: Clock;
  readonly sealer: TextSealer;
}

/** Typed values by field name. */
export type TypedValues = Readonly<Record<string, string>>;

export const typedValuesSchema = z.record(z.string(), z.string());
