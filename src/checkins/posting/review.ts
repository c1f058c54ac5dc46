import { dropAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { AlertKind } from '../../communities/alerts/kinds.ts';
import { ALERT_STEP } from '../../communities/alerts/telling.ts';
import { readSettings } from '../../communities/settings.ts';
import type { Db } from '../../database/client.ts';
import { NOTICE_STEP } from '../../notices/notices.ts';
import { retryBlocked } from '../../outbox/steps.ts';
import type { ChannelStanding, Messenger } from '../../ports/messenger.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

export interface ReviewContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'look' | 'mayWriteIn'>;
  /** Called where something that waited is tried again at once. */
  readonly onRetry: () => void;
  readonly onError: (error: unknown) => void;
}

/** Whether what an alert is about would work now, as far as the gateway tells; kinds that it cannot tell of are left out. */
const WORKS: Partial<Record<AlertKind, (standing: ChannelStanding & { readonly state: 'ready' }) => boolean>> = {
  'checkin.forbidden': ({ lacks }) => lacks.length === 0,
  'checkin.missing': ({ lacks }) => lacks.length === 0,
  'checkin.tagRequired': ({ lacks, tagRequired }) => lacks.length === 0 && !tagRequired,
  'checkin.discussion': ({ lacks }) => lacks.length === 0,
  'checkin.announcement': ({ lacks }) => lacks.length === 0,
  'checkin.uncertain': ({ lacks }) => !lacks.includes('ReadMessageHistory'),
  'checkin.files': ({ wanting = [] }) => !wanting.includes('AttachFiles'),
};

/** What is about a thread: whether it would work, the thread tells. That it does, the step notes that waits for it. */
const IN_THREAD: readonly string[] = [
  'checkin.locked',
  'share.blocked',
  'share.locked',
  'share.removal',
] satisfies AlertKind[];

type Row = Awaited<ReturnType<Db['alert']['findFirstOrThrow']>>;

const REVIEWED = [...Object.keys(WORKS), ...IN_THREAD];

/**
 * Looks, without a request, whether what moderators were told of still is so: what waited for them is tried at once when they
 * have acted, and where nothing waits any more, they are told that it works. Each minute; costs by the alerts that are open.
 */
export function createReview({ db, clock, messenger, onRetry, onError }: ReviewContext): () => Promise<void> {
  // What was seen not to work: only a change from that to working is worth another try.
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

  /** The thread that an alert is about; what names a forum is about the post that was to be closed. */
  const threadOf = async ({ communityId, kind, channelId }: Row): Promise<string | undefined> => {
    if (kind !== 'checkin.locked') return channelId ?? undefined;
    const open = { communityId, state: 'posted', inForum: true, closesAt: { lte: dateOf(clock) } };
    const row = await db.checkin.findFirst({ where: open, orderBy: { closesAt: 'desc' }, select: { threadId: true } });
    return row?.threadId ?? undefined;
  };

  return async () => {
    const open = await db.alert.findMany({ where: { resolvedAt: null, kind: { in: REVIEWED } } });
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
