import type { Temporal } from 'temporal-polyfill';
import { type ColumnOf, rowsOf, type Table } from '../database/rows.ts';
import { GAP_MONTHS } from '../guide/gaps/gaps.ts';
import { dateAt } from '../time/calendar.ts';
import { dateOf } from '../time/clock.ts';
import { createLettingGo, type LettingWork } from './letting-go.ts';

/** What goes when its time is over, the same in every community. */
interface Forgotten<C> {
  readonly name: string;
  /** Columns that say how old a row is: it goes when all of them are past. */
  readonly past: readonly C[];
  /** How long it is kept from then on; left out, the columns say when it goes. */
  readonly kept?: Temporal.DurationLike;
  /** What else has to hold. */
  readonly where?: { readonly [K in C & string]?: string };
  /** Columns that a row loses; left out, the row itself goes. */
  readonly loses?: readonly C[];
}

type ForgottenRow = { [T in Table]: Forgotten<ColumnOf<T>> & { readonly table: T } }[Table];

const FORGOTTEN: readonly ForgottenRow[] = [
  { name: 'assistant', table: 'AssistantUse', past: ['day'], kept: { days: 31 } },
  // A member's counts are of use on their own day only.
  { name: 'assistantMembers', table: 'AssistantMemberUse', past: ['day'], kept: { days: 1 } },
  { name: 'vectors', table: 'SectionVector', past: ['usedAt'], kept: { days: 90 } },
  { name: 'audit', table: 'AuditEntry', past: ['createdAt'], kept: { months: 12 } },
  { name: 'gaps', table: 'SearchGap', past: ['createdAt'], kept: { months: GAP_MONTHS } },
  // Remembered so long, so that repeating the request does not deliver it again. Nothing is delivered before it is due: by that, an
  // index finds what was delivered long ago.
  { name: 'notices', table: 'Notice', past: ['dueAt', 'doneAt'], kept: { days: 90 }, where: { state: 'done' } },
  { name: 'staleNotices', table: 'Notice', past: ['staleAt'] },
  { name: 'templateDrafts', table: 'TemplateDraft', past: ['expiresAt'] },
  { name: 'contentDrafts', table: 'CommunityContentDraft', past: ['expiresAt'] },
  { name: 'cardDrafts', table: 'Card', past: ['updatedAt'], kept: { hours: 24 }, where: { state: 'draft' } },
  { name: 'sheetDrafts', table: 'BoundarySheet', past: ['draftExpiresAt'], loses: ['draft', 'draftExpiresAt'] },
  // The key of a step that is over keeps it from being stored again.
  { name: 'steps', table: 'OutboxStep', past: ['endedAt'], kept: { days: 60 } },
  // Nothing is planned any more for weeks that began so long ago.
  { name: 'skips', table: 'CheckinSkip', past: ['week'], kept: { days: 60 } },
];

/** How to let go of one kind of what is forgotten: all that is due, in short statements. Returns how much it was. */
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
  // A day on which it is still kept is not over.
  const old = kept ? { lt: dateAt(clock.now().toZonedDateTimeISO('UTC').subtract(kept)) } : { lte: dateOf(clock) };
  const some = { where: { ...where, ...Object.fromEntries(past.map((column) => [column, old])) }, limit };
  const rows = rowsOf(db, table);
  const { count } = loses
    ? await rows.updateMany({ ...some, data: Object.fromEntries(loses.map((column) => [column, null])) })
    : await rows.deleteMany(some);
  return count;
}
