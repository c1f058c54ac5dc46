import type { Temporal } from 'temporal-polyfill';
import { type ColumnOf, rowsOf, type Table } from '../database/rows.ts';
import { GAP_MONTHS } from '../guide/gaps/gaps.ts';
import { dateAt } from '../time/calendar.ts';
import { dateOf } from '../time/clock.ts';
import { createLettingGo, type LettingWork } from './letting-go.ts';

/** Rows that are deleted after a fixed time, the same in every community. */
interface Forgotten<C> {
  readonly name: string;
  /** Columns that say how old a row is: it is deleted once all of them are past. */
  readonly past: readonly C[];
  /** How long rows are kept after that; if left out, the columns themselves say when they expire. */
  readonly kept?: Temporal.DurationLike;
  /** Further conditions. */
  readonly where?: { readonly [K in C & string]?: string };
  /** Columns that are cleared; if left out, the row itself is deleted. */
  readonly loses?: readonly C[];
}

type ForgottenRow = { [T in Table]: Forgotten<ColumnOf<T>> & { readonly table: T } }[Table];

const FORGOTTEN: readonly ForgottenRow[] = [
  { name: 'assistant', table: 'AssistantUse', past: ['day'], kept: { days: 31 } },
  // A member's counts are only needed on the same day.
  { name: 'assistantMembers', table: 'AssistantMemberUse', past: ['day'], kept: { days: 1 } },
  { name: 'vectors', table: 'SectionVector', past: ['usedAt'], kept: { days: 90 } },
  { name: 'audit', table: 'AuditEntry', past: ['createdAt'], kept: { months: 12 } },
  { name: 'gaps', table: 'SearchGap', past: ['createdAt'], kept: { months: GAP_MONTHS } },
  // Kept this long so that a repeated request is not delivered again. Nothing is delivered before it is due, so the index on
  // `dueAt` finds what was delivered long ago.
  { name: 'notices', table: 'Notice', past: ['dueAt', 'doneAt'], kept: { days: 90 }, where: { state: 'done' } },
  // Its button goes on working: Discord says whose message it is.
  { name: 'sharedPosts', table: 'SharedPost', past: ['createdAt'], kept: { months: 12 } },
  { name: 'staleNotices', table: 'Notice', past: ['staleAt'] },
  { name: 'templateDrafts', table: 'TemplateDraft', past: ['expiresAt'] },
  { name: 'contentDrafts', table: 'CommunityContentDraft', past: ['expiresAt'] },
  { name: 'cardDrafts', table: 'Card', past: ['updatedAt'], kept: { hours: 24 }, where: { state: 'draft' } },
  { name: 'sheetDrafts', table: 'BoundarySheet', past: ['draftExpiresAt'], loses: ['draft', 'draftExpiresAt'] },
  // Until then the key of a finished step prevents it from being stored again.
  { name: 'steps', table: 'OutboxStep', past: ['endedAt'], kept: { days: 60 } },
  // An interaction can be answered for 15 minutes; a process that heard of it writes nothing for it later.
  { name: 'interactions', table: 'HandledInteraction', past: ['at'], kept: { hours: 1 } },
  // Nothing is planned any more for weeks this far back.
  { name: 'skips', table: 'CheckinSkip', past: ['week'], kept: { days: 60 } },
  { name: 'themes', table: 'CheckinTheme', past: ['week'], kept: { days: 60 } },
];

/** Deletes all due rows of one kind in short statements and returns how many there were. */
interface ForgettingStep {
  readonly name: string;
  run(work: LettingWork): Promise<number>;
}

export const FORGETTING_STEPS: readonly ForgettingStep[] = FORGOTTEN.map((forgotten) => ({
  name: forgotten.name,
  run: (work) => createLettingGo(work).repeat(forgotten.name, (limit) => forget(work, forgotten, limit)),
}));

async function forget({ db, clock }: LettingWork, forgotten: ForgottenRow, limit: number): Promise<number> {
  const { table, past, kept, where, loses } = forgotten;
  // The last day on which a row is kept must be over.
  const old = kept ? { lt: dateAt(clock.now().toZonedDateTimeISO('UTC').subtract(kept)) } : { lte: dateOf(clock) };
  const some = { where: { ...where, ...Object.fromEntries(past.map((column) => [column, old])) }, limit };
  const rows = rowsOf(db, table);
  const { count } = loses
    ? await rows.updateMany({ ...some, data: Object.fromEntries(loses.map((column) => [column, null])) })
    : await rows.deleteMany(some);
  return count;
}
