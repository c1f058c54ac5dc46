import { findSettings } from '../../../src/communities/settings.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { type Command, defineCommand } from '../../../src/dialogue/command.ts';
import { type Block, divider, type Reply, toMe } from '../../../src/messages/reply.ts';
import { readStored } from '../settings/change.ts';
import { showSettingsPage } from '../settings/show.ts';
import { FINISH_ACTIONS } from './finish.ts';

/** The set-up, step by step. Each choice is stored at once, so it can be left at any step and continued later. */
export const adminSetup = defineCommand({
  key: 'admin.setup',
  access: 'moderator',
  contexts: 'guild',
  actions: FINISH_ACTIONS,
  run: async (call) => toMe(...(await resumeSetup(call))),
});

/** The first step that is not done; the very first one if all are. */
export async function resumeSetup(call: Call): Promise<(string | Block)[]> {
  const settings = await readStored(call);
  const found = await findSettings(call.services.db, communityOf(call).id);
  const begun = settings.checkinChannelId !== null && found?.setUpAt === undefined;
  return showSettingsPage(call, { page: begun ? 'moderators' : 'checkin', way: 'setup' }, settings);
}

/**
 * Shows the set-up after a community's first moderators' command: the command is answered first, and the dialogue follows once,
 * as a separate message. Only its first step stores the community, so an answer that cannot have a follow-up (a form) leaves it
 * to the next command.
 */
export function bringingSetup(command: Command): Command {
  if (command.type !== 'slash' || command.access !== 'moderator' || command.key === 'admin.setup') return command;
  return {
    ...command,
    async run(call: Call, args: never): Promise<Reply> {
      const { id } = communityOf(call);
      const known = (await call.services.db.community.count({ where: { id } })) > 0;
      const reply = await command.run(call, args);
      if (known || reply.type === 'form') return reply;
      const first = call.t('setup:first', { setup: call.command('admin.setup') });
      const dialogue = toMe(first, divider, ...(await resumeSetup(call)));
      return { ...reply, followedBy: [...(reply.followedBy ?? []), dialogue] };
    },
  };
}
