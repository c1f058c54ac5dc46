import { postThisWeek } from '../../../src/checkins/post.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import type { Call } from '../../../src/discord/call.ts';
import { defineCommand } from '../../../src/discord/command.ts';
import { type Reply, toMe } from '../../../src/discord/reply.ts';
import { checkinPost } from '../../checkin/post.ts';

export const adminCheckinPost = defineCommand({
  key: 'admin.checkin.post',
  access: 'moderator',
  contexts: 'guild',
  defer: 'me', // sends a message first
  run: postNow,
});

async function postNow({ t, publicT, command, community, services }: Call): Promise<Reply> {
  if (!community) throw new Error('a command for guilds ran outside one');
  const settings = await findSettings(services.db, community.id);
  const compose = ({ id }: { id: string }) => checkinPost(publicT, id);
  const outcome = await postThisWeek({ ...services, compose }, settings);
  switch (outcome.type) {
    case 'posted':
    case 'alreadyPosted': {
      const link = `https://discord.com/channels/${community.id}/${outcome.channelId}/${outcome.messageId}`;
      return toMe(t(`admin:post.${outcome.type}`, { link }));
    }
    case 'notSetUp':
      return toMe(t('admin:post.notSetUp', { setup: command('admin.setup') }));
    case 'failed': {
      const channel = `<#${settings?.checkinChannelId}>`;
      return toMe(t(`admin:post.${outcome.reason}`, { channel, setup: command('admin.setup') }));
    }
  }
}
