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

const sectionRef = z.string().regex(/^[a-z0-9-]+(?:#[a-z0-9-]+)?$/u);
const reference = z.string().regex(/^[a-z0-9-]+$/u);
const row = z
  .strictObject({
    read: sectionRef,
    send: reference,
    or: reference,
    firm: z.boolean().default(false),
  })
  .refine(({ send, or }) => send !== or, 'offers the same template twice')
  .transform(({ read, send, or, firm }): WhatHelps => ({ section: read, template: send, second: or, firm }));
const rows = z.strictObject({
  about: z.array(sectionRef).default([]),
  first: row,
  reminded: row,
  charged: row,
  refused: row,
  ended: row,
  repeated: row,
  heavy: row.optional(),
});
const table = z.record(z.enum(VIOLATION_KINDS), rows).refine((kinds) => {
  const sections = VIOLATION_KINDS.flatMap((kind) => kinds[kind].about);
  return new Set(sections).size === sections.length;
}, 'a section is about two kinds');
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

/** The kind of violation that a section of the guide treats, if it treats one. */
export function kindAbout(section: string): ViolationKind | undefined {
  return VIOLATION_KINDS.find((kind) => HELP[kind].about.includes(section));
}

/** Kinds that differ in when or for what, not in the matter. */
const ONE_MATTER: readonly (readonly ViolationKind[])[] = [
  ['after-hours', 'weekend-holiday'],
  ['scope-creep', 'unpaid-extra-work'],
];

/** The matter that a section treats: the same for those that treat one kind, or kindred ones; otherwise its article. */
export function matterOf(section: string): string {
  const kind = kindAbout(section);
  if (kind === undefined) return section.split('#')[0] ?? section;
  return ONE_MATTER.find((kinds) => kinds.includes(kind))?.[0] ?? kind;
}
