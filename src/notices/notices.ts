import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import type { Sealer } from '../database/sealing.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { enqueue } from '../outbox/steps.ts';
import { parseJson } from '../text/unreadable.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { isNoticeKind, type NoticeKind } from './kinds.ts';

/** Kind of the outbox step that sends a notice as a direct message. If its notice is gone by then, it does nothing. */
export const NOTICE_STEP = 'notice.dm';

/** A message to be delivered to one member. */
export interface NewNotice {
  readonly personId: string;
  readonly kind: NoticeKind;
  /** Its subject within its kind, e.g. an entry's id: one notice per member, kind and subject. */
  readonly subject: string;
  /** The community in which the member opted in to direct messages of this kind; undefined outside one. */
  readonly communityId: string | undefined;
  /** The community's language, or another one to use if the member's own is unknown: see `language.ts` for the order. */
  readonly locale: Locale;
  /** Data that its presenter needs besides the subject; stored as sealed JSON. */
  readonly payload?: unknown;
  /** Earliest time to show it. A direct message still waits for the member's hours. */
  readonly dueAt: Temporal.Instant;
  /** Time at which it becomes useless and is dropped. */
  readonly staleAt?: Temporal.Instant;
}

export interface Notice extends Omit<NewNotice, 'dueAt' | 'staleAt'> {
  /** Changes whenever the notice is replaced. */
  readonly id: string;
  /** Time of the first direct message whose outcome is unknown. */
  readonly firstTriedAt: Date | undefined;
}

export interface NoticesContext {
  readonly db: Tx;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Identifies a notice: its member, kind and subject. */
export type NoticeKey = Pick<NewNotice, 'personId' | 'kind' | 'subject'>;

/**
 * Stores a notice. Repeated for the same member, kind and subject it changes nothing, delivered or not: callers may repeat it
 * after a crash.
 */
export async function oweNotice(context: NoticesContext, notice: NewNotice): Promise<void> {
  await oweNotices(context, [notice]);
}

/** Like {@link oweNotice}, for several at once. */
export async function oweNotices(context: NoticesContext, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const owed = await context.db.notice.createManyAndReturn({
    data: notices.map((notice) => rowOf(context, notice)),
    skipDuplicates: true,
    select: { id: true, personId: true, communityId: true, dueAt: true },
  });
  const steps = owed.map(({ id, personId, communityId, dueAt }) => {
    const step = { kind: NOTICE_STEP, key: `${NOTICE_STEP}:${id}`, personId, subjectId: id, dueAt: instantOf(dueAt) };
    return communityId === null ? step : { ...step, communityId };
  });
  await enqueue(context.db, steps);
}

/** Like {@link oweNotice}, but replaces an earlier notice with the same key: "remind me later". */
export async function resetNotice(context: NoticesContext, notice: NewNotice): Promise<void> {
  await cancelNotice(context.db, notice);
  await oweNotice(context, notice);
}

/** Deletes a notice. */
export async function cancelNotice(db: Tx, { personId, kind, subject }: NoticeKey): Promise<void> {
  await db.notice.deleteMany({ where: { personId, kind, subject } });
}

/** When an undelivered notice is due; undefined if there is none. */
export async function findDueTime(db: Tx, { personId, kind, subject }: NoticeKey): Promise<Date | undefined> {
  const row = await db.notice.findUnique({ where: { personId_kind_subject: { personId, kind, subject } } });
  return row && row.state !== 'done' ? row.dueAt : undefined;
}

function rowOf({ sealer, clock }: NoticesContext, notice: NewNotice) {
  const { personId, kind, subject, communityId, locale, payload, dueAt, staleAt } = notice;
  return sealer.seal('Notice', {
    id: newId(clock.now().epochMilliseconds),
    personId,
    kind,
    subject,
    communityId: communityId ?? null,
    locale,
    payload: payload === undefined ? null : JSON.stringify(payload),
    state: 'waiting',
    dueAt: dateAt(dueAt),
    staleAt: staleAt ? dateAt(staleAt) : null,
  });
}

type Row = NonNullable<Awaited<ReturnType<Tx['notice']['findFirst']>>>;

/**
 * Undefined for a kind that this version does not know, from another one. Throws if unreadable: the missing key may be
 * restored, and until then the notice is kept.
 */
export function openNotice({ sealer }: Pick<NoticesContext, 'sealer'>, row: Row): Notice | undefined {
  const { id, personId, kind, subject, communityId, locale, payload, firstTriedAt } = sealer.open('Notice', row);
  if (!isNoticeKind(kind) || !isLocale(locale)) return undefined;
  const read = parseJson(payload, (value) => ({ value }));
  if (payload !== null && read === undefined) throw new Error(`What a notice (${kind}) says cannot be read`);
  return {
    id,
    personId,
    kind,
    subject,
    communityId: communityId ?? undefined,
    locale,
    payload: read?.value,
    firstTriedAt: firstTriedAt ?? undefined,
  };
}
