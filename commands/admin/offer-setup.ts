import { type Call, communityOf } from '../../src/dialogue/call.ts';
import type { Command } from '../../src/dialogue/command.ts';
import { divider, type Reply, toMe } from '../../src/messages/reply.ts';
import { resumeSetup } from './setup/setup.ts';

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
