import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { REACTIONS, type Reaction, VIOLATION_KINDS, type ViolationKind } from './violations.ts';

/** Immediate help after a violation. */
export interface WhatHelps {
  /** A section of the guide: `slug` or `slug#section`. */
  readonly section: string;
  readonly template: string;
  /** The template to choose instead. */
  readonly second: string;
  /** Whether the message should be in the firm tone. */
  readonly firm: boolean;
}

/** What is known of an entry, and of earlier ones about the same client. */
export interface Circumstances {
  readonly reaction?: Reaction;
  /** 1 (light) to 5 (very heavy). */
  readonly weight?: number;
  /** Entries about this client, with this one. */
  readonly entries?: number;
  /** Reactions to earlier entries of this kind about this client. */
  readonly tried?: readonly Reaction[];
}

/** Number of entries about one client from which on it is no longer chance. */
export const REPEATED = 3;
const HEAVIEST = 5;

const TRIED = REACTIONS.filter((reaction) => reaction !== 'let-pass');
export const SITUATIONS = ['first', ...TRIED, 'repeated', 'heavy'] as const;
export type Situation = 'first' | Exclude<Reaction, 'let-pass'> | 'repeated' | 'heavy';

const reference = z.string().regex(/^[a-z0-9-]+$/u);
const row = z
  .strictObject({
    read: z.string().regex(/^[a-z0-9-]+(?:#[a-z0-9-]+)?$/u),
    send: reference,
    or: reference,
    firm: z.boolean().default(false),
  })
  .refine(({ send, or }) => send !== or, 'offers the same template twice')
  .transform(({ read, send, or, firm }): WhatHelps => ({ section: read, template: send, second: or, firm }));
const rows = z.strictObject({
  first: row,
  reminded: row,
  charged: row,
  refused: row,
  ended: row,
  repeated: row,
  heavy: row.optional(),
});
const table = z.record(z.enum(VIOLATION_KINDS), rows);
export type HelpTable = z.infer<typeof table>;

/** Reads the table. @throws unless each kind has all its rows */
export function readHelp(source: string): HelpTable {
  return table.parse(parse(source));
}

/** The table of what helps, from the content that both languages share. */
export const HELP = readHelp(readFileSync(new URL('../../content/help.yaml', import.meta.url), 'utf8'));

/** What helps with a violation, by what is known of it. */
export function whatHelps(kind: ViolationKind, circumstances: Circumstances = {}): WhatHelps {
  const found = HELP[kind];
  return found[situationOf(circumstances)] ?? found[situationOf({ ...circumstances, weight: 1 })] ?? found.first;
}

/** The row that counts: the first of the table's own order that applies. */
export function situationOf({ reaction, weight = 1, entries = 1, tried = [] }: Circumstances): Situation {
  if (reaction === 'ended') return 'ended';
  if (weight >= HEAVIEST) return 'heavy';
  if (entries >= REPEATED) return 'repeated';
  const all = new Set<Reaction | undefined>([reaction, ...tried]);
  // The work together may have been ended once and taken up again: that is no reaction to what happened now.
  const strongest = TRIED.filter((one) => one !== 'ended').findLast((one) => all.has(one));
  return strongest ?? 'first';
}

/** The first template for those who read a section: the table's first row with that section. */
export function templateBeside(section: string, among: readonly string[]): string | undefined {
  for (const situation of SITUATIONS)
    for (const kind of VIOLATION_KINDS) {
      const found = HELP[kind][situation];
      if (found?.section === section && among.includes(found.template)) return found.template;
    }
  return undefined;
}
