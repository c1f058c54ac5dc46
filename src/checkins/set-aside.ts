import type { Temporal } from 'temporal-polyfill';
import { raiseAlert, resolveAlert } from '../communities/alerts/alerts.ts';
import type { Tx } from '../database/client.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** Key of the alert about a community whose check-ins cannot be planned. */
const ALERT = 'checkin.plan';
/** Minutes until unreadable settings are checked again; a change by moderators is checked at once. */
const UNREADABLE_MINUTES = 60;
/** Minutes until planning that failed for another reason is retried. */
const FAILED_MINUTES = 5;
/** Minutes that such a failure may last before moderators are told. */
const PATIENCE_MINUTES = 9;

/** A community that cannot be planned for at present. */
export interface Aside {
  readonly communityId: string;
  readonly channelId: string | undefined;
  /** Whether its stored settings are unreadable; otherwise it is a temporary failure, or a bug. */
  readonly unreadable: boolean;
}

/**
 * Sets a community aside, so that all others continue: it is examined again later, and its moderators are told once.
 * @returns when it is examined again
 */
export async function setAside(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  { communityId, channelId, unreadable }: Aside,
): Promise<Temporal.Instant> {
  const now = clock.now();
  const kind = unreadable ? 'checkin.unreadable' : 'checkin.unplanned';
  const tellAt = dateAt(unreadable ? now : now.add({ minutes: PATIENCE_MINUTES }));
  await raiseAlert({ db, clock }, { communityId, key: ALERT, kind, channelId, tellAt });
  const next = now.add({ minutes: unreadable ? UNREADABLE_MINUTES : FAILED_MINUTES });
  await db.community.updateMany({ where: { id: communityId }, data: { checkinNextAt: dateAt(next) } });
  return next;
}

/** Those of some communities that are set aside. */
export async function findAside(db: Tx, communityIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.alert.findMany({
    where: { communityId: { in: [...communityIds] }, key: ALERT, resolvedAt: null },
    select: { communityId: true },
  });
  return new Set(rows.map(({ communityId }) => communityId));
}

/** Records that a community that was set aside can be planned for again. */
export async function takeUpAgain(
  context: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
): Promise<void> {
  await resolveAlert(context, communityId, ALERT);
}
