import { defineStep } from '../../outbox/define-step.ts';
import { searchFor, waitFor } from '../../outbox/places.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import { type AnnouncementComposer, type Digest, isWorthTelling, makeDigest } from '../digest.ts';
import { DIGEST_DAYS } from './digest.ts';
import {
  type CheckinJobContext,
  type CheckinWork,
  clearPartTrouble,
  isAfter,
  loadWork,
  notePartTrouble,
} from './work.ts';

interface AnnounceWork extends CheckinWork {
  readonly digest: Digest;
  /** The message with the whole digest. */
  readonly whole: { readonly threadId: string; readonly messageId: string };
}

/** Posts a short digest in the check-in's channel, with a link to the whole one: once, if moderators want it. */
export function announceStep(context: CheckinJobContext, composer: AnnouncementComposer): StepDefinition {
  const { db, messenger } = context;
  return defineStep<AnnounceWork>({
    kind: 'checkin.announce',
    async prepare(step, now) {
      const loaded = await loadWork(db, step);
      const { threadId, digestId: messageId, channelId } = loaded?.row ?? {};
      if (!loaded || !threadId || !messageId || !channelId) return { type: 'cancelled' };
      const { row, community, view } = loaded;
      const digest = await makeDigest(db, view);
      const work = { ...loaded, digest, whole: { threadId, messageId } };
      const late = isAfter(now, view.closesAt.add({ hours: 24 * DIGEST_DAYS }));
      // Moderators may have changed their mind, and authors may have withdrawn everything.
      if (late || !community.stored.digestInChannel || !isWorthTelling(digest)) return { type: 'expired', work };
      return waitFor(messenger.look(community.id, row.channelId), step, now) ?? { type: 'ready', work };
    },
    find: ({ row }, since) => searchFor(messenger, row, { mark: composer.digestMark(row.id), since }),
    send: ({ row, view, digest, whole }, nonce) =>
      messenger.send(row.channelId, composer.announcement(view, digest, whole), nonce),
    record: (tx, { community }) => clearPartTrouble(context, tx, 'announcement', community.id, 'works'),
    missing: (tx, { community }) => clearPartTrouble(context, tx, 'announcement', community.id, 'over'), // somebody deleted the channel
    expire: (tx, { community }) => clearPartTrouble(context, tx, 'announcement', community.id, 'over'),
    broken: async (tx, { communityId }) =>
      void (communityId && (await clearPartTrouble(context, tx, 'announcement', communityId, 'over'))),
    trouble: (tx, work, problem) => notePartTrouble(context, tx, 'announcement', work, problem),
  });
}
