import { adoptPost } from '../../src/checkins/posted.ts';
import type { SourceMessage } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';

/**
 * Uses a press on a check-in's post to learn its address if Discord's answer to the post was lost: from then on it is known,
 * and its thread follows. Ignores private messages. @returns whether it was unknown until now
 */
export async function adoptPressed(
  { services, community }: Call,
  checkinId: string,
  message: SourceMessage | undefined,
): Promise<boolean> {
  if (!message?.posted || !community) return false;
  const row = await services.db.checkin.findUnique({ where: { id: checkinId }, select: { messageId: true } });
  if (row?.messageId !== null) return false;
  const adopted = await adoptPost(services, { checkinId, communityId: community.id, post: message });
  if (adopted) services.outbox.nudge();
  return adopted;
}
