import { raiseAlert } from '../../communities/alerts/alerts.ts';
import type { Sealer } from '../../database/sealing.ts';
import { defineStep } from '../../outbox/define-step.ts';
import { waitFor } from '../../outbox/places.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import type { Messenger } from '../../ports/messenger.ts';
import { findCardsToSum, type SumUp } from '../cards/summary.ts';
import { forgetTrouble, noteBlocked, noteOpen } from '../cards/trouble.ts';
import { type Digest, type DigestComposer, hasPicture, isWorthTelling, makeDigest } from '../digest.ts';
import { stepKey } from '../steps.ts';
import { type CheckinJobContext, type CheckinWork, isAfter, loadWork } from './work.ts';

interface DigestWork extends CheckinWork {
  readonly threadId: string;
  readonly digest: Digest;
}

/** Days after the close for which the digest is still of interest. */
export const DIGEST_DAYS = 3;

/** The summariser and the key for reading cards. Left out without an assistant. */
export interface Summing {
  readonly sealer: Sealer;
  readonly sumUp: SumUp;
}

/** Posts the digest of the check-in in the discussion: once, after its close. */
export function digestStep(context: CheckinJobContext, composer: DigestComposer, summing?: Summing): StepDefinition {
  const { db, messenger } = context;
  return defineStep<DigestWork>({
    kind: 'checkin.digest',
    async prepare(step, now) {
      const loaded = await loadWork(db, step);
      const threadId = loaded?.row.threadId;
      if (!loaded || !threadId || loaded.row.state !== 'closed') return { type: 'cancelled' };
      const digest = await makeDigest(db, loaded.view);
      const work = { ...loaded, threadId, digest };
      const late = isAfter(now, loaded.view.closesAt.add({ hours: 24 * DIGEST_DAYS }));
      if (late || !isWorthTelling(digest)) return { type: 'expired', work };
      return waitFor(messenger.look(loaded.community.id, loaded.row.channelId), step, now) ?? { type: 'ready', work };
    },
    find({ row, threadId }, since) {
      const standing = messenger.look(row.communityId, row.channelId);
      if (standing.state === 'ready' && standing.lacks.includes('ReadMessageHistory'))
        return Promise.resolve({ type: 'unreadable' });
      return messenger.find(threadId, { mark: composer.digestMark(row.id), since });
    },
    // Summarised only if the digest is certain to be sent, so that no text leaves in vain.
    send: async (work, nonce) => {
      const { view, digest, threadId } = work;
      const summary = await sumUpCards(context, work, summing);
      const withoutPicture = mayAttachNothing(messenger, work);
      return messenger.send(
        threadId,
        await composer.digest(view, digest, threadId, { summary, withoutPicture }),
        nonce,
      );
    },
    async record(tx, work, messageId, { now }) {
      const { row, community, threadId } = work;
      const { id, inForum, channelId } = row;
      if (hasPicture(work.digest) && mayAttachNothing(messenger, work))
        await raiseAlert(
          { db: tx, clock: context.clock },
          { communityId: community.id, key: FILES, kind: FILES, channelId },
        );
      await noteOpen(context, tx, { communityId: community.id, channelId: threadId });
      await tx.checkin.updateMany({ where: { id }, data: { digestId: messageId } });
      // A forum has no place besides the post itself.
      if (inForum || !community.stored.digestInChannel) return [];
      return [{ ...stepKey('announce', id), communityId: community.id, dueAt: now }];
    },
    missing: async () => undefined, // somebody deleted the discussion
    expire: (tx, { community }) => forgetTrouble(tx, community.id),
    broken: async (tx, { communityId }) => void (communityId && (await forgetTrouble(tx, communityId))),
    // Moderators like to lock a discussion once its week is over.
    trouble: (tx, { community, threadId }, problem) =>
      noteBlocked(context, tx, { communityId: community.id, channelId: threadId }, problem),
  });
}

/** The key and kind of the alert about digests without their picture. */
const FILES = 'checkin.files';

/** Whether the bot is known to lack permission to attach files in the check-in's channel, and so in its discussion. */
function mayAttachNothing(messenger: Messenger, { community, row }: CheckinWork): boolean {
  const standing = messenger.look(community.id, row.channelId);
  return standing.state === 'ready' && standing.wanting?.includes('AttachFiles') === true;
}

async function sumUpCards(
  { db }: CheckinJobContext,
  { row, community: { locale, stored } }: DigestWork,
  summing: Summing | undefined,
): Promise<string | undefined> {
  if (!summing || !stored.digestSummary || !stored.assistant) return undefined;
  const cards = await findCardsToSum({ db, sealer: summing.sealer }, row.id);
  return cards.length > 0 ? summing.sumUp(row, { cards, locale }) : undefined;
}
