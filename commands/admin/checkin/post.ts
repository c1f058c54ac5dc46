import { bringForward, findPost } from '../../../src/checkins/forward.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type Reply, toMe } from '../../../src/messages/reply.ts';
import { messageLink } from '../../message-link.ts';
import { sayNotPlanned } from './not-planned.ts';

export const adminCheckinPost = defineCommand({
  key: 'admin.checkin.post',
  access: 'moderator',
  contexts: 'guild',
  defer: 'me', // sends a message first
  run: postNow,
});

async function postNow(call: Call): Promise<Reply> {
  const { t, command, services, person } = call;
  const { id: communityId } = communityOf(call);
  const settings = await findSettings(services.db, communityId);
  const setup = command('admin.setup');
  const forwarded = await bringForward(services, settings, person.id);
  if (forwarded.type === 'notSetUp') return toMe(sayNotPlanned(call, settings));
  const linkTo = ({ channelId, messageId }: { readonly channelId: string; readonly messageId: string }) =>
    messageLink(communityId, channelId, messageId);
  if (forwarded.type === 'alreadyPosted') return toMe(t('admin:post.alreadyPosted', { link: linkTo(forwarded) }));
  const standing = await services.outbox.runNow(forwarded.stepKey);
  const post = await findPost(services, forwarded.checkinId);
  // The thread and its question follow.
  services.outbox.nudge();
  if (post) return toMe(t('admin:post.posted', { link: linkTo(post) }));
  const channel = `<#${settings?.checkinChannelId}>`;
  const problem = standing?.problem ?? 'under';
  // A check-in's channel is never a thread, so it cannot be a locked one.
  return toMe(t(`admin:post.${problem === 'locked' ? 'forbidden' : problem}`, { channel, setup }));
}
