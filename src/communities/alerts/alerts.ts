import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { cancelSteps, enqueue } from '../../outbox/steps.ts';
import { dateAt, instantOf } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import { ALERT_KINDS, type AlertKind, PASSING } from './kinds.ts';
import { tellingKey, tellingStep } from './telling.ts';

/** A problem that needs a moderator. */
export interface Alert {
  readonly communityId: string;
  /** Its subject, e.g. "checkin": while one is open, another of its kind reports nothing new. */
  readonly key: string;
  readonly kind: AlertKind;
  /** Channel (snowflake) that it is about. */
  readonly channelId: string | undefined;
  /** The bot's message (snowflake) there that it is about. */
  readonly messageId: string | undefined;
  readonly openedAt: Date;
  /** When moderators were told; undefined until then. */
  readonly toldAt: Date | undefined;
  /** Number of occurrences before they were told: missed weeks. */
  readonly count: number;
}

interface Writing {
  /** The transaction in which it was found: both are stored, or neither is. */
  readonly db: Tx;
  readonly clock: Clock;
}

type Trouble = Pick<Alert, 'communityId' | 'key' | 'kind' | 'channelId'> &
  Partial<Pick<Alert, 'messageId' | 'count'>> & {
    /** Earliest time to tell moderators: it may resolve itself before. */
    readonly tellAt?: Date;
  };

/**
 * Raises an alert. If it is already open, moderators are told again only if its kind changed: that requires a different action.
 * Alerts that end once told are counted until then.
 */
export async function raiseAlert(
  { db, clock }: Writing,
  { communityId, key, kind, channelId, messageId, count = 1, tellAt }: Trouble,
): Promise<void> {
  const now = clock.now();
  const where = { communityId_key: { communityId, key } };
  const open = await db.alert.findUnique({ where });
  const anew = async (write: (fresh: Omit<Row, 'communityId' | 'key'>) => Promise<unknown>): Promise<void> => {
    const step = tellingStep(communityId, tellAt ? instantOf(tellAt) : now);
    const about = { kind, channelId: channelId ?? null, messageId: messageId ?? null, count };
    const untold = { openedAt: dateAt(now), toldAt: null, resolvedAt: null, telling: step.subjectId, triedIn: null };
    await write({ ...about, ...untold });
    await enqueue(db, [step]);
  };
  if (!open) await anew((data) => db.alert.create({ data: { communityId, key, ...data } }));
  else if (open.kind !== kind) await anew((data) => db.alert.update({ where, data }));
  // It worked for a moment that was never reported: the same problem continues.
  else if (open.resolvedAt)
    await db.alert.update({ where, data: { resolvedAt: null, telling: open.toldAt ? null : open.telling } });
  else if (PASSING.includes(kind)) await db.alert.update({ where, data: { count: { increment: count } } });
}

/** Records that it works again, and tells moderators who were told of the problem, or may have been. */
export async function resolveAlert({ db, clock }: Writing, communityId: string, key: string): Promise<void> {
  const now = clock.now();
  for (;;) {
    const open = await db.alert.findFirst({ where: { communityId, key, resolvedAt: null } });
    if (!open) return;
    const { telling, toldAt } = open;
    const where = { communityId, key, resolvedAt: null, telling };
    // Told, or changed otherwise, in the meantime: the loop reads it again.
    if (toldAt) {
      const step = tellingStep(communityId, now);
      const data = { resolvedAt: dateAt(now), telling: step.subjectId, triedIn: null };
      if ((await db.alert.updateMany({ where, data })).count > 0) return enqueue(db, [step]);
    } else if (telling && (await isBegun(db, telling, now))) {
      if ((await db.alert.updateMany({ where, data: { resolvedAt: dateAt(now) } })).count > 0) return;
    } else if ((await db.alert.deleteMany({ where })).count > 0) return;
  }
}

/** Cancels a pending message, and returns whether it may have been sent already: then it is searched for soon. */
async function isBegun(db: Tx, telling: string, now: Temporal.Instant): Promise<boolean> {
  const key = tellingKey(telling);
  await cancelSteps(db, [key], now);
  return (await db.outboxStep.count({ where: { key, state: { in: ['pending', 'claimed'] } } })) > 0;
}

/** Corrects an alert about lost weeks that moderators were told of and that has ended: they were not lost. */
export async function takeBack(
  { db, clock }: Writing,
  communityId: string,
  channelId: string | undefined,
): Promise<void> {
  const now = clock.now();
  // A separate key: a week that is really lost meanwhile is a different alert.
  const key = 'checkin.undone';
  const kind = 'checkin.away' satisfies AlertKind;
  const step = tellingStep(communityId, now);
  const at = { openedAt: dateAt(now), toldAt: dateAt(now), resolvedAt: dateAt(now), telling: step.subjectId };
  const { count } = await db.alert.createMany({
    data: { communityId, key, kind, channelId: channelId ?? null, ...at, count: 1 },
    skipDuplicates: true,
  });
  if (count > 0) await enqueue(db, [step]);
}

/** Deletes an alert (if `kind` is given, only of that kind) that has ended without anybody having to be told. */
export async function dropAlert(db: Tx, communityId: string, key: string, kind?: AlertKind): Promise<void> {
  await db.alert.deleteMany({ where: { communityId, key, ...(kind ? { kind } : {}) } });
}

/** One alert of a community. */
export async function findAlert(db: Tx, communityId: string, key: string): Promise<Alert | undefined> {
  const row = await db.alert.findUnique({ where: { communityId_key: { communityId, key } } });
  return row ? toAlert(row) : undefined;
}

/** Open alerts, the oldest first. */
export async function listAlerts(db: Tx, communityId: string): Promise<Alert[]> {
  const rows = await db.alert.findMany({ where: { communityId, resolvedAt: null }, orderBy: { openedAt: 'asc' } });
  // Without kinds that only another version knows.
  return rows.filter(({ kind }) => ALERT_KINDS.some((one) => one === kind)).map(toAlert);
}

type Row = Awaited<ReturnType<Tx['alert']['findFirstOrThrow']>>;

export function toAlert({ communityId, key, kind, channelId, messageId, openedAt, toldAt, count }: Row): Alert {
  const known = ALERT_KINDS.find((one) => one === kind);
  if (!known) throw new Error(`the alert ${key} has an unknown kind`);
  return {
    communityId,
    key,
    kind: known,
    channelId: channelId ?? undefined,
    messageId: messageId ?? undefined,
    openedAt,
    toldAt: toldAt ?? undefined,
    count,
  };
}
