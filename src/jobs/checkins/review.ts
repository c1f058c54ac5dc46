import type { Clock } from '../../clock.ts';
import { dropAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { AlertKind } from '../../communities/alerts/kinds.ts';
import { readSettings } from '../../communities/settings.ts';
import type { Db } from '../../database/client.ts';
import type { ChannelStanding, Messenger } from '../../messenger.ts';
import { retryBlocked } from '../../outbox.ts';

export interface ReviewContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger<never>, 'look'>;
  /** Called where something that waited is tried again at once. */
  readonly onRetry: () => void;
  readonly onError: (error: unknown) => void;
}

/** Whether what an alert is about would work now, as far as the gateway tells; kinds that it cannot tell of are left out. */
const WORKS: Partial<Record<AlertKind, (standing: ChannelStanding & { readonly state: 'ready' }) => boolean>> = {
  'checkin.forbidden': ({ lacks }) => lacks.length === 0,
  'checkin.missing': ({ lacks }) => lacks.length === 0,
  'checkin.discussion': ({ lacks }) => lacks.length === 0,
  'checkin.announcement': ({ lacks }) => lacks.length === 0,
  'checkin.uncertain': ({ lacks }) => !lacks.includes('ReadMessageHistory'),
  'checkin.files': ({ wanting = [] }) => !wanting.includes('AttachFiles'),
};

const REVIEWED = Object.keys(WORKS);

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
    if (!waiting) return resolveAlert({ db, clock }, communityId, key);
    if (!acted) return;
    await retryBlocked(db, communityId, clock.now());
    onRetry();
  };

  return async () => {
    const open = await db.alert.findMany({ where: { resolvedAt: null, kind: { in: REVIEWED } } });
    const ids = [...new Set(open.map(({ communityId }) => communityId))];
    const steps = await db.outboxStep.findMany({
      where: { communityId: { in: ids }, state: { in: ['pending', 'claimed'] }, problem: { not: null } },
      select: { communityId: true },
    });
    const waiting = new Set(steps.map(({ communityId }) => communityId));
    for (const { communityId, key, kind } of open)
      try {
        await review(communityId, key, kind, kind !== 'checkin.files' && waiting.has(communityId));
      } catch (error) {
        onError(error);
      }
  };
}
