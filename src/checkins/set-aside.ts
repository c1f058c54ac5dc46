import type { Temporal } from 'temporal-polyfill';
import { raiseAlert, resolveAlert } from '../communities/alerts/alerts.ts';
import type { Tx } from '../database/client.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** The alert about a community whose check-ins cannot be planned. */
const ALERT = 'checkin.plan';
/** Minutes until settings that cannot be read are looked at again; a change by moderators is looked at at once. */
const UNREADABLE_MINUTES = 60;
/** Minutes until planning that failed for another reason is tried again. */
const FAILED_MINUTES = 5;
/** Minutes for which such a failure may pass before moderators are told. */
const PATIENCE_MINUTES = 9;

/** A community that cannot be planned for now. */
export interface Aside {
  readonly communityId: string;
  readonly channelId: string | undefined;
  /** Whether what is stored cannot be read; else it is a failure that may pass, or a bug. */
  readonly unreadable: boolean;
}

/**
 * Sets a community aside, so that all others go on: it is looked at again later, and its moderators are told once.
 * @returns when it is looked at again
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

/** Which of some communities were set aside. */
export async function findAside(db: Tx, communityIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.alert.findMany({
    where: { communityId: { in: [...communityIds] }, key: ALERT, resolvedAt: null },
    select: { communityId: true },
  });
  return new Set(rows.map(({ communityId }) => communityId));
}

/** Notes that a community that was set aside can be planned for again. */
export async function takeUpAgain(
  context: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
): Promise<void> {
  await resolveAlert(context, communityId, ALERT);
}
