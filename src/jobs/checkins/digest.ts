import { type Digest, type DigestComposer, isWorthTelling, makeDigest } from '../../checkins/digest.ts';
import { defineStep, type StepDefinition } from '../outbox/step.ts';
import { type CheckinJobContext, type CheckinWork, isAfter, loadWork, waitFor } from './work.ts';

interface DigestWork extends CheckinWork {
  readonly threadId: string;
  readonly digest: Digest;
}

/** For so long after the close the digest is still of interest. */
const TRIED_FOR_DAYS = 3;

/** Tells the community, in the discussion, what the check-in brought: once, after its close. */
export function digestStep<C>(context: CheckinJobContext<C>, composer: DigestComposer<C>): StepDefinition {
  const { db, messenger } = context;
  return defineStep<DigestWork>({
    kind: 'checkin.digest',
    async prepare(step, now) {
      const loaded = await loadWork(db, step);
      const threadId = loaded?.row.threadId;
      if (!loaded || !threadId || loaded.row.state !== 'closed') return { type: 'cancelled' };
      const digest = await makeDigest(db, loaded.view);
      if (!isWorthTelling(digest)) return { type: 'cancelled' };
      const work = { ...loaded, threadId, digest };
      if (isAfter(now, loaded.view.closesAt.add({ hours: 24 * TRIED_FOR_DAYS }))) return { type: 'expired', work };
      return waitFor(messenger.look(loaded.community.id, loaded.row.channelId), step, now) ?? { type: 'ready', work };
    },
    find({ row, threadId }, since) {
      const standing = messenger.look(row.communityId, row.channelId);
      if (standing.state === 'ready' && standing.lacks.includes('ReadMessageHistory'))
        return Promise.resolve({ type: 'unreadable' });
      return messenger.find(threadId, { mark: composer.digestMark(row.id), since });
    },
    send: async ({ view, digest, threadId }, nonce) =>
      messenger.send(threadId, await composer.digest(view, digest, threadId), nonce),
    record: async () => undefined,
    missing: async () => undefined, // somebody deleted the discussion
  });
}
