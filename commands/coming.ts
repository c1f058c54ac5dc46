import type { Access } from '../src/discord/call.ts';
import { type Contexts, defineCommand, type SlashCommand } from '../src/discord/command.ts';
import { toMe } from '../src/discord/reply.ts';

/** A command that is announced but not built yet: it says so kindly, and where to look meanwhile. */
function coming(key: string, access: Access, contexts: Contexts): SlashCommand {
  return defineCommand({
    key,
    access,
    contexts,
    run: ({ t, command }) => toMe(t('common:coming', { command: command(key), help: command('help') })),
  });
}

const forModerators = [
  'admin.checkin.preview',
  'admin.checkin.pause',
  'admin.checkin.resume',
  'admin.checkin.skip',
  'admin.checkin.close',
].map((key) => coming(key, 'moderator', 'guild'));

/** The commands of the plan that later versions bring. */
export const comingCommands: readonly SlashCommand[] = forModerators;
