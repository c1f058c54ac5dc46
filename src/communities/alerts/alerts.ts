import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { cancelSteps, enqueue } from '../../outbox/steps.ts';
import { dateAt, instantOf } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import { ALERT_KINDS, type AlertKind, PASSING } from './kinds.ts';
import { tellingKey, tellingStep } from './telling.ts';

/** Something that needs a moderator. */
export interface Alert {
  readonly communityId: string;
  /** What it is about, e.g. "checkin": while one is open, another of its kind tells nothing new. */
  readonly key: string;
  readonly kind: AlertKind;
  /** Channel (snowflake) that it is about. */
  readonly channelId: string | undefined;
  /** The bot's message (snowflake) there that it is about. */
  readonly messageId: string | undefined;
  readonly openedAt: Date;
  /** When moderators were told; undefined until then. */
  readonly toldAt: Date | undefined;
  /** How often it came about before they were told: weeks that were missed. */
  readonly count: number;
}

interface Writing {
  /** The transaction that found out: both are kept, or neither is. */
  readonly db: Tx;
  readonly clock: Clock;
}

type Trouble = Pick<Alert, 'communityId' | 'key' | 'kind' | 'channelId'> &
  Partial<Pick<Alert, 'messageId' | 'count'>> & {
    /** Told no earlier than then: it may be over by itself. */
    readonly tellAt?: Date;
  };

/**
 * Notes that something needs a moderator. While it is open already, nothing more is told, unless it is now of another kind:
 * then something else is to be done. What is over once it is told is counted until then.
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
  // It worked again for a moment of which nobody was told: it is the same trouble.
  else if (open.resolvedAt)
    await db.alert.update({ where, data: { resolvedAt: null, telling: open.toldAt ? null : open.telling } });
  else if (PASSING.includes(kind)) await db.alert.update({ where, data: { count: { increment: count } } });
}

/** Notes that it works again: moderators who were told, or may have been, are told so. */
export async function resolveAlert({ db, clock }: Writing, communityId: string, key: string): Promise<void> {
  const now = clock.now();
  for (;;) {
    const open = await db.alert.findFirst({ where: { communityId, key, resolvedAt: null } });
    if (!open) return;
    const { telling, toldAt } = open;
    const where = { communityId, key, resolvedAt: null, telling };
    // Told, or changed in another way, in the meantime: it is looked at anew.
    if (toldAt) {
      const step = tellingStep(communityId, now);
      const data = { resolvedAt: dateAt(now), telling: step.subjectId, triedIn: null };
      if ((await db.alert.updateMany({ where, data })).count > 0) return enqueue(db, [step]);
    } else if (telling && (await isBegun(db, telling, now))) {
      if ((await db.alert.updateMany({ where, data: { resolvedAt: dateAt(now) } })).count > 0) return;
    } else if ((await db.alert.deleteMany({ where })).count > 0) return;
  }
}

/** Calls off a message that is to be told, and tells whether it may have been sent before: then that is looked for soon. */
async function isBegun(db: Tx, telling: string, now: Temporal.Instant): Promise<boolean> {
  const key = tellingKey(telling);
  await cancelSteps(db, [key], now);
  return (await db.outboxStep.count({ where: { key, state: { in: ['pending', 'claimed'] } } })) > 0;
}

/** Tells moderators that what they were told of lost weeks, which is over once it is told, was not so. */
export async function takeBack(
  { db, clock }: Writing,
  communityId: string,
  channelId: string | undefined,
): Promise<void> {
  const now = clock.now();
  // A key of its own: a week that is really lost meanwhile is another matter.
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

/** Forgets what needed a moderator (if `kind` is given, only that): where it is over, and nobody needs to be told so. */
export async function dropAlert(db: Tx, communityId: string, key: string, kind?: AlertKind): Promise<void> {
  await db.alert.deleteMany({ where: { communityId, key, ...(kind ? { kind } : {}) } });
}

/** One alert of a community. */
export async function findAlert(db: Tx, communityId: string, key: string): Promise<Alert | undefined> {
  const row = await db.alert.findUnique({ where: { communityId_key: { communityId, key } } });
  return row ? toAlert(row) : undefined;
}

/** What needs a moderator now, the oldest first. */
export async function listAlerts(db: Tx, communityId: string): Promise<Alert[]> {
  const rows = await db.alert.findMany({ where: { communityId, resolvedAt: null }, orderBy: { openedAt: 'asc' } });
  // What another version left there is none of this one's.
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
