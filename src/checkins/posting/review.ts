import { dropAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { AlertKind } from '../../communities/alerts/kinds.ts';
import { ALERT_STEP } from '../../communities/alerts/telling.ts';
import { readSettings } from '../../communities/settings.ts';
import type { Db } from '../../database/client.ts';
import { NOTICE_STEP } from '../../notices/notices.ts';
import { retryBlocked } from '../../outbox/steps.ts';
import type { ChannelStanding, Messenger } from '../../ports/messenger.ts';
import { ONLY_SHARD, type Shards } from '../../ports/shards.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

export interface ReviewContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'look' | 'mayWriteIn'>;
  /** The shards whose alerts this process checks, by what it hears from them; all by default. */
  readonly shards?: Shards;
  /** Called if a waiting step is to be retried at once. */
  readonly onRetry: () => void;
  readonly onError: (error: unknown) => void;
}

/** Whether the subject of an alert would work now, according to the gateway; without kinds for which it cannot tell. */
const WORKS: Partial<Record<AlertKind, (standing: ChannelStanding & { readonly state: 'ready' }) => boolean>> = {
  'checkin.forbidden': ({ lacks }) => lacks.length === 0,
  'checkin.missing': ({ lacks }) => lacks.length === 0,
  'checkin.tagRequired': ({ lacks, tagRequired }) => lacks.length === 0 && !tagRequired,
  'checkin.discussion': ({ lacks }) => lacks.length === 0,
  'checkin.announcement': ({ lacks }) => lacks.length === 0,
  'checkin.uncertain': ({ lacks }) => !lacks.includes('ReadMessageHistory'),
  'checkin.files': ({ wanting = [] }) => !wanting.includes('AttachFiles'),
};

/** Kinds about a thread, whose state shows whether a retry may work; the waiting step itself then records that it does. */
const IN_THREAD: readonly string[] = [
  'checkin.locked',
  'share.blocked',
  'share.locked',
  'share.removal',
] satisfies AlertKind[];

type Row = Awaited<ReturnType<Db['alert']['findFirstOrThrow']>>;

const REVIEWED = [...Object.keys(WORKS), ...IN_THREAD];

/**
 * Checks without requests whether open alerts still apply: steps waiting for moderators are retried at once when they have
 * acted, and if none is waiting any more, moderators are told that it works. Runs each minute; costs only by the number of open
 * alerts.
 */
export function createReview(context: ReviewContext): () => Promise<void> {
  const { db, clock, messenger, shards = ONLY_SHARD, onRetry, onError } = context;
  // Alerts seen failing: only a change from failing to working is worth a retry.
  const failing = new Set<string>();

  const review = async (communityId: string, key: string, kind: string, waiting: boolean): Promise<void> => {
    const row = await db.community.findUnique({ where: { id: communityId } });
    const channelId = row && readSettings(row).checkinChannelId;
    if (!channelId) return dropAlert(db, communityId, key); // there are no check-ins any more
    const standing = messenger.look(communityId, channelId);
    if (standing.state === 'unavailable') return;
    const mark = `${communityId} ${key}`;
    const works = standing.state === 'ready' && WORKS[kind as AlertKind]?.(standing) === true;
    if (!works) return void failing.add(mark);
    const acted = failing.delete(mark);
    if (!waiting) return db.$transaction((tx) => resolveAlert({ db: tx, clock }, communityId, key));
    if (acted) await retry(communityId);
  };

  const retry = async (communityId: string): Promise<void> => {
    await retryBlocked(db, communityId, clock.now());
    onRetry();
  };

  const reviewThread = async (communityId: string, key: string, threadId: string | undefined): Promise<void> => {
    const works = threadId === undefined ? undefined : messenger.mayWriteIn(communityId, threadId);
    const mark = `${communityId} ${key}`;
    if (works === false) failing.add(mark);
    else if (works && failing.delete(mark)) await retry(communityId);
  };

  /** The thread that an alert is about; if it names a forum, that of the post to be closed. */
  const threadOf = async ({ communityId, kind, channelId }: Row): Promise<string | undefined> => {
    if (kind !== 'checkin.locked') return channelId ?? undefined;
    const open = { communityId, state: 'posted', inForum: true, closesAt: { lte: dateOf(clock) } };
    const row = await db.checkin.findFirst({ where: open, orderBy: { closesAt: 'desc' }, select: { threadId: true } });
    return row?.threadId ?? undefined;
  };

  return async () => {
    const all = await db.alert.findMany({ where: { resolvedAt: null, kind: { in: REVIEWED } } });
    const open = all.filter(({ communityId }) => shards.holds(communityId));
    const ids = [...new Set(open.map(({ communityId }) => communityId))];
    const steps = await db.outboxStep.findMany({
      where: {
        communityId: { in: ids },
        state: { in: ['pending', 'claimed'] },
        problem: { not: null },
        kind: { notIn: [ALERT_STEP, NOTICE_STEP] },
      },
      select: { communityId: true },
    });
    const waiting = new Set(steps.map(({ communityId }) => communityId));
    for (const row of open)
      try {
        const { communityId, key, kind } = row;
        if (IN_THREAD.includes(kind)) await reviewThread(communityId, key, await threadOf(row));
        else await review(communityId, key, kind, kind !== 'checkin.files' && waiting.has(communityId));
      } catch (error) {
        onError(error);
      }
  };
}
