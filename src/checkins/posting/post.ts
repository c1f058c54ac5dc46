import { Temporal } from 'temporal-polyfill';
import { defineStep } from '../../outbox/define-step.ts';
import { searchFor, waitFor } from '../../outbox/places.ts';
import type { Prepared, StepDefinition } from '../../outbox/step-definition.ts';
import { beginAnew, retryStep } from '../../outbox/steps.ts';
import type { ChannelStanding } from '../../ports/messenger.ts';
import { dateAt, instantOf } from '../../time/calendar.ts';
import { clearTrouble, recordPosted } from '../posted.ts';
import { postKey } from '../steps.ts';
import {
  type CheckinJobContext,
  type CheckinWork,
  isAfter,
  loadWork,
  noteMissed,
  noteTrouble,
  viewOf,
} from './work.ts';

interface PostWork extends CheckinWork {
  /** The channel to post in, as configured now. */
  readonly channelId: string;
  readonly forum: boolean;
  /** Whether the channel in which an earlier attempt may have posted it is a forum. */
  readonly wasForum: boolean;
  /** When it closes, if it is posted now. */
  readonly closesAt: Temporal.Instant;
}

/** Maximum lateness of a post that does not delay the close. */
const PUNCTUAL = Temporal.Duration.from({ minutes: 10 });

/** Posts a check-in: a message in a text channel, a post with its thread in a forum. */
export function postStep(context: CheckinJobContext): StepDefinition {
  const { db, clock, messenger, composer } = context;
  return defineStep<PostWork>({
    kind: 'checkin.post',
    async prepare(step, now) {
      const work = await loadWork(db, step);
      if (work?.row.state !== 'due' && work?.row.state !== 'cancelled') return { type: 'cancelled' };
      const { row, community } = work;
      const channelId = community.checkinChannelId ?? row.channelId;
      const standing = messenger.look(community.id, channelId);
      const [forum, wasForum] = [channelId, row.channelId].map((id) => isForum(messenger.look(community.id, id)));
      const ready = {
        ...work,
        channelId,
        forum: forum === true,
        wasForum: wasForum === true,
        closesAt: closeFor(work, now),
      };
      if (row.state === 'cancelled') return leftOut(ready, waitFor(standing, step, now));
      if (isAfter(now, instantOf(row.latestAt))) return { type: 'expired', work: ready };
      return waitFor(standing, step, now) ?? { type: 'ready', work: ready };
    },
    withoutNonce: ({ forum, row, channelId }) => forum || row.channelId !== channelId,
    // The place in which an earlier attempt may have posted it, even if another one is configured by now.
    find: ({ row, view }, since) => searchFor(messenger, row, { mark: composer.postMark(view), since }),
    async send({ row, community, channelId, forum, closesAt }, nonce) {
      // Stored before it is sent: after a crash, the search must know where it was sent and what it says.
      const data = { channelId, closesAt: dateAt(closesAt) };
      const sent = { ...row, ...data };
      if (row.channelId !== channelId || row.closesAt.getTime() !== data.closesAt.getTime())
        await db.checkin.update({ where: { id: row.id }, data });
      const view = viewOf(sent, community);
      const content = await composer.post(view);
      return forum
        ? messenger.openPost(channelId, await composer.title(view), content)
        : messenger.send(channelId, content, nonce);
    },
    async record(tx, { row: { id }, community, ...work }, messageId, { now, found }) {
      const inForum = found ? work.wasForum : work.forum;
      const steps = await recordPosted(tx, { id, communityId: community.id }, { messageId, inForum, at: now });
      // The week was skipped while it was being sent: the post is searched for again, and removed.
      if (!steps) return void (await retryStep(tx, postKey(id).key, now));
      if (community.checkin.problem !== undefined) await clearTrouble({ db: tx, clock }, community.id);
      return steps;
    },
    undo: {
      send: ({ row, wasForum }, messageId) => messenger.remove(wasForum ? messageId : row.channelId, messageId),
      async record(tx, { row: { id } }) {
        const { key } = postKey(id);
        await beginAnew(tx, key, clock.now());
        // The week was restored in the meantime.
        if ((await tx.checkin.count({ where: { id, state: 'due' } })) > 0) await retryStep(tx, key, clock.now());
      },
    },
    expire: (tx, { row }) => noteMissed(context, tx, row.id),
    uncertain: (tx, { row }) => noteMissed(context, tx, row.id),
    broken: async (tx, { subjectId }) => void (subjectId && (await noteMissed(context, tx, subjectId))),
    trouble: (tx, work, problem) => noteTrouble(context, tx, work, problem),
  });
}

/**
 * Removes the post of a week that moderators have skipped since; if the bot has no access to the channel, nothing is requested.
 */
function leftOut(work: PostWork, waiting: ReturnType<typeof waitFor>): Prepared<PostWork> {
  if (waiting?.problem === 'unavailable') return waiting;
  return waiting ? { type: 'cancelled' } : { type: 'unwanted', work };
}

function isForum(standing: ChannelStanding): boolean {
  return standing.state === 'ready' && standing.kind === 'forum';
}

/** As planned, or postponed by as much as the post is late. */
function closeFor({ row, community }: CheckinWork, now: Temporal.Instant): Temporal.Instant {
  const dueAt = instantOf(row.dueAt);
  const late = now.since(dueAt);
  const from = Temporal.Duration.compare(late, PUNCTUAL) > 0 ? now : dueAt;
  const closesAt = from.add({ hours: community.checkin.windowHours });
  // A slightly later repetition has the same content: Discord may return the earlier message for it.
  const stored = instantOf(row.closesAt);
  return Temporal.Duration.compare(closesAt.since(stored).abs(), PUNCTUAL) > 0 ? closesAt : stored;
}
