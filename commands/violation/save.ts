import type { Temporal } from 'temporal-polyfill';
import type { Call } from '../../src/dialogue/call.ts';
import { type MessageReply, toMe } from '../../src/messages/reply.ts';
import { logViolation, type NewEntry } from '../../src/violations/entries.ts';
import { ownSheet } from '../boundaries/parts.ts';
import { answerByEntry, offerToCount } from '../checkin/with-entry.ts';
import { presentSaved } from './saved.ts';

type Written = Omit<NewEntry, 'authorId' | 'communityId' | 'checkinId'>;

/** An entry to be saved. */
export interface Saving extends Written {
  readonly checkin: string | undefined;
  /** The day on the author's calendar. */
  readonly happenedOn: Temporal.PlainDate;
  /** "Another client" was chosen: its label is still to be typed. */
  readonly newClient: boolean;
}

/** Saves an entry and returns something useful at once: the violated boundary, and help. */
export async function saveEntry(call: Call, { checkin, newClient, ...written }: Saving): Promise<MessageReply> {
  const { services, person, community } = call;
  const sheet = await ownSheet(call);
  const { entry, earlier } = await logViolation(services, {
    ...written,
    authorId: person.id,
    communityId: community?.id,
    checkinId: checkin,
  });
  const answering = checkin ? await answerByEntry(call, checkin) : await offerToCount(call, entry.id);
  return toMe(...(await presentSaved(call, entry, { sheet, earlier, newClient, answering })));
}
