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

/** The kind of step by which a notice comes as a direct message. One whose notice is gone by then has nothing to do. */
export const NOTICE_STEP = 'notice.dm';

/** A message that the bot will owe to one member. */
export interface NewNotice {
  readonly personId: string;
  readonly kind: NoticeKind;
  /** What it is about within its kind, e.g. an entry's id: one notice a member, kind and subject. */
  readonly subject: string;
  /** Where the member opted in to direct messages of this kind; undefined outside a community. */
  readonly communityId: string | undefined;
  /** The community's language, or another one for where none of the member's own is known: `language.ts` says which comes first. */
  readonly locale: Locale;
  /** What its presenter needs besides the subject; stored as sealed JSON. */
  readonly payload?: unknown;
  /** From when on it may be shown. A direct message still waits for the member's hours. */
  readonly dueAt: Temporal.Instant;
  /** From when on it is of no use, and is dropped. */
  readonly staleAt?: Temporal.Instant;
}

export interface Notice extends Omit<NewNotice, 'dueAt' | 'staleAt'> {
  /** Changes whenever the notice is set anew. */
  readonly id: string;
  /** When a direct message was first attempted whose outcome is unknown. */
  readonly firstTriedAt: Date | undefined;
}

export interface NoticesContext {
  readonly db: Tx;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Who gets what about what. */
export type NoticeKey = Pick<NewNotice, 'personId' | 'kind' | 'subject'>;

/**
 * Notes that the bot owes a message. Asked again for the same member, kind and subject it changes nothing, delivered or
 * not: callers may repeat themselves after a crash.
 */
export async function oweNotice(context: NoticesContext, notice: NewNotice): Promise<void> {
  await oweNotices(context, [notice]);
}

/** As {@link oweNotice}, for several at once. */
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

/** As {@link oweNotice}, in place of an earlier notice about the same: "remind me later". */
export async function resetNotice(context: NoticesContext, notice: NewNotice): Promise<void> {
  await cancelNotice(context.db, notice);
  await oweNotice(context, notice);
}

/** The bot no longer owes it. */
export async function cancelNotice(db: Tx, { personId, kind, subject }: NoticeKey): Promise<void> {
  await db.notice.deleteMany({ where: { personId, kind, subject } });
}

/** When a notice that is not delivered yet is due; undefined if there is none. */
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
 * Undefined for a kind that this version does not know, left over from another one. What cannot be read throws: the key that is
 * missing may come back, and what is owed is not thrown away until then.
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
