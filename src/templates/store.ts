import { z } from 'zod';
import type { Tx } from '../database/client.ts';
import type { Clock } from '../time/clock.ts';

/** Encrypts and decrypts one free text; bound to where it stands. The database's `Sealer` is one. */
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

/** What members' templates and drafts are kept with. */
export interface TemplateStore {
  readonly db: Tx;
  readonly clock: Clock;
  readonly sealer: TextSealer;
}

/** What was typed, by the name of the field. */
export type TypedValues = Readonly<Record<string, string>>;

export const typedValuesSchema = z.record(z.string(), z.string());
