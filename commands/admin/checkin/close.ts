import { closeCheckin } from '../../../src/checkins/moderate.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { messageLink } from '../../message-link.ts';

/** Closes the open check-in now, and edits its post. */
export const adminCheckinClose = defineCommand({
  key: 'admin.checkin.close',
  access: 'moderator',
  contexts: 'guild',
  defer: 'me', // edits a message first
  run: close,
});

async function close(call: Call): Promise<Reply> {
  const { t, command, services, person } = call;
  const { id: communityId } = communityOf(call);
  const closed = await closeCheckin(services, { communityId, actorId: person.id });
  if (!closed) return toMe(t('admin:close.none', { preview: command('admin.checkin.preview') }));
  const standing = await services.outbox.runNow(closed.stepKey);
  const link = messageLink(communityId, closed.channelId, closed.messageId);
  return toMe(t(standing?.state === 'done' ? 'admin:close.closed' : 'admin:close.postFollows', { link }));
}
