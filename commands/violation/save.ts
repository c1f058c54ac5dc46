import { saveAnswer } from '../../src/checkins/answers.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { type MessageReply, toMe } from '../../src/messages/reply.ts';
import { logViolation, type NewEntry } from '../../src/violations/entries.ts';
import { ownSheet } from '../boundaries/parts.ts';
import { actionsFor, helpFor } from './card.ts';
import { contactWarnings } from './contact-warnings.ts';
import { todayOf } from './today.ts';

type Written = Pick<NewEntry, 'kind' | 'story' | 'clientLabel' | 'reaction' | 'weight' | 'nextStep' | 'interactionId'>;

/** Saves an entry and returns something useful at once: the violated boundary, and help. */
export async function saveEntry(
  call: Call,
  { checkin, ...written }: Written & { readonly checkin: string | undefined },
): Promise<MessageReply> {
  const { t, services, person, community } = call;
  const sheet = await ownSheet(call);
  const { entry, earlier } = await logViolation(services, {
    ...written,
    authorId: person.id,
    communityId: community?.id,
    checkinId: checkin,
    happenedOn: await todayOf(call, sheet),
  });
  // The entry answers the check-in from which its form was opened.
  if (checkin && community) {
    const key = { checkinId: checkin, communityId: community.id, personId: person.id };
    await saveAnswer(services, key, { outcome: 'violation' });
  }
  return toMe(
    t('violations:saved'),
    ...contactWarnings(t, entry),
    ...(await helpFor(call, entry, sheet, earlier)),
    // A new entry was not shared yet.
    await actionsFor(call, entry, { shared: earlier === undefined }),
  );
}
