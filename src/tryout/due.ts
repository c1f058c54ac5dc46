import type { Db } from '../database/client.ts';

/** When the bot has something to do next, after that time. Undefined if nothing is planned. */
export async function findNextDue(db: Db, after: number): Promise<number | undefined> {
  const later = { gt: new Date(after) };
  const [step, community, checkin, notice] = await Promise.all([
    db.outboxStep.findFirst({ where: { nextAt: later }, orderBy: { nextAt: 'asc' } }),
    db.community.findFirst({ where: { checkinNextAt: later }, orderBy: { checkinNextAt: 'asc' } }),
    db.checkin.findFirst({ where: { closesAt: later, closedAt: null }, orderBy: { closesAt: 'asc' } }),
    db.notice.findFirst({ where: { dueAt: later, doneAt: null }, orderBy: { dueAt: 'asc' } }),
  ]);
  const times = [step?.nextAt, community?.checkinNextAt, checkin?.closesAt, notice?.dueAt];
  const known = times.flatMap((time) => (time ? [time.getTime()] : []));
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Whether a community was set up, or its check-in came due, and nobody has planned its next one yet. */
export async function isPlanDue(db: Db, now: number): Promise<boolean> {
  const due = { setUpAt: { not: null }, checkinNextAt: { lte: new Date(now) } };
  return (await db.community.count({ where: due })) > 0;
}

/** When the next check-in is posted. Undefined before the set-up, and while check-ins are paused. */
export async function findNextCheckin(db: Db, after: number): Promise<number | undefined> {
  const next = await db.community.findFirst({
    where: { checkinNextAt: { gt: new Date(after) }, setUpAt: { not: null } },
    orderBy: { checkinNextAt: 'asc' },
  });
  return next?.checkinNextAt?.getTime();
}

/** When the open check-in closes. Undefined if none is open. */
export async function findNextClose(db: Db, after: number): Promise<number | undefined> {
  const open = await db.checkin.findFirst({
    where: { postedAt: { not: null }, closedAt: null, closesAt: { gt: new Date(after) } },
    orderBy: { closesAt: 'asc' },
  });
  return open?.closesAt.getTime();
}
