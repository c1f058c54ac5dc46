import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../database/client.ts';
import type { Messenger, SendResult } from '../../ports/messenger.ts';
import { instantOf } from '../../time/calendar.ts';
import { type Clock, dateOf } from '../../time/clock.ts';
import { findSettings } from '../settings.ts';
import { type Alert, toAlert } from './alerts.ts';
import { PASSING } from './kinds.ts';

const MINUTE = 60_000;
/** How long whoever tells has for it; then another process may try. */
const LEASE = 2 * MINUTE;
/** Where moderators must act first (no channel, no rights there), or nobody knows what is wrong. */
const LATER = 15 * MINUTE;
/** How long a thing of the past that nobody could be told of is shown in /admin health. */
const REMEMBERED = 14 * 24 * 60 * MINUTE;
/** Attempts within the minutes in which Discord knows the nonce again. After them one more could be a second message. */
const MOST_UNCERTAIN = 3;

export interface TellContext<C> {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger<C>, 'send'>;
  /** What is said to moderators, in their community's language. */
  readonly compose: (alert: Alert, state: 'raised' | 'resolved', locale: 'pl' | 'en') => C;
  readonly onError: (error: unknown) => void;
  /** Told to stop between two messages. */
  readonly signal?: AbortSignal;
}

type Row = Awaited<ReturnType<Db['alert']['findFirstOrThrow']>>;

/** Tells moderators in their channel what is due to be told. Two processes never tell the same; a crash only delays it. */
export async function tellModerators<C>(context: TellContext<C>): Promise<void> {
  const { db, clock, signal, onError } = context;
  const due = await db.alert.findMany({
    where: { nextTryAt: { lte: dateOf(clock) } },
    orderBy: { nextTryAt: 'asc' },
    take: 100,
  });
  for (const row of due) {
    if (signal?.aborted) return;
    try {
      await tell(context, row);
    } catch (error) {
      onError(error);
      await postpone(context, row, LATER);
    }
  }
}

/** When something is to be told next; undefined if nothing is. */
export async function nextTelling(db: Tx): Promise<Temporal.Instant | undefined> {
  const due = { nextTryAt: { not: null } };
  const row = await db.alert.findFirst({ where: due, orderBy: { nextTryAt: 'asc' }, select: { nextTryAt: true } });
  return row?.nextTryAt ? instantOf(row.nextTryAt) : undefined;
}

async function tell<C>(context: TellContext<C>, row: Row): Promise<void> {
  const { db, clock, messenger, compose } = context;
  const where = { communityId: row.communityId, key: row.key };
  // It was over before anybody heard of it.
  if (row.resolvedAt && !row.toldAt)
    return void (await db.alert.deleteMany({ where: { ...where, toldAt: null, resolvedAt: row.resolvedAt } }));
  const settings = await findSettings(db, row.communityId);
  // /admin health shows it meanwhile; what is over anyway not for ever.
  if (!settings?.moderatorChannelId) {
    if (!(await forgotten(context, row))) await postpone(context, row, LATER);
    return;
  }

  const nextTryAt = new Date(dateOf(clock).getTime() + LEASE);
  const claimed = await db.alert.updateMany({
    where: { ...where, nextTryAt: row.nextTryAt },
    data: { nextTryAt, attempts: { increment: 1 } },
  });
  if (claimed.count === 0) return;
  const state = row.resolvedAt ? 'resolved' : 'raised';
  const content = compose(toAlert(row), state, settings.locale);
  const sent = await messenger.send(settings.moderatorChannelId, content, nonceOf(row, state));
  if (sent.ok || (sent.reason === 'uncertain' && row.attempts + 1 >= MOST_UNCERTAIN)) return settle(context, row);
  // Discord takes nothing there for a while: nothing was sent, so the next attempt counts as this one.
  if (sent.retryAfter !== undefined) return postpone(context, row, sent.retryAfter, { attempts: row.attempts });
  await postpone(context, row, pauseAfter(sent));
}

/** Lets go of what was over when it came about, and could not be told for so long that it helps nobody any more. */
async function forgotten<C>(
  { db, clock }: TellContext<C>,
  { communityId, key, kind, openedAt }: Row,
): Promise<boolean> {
  const old = dateOf(clock).getTime() - openedAt.getTime() > REMEMBERED;
  if (!old || !PASSING.some((one) => one === kind)) return false;
  return (await db.alert.deleteMany({ where: { communityId, key, openedAt } })).count > 0;
}

/** Only what was told is settled: raised or resolved anew meanwhile, it stays due. */
async function settle<C>({ db, clock }: TellContext<C>, row: Row): Promise<void> {
  const { communityId, key, kind, openedAt, resolvedAt, count } = row;
  const same = { communityId, key, kind, openedAt };
  if (resolvedAt || PASSING.some((one) => one === kind)) {
    await db.alert.deleteMany({ where: { ...same, resolvedAt, count } });
    return;
  }
  const toldAt = dateOf(clock);
  await db.alert.updateMany({ where: { ...same, resolvedAt: null }, data: { toldAt, nextTryAt: null, attempts: 0 } });
  // Resolved while it was being told: that is to be told as well.
  await db.alert.updateMany({ where: { ...same, resolvedAt: { not: null } }, data: { toldAt, attempts: 0 } });
}

async function postpone<C>(
  { db, clock }: TellContext<C>,
  row: Row,
  pause: number,
  change: { readonly attempts?: number } = {},
): Promise<void> {
  const { communityId, key, kind, openedAt, resolvedAt } = row;
  await db.alert.updateMany({
    where: { communityId, key, kind, openedAt, resolvedAt },
    data: { nextTryAt: new Date(dateOf(clock).getTime() + pause), ...change },
  });
}

function pauseAfter({ reason }: SendResult & { ok: false }): number {
  return reason === 'uncertain' || reason === 'unavailable' ? MINUTE : LATER;
}

/** At most 25 characters, the same for each attempt: Discord then recognises a repetition for some minutes. */
function nonceOf({ communityId, key, kind, openedAt, resolvedAt }: Row, state: string): string {
  const subject = [communityId, key, kind, openedAt.getTime(), resolvedAt?.getTime(), state].join(' ');
  return createHash('sha256').update(subject).digest('base64url').slice(0, 22);
}
