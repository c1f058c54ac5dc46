import { findSettings } from '../../../src/communities/settings.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type Block, toMe } from '../../../src/messages/reply.ts';
import { readStored } from '../settings/change.ts';
import { showSettingsPage } from '../settings/show.ts';
import { FINISH_ACTIONS } from './finish.ts';

/** The set-up, step by step. Each choice is stored at once: it may be left at any step and taken up again. */
export const adminSetup = defineCommand({
  key: 'admin.setup',
  access: 'moderator',
  contexts: 'guild',
  actions: FINISH_ACTIONS,
  run: async (call) => toMe(...(await resumeSetup(call))),
});

/** The first step that is not done; the first one of all once everything is. */
export async function resumeSetup(call: Call): Promise<(string | Block)[]> {
  const settings = await readStored(call);
  const found = await findSettings(call.services.db, communityOf(call).id);
  const begun = settings.checkinChannelId !== null && found?.setUpAt === undefined;
  return showSettingsPage(call, { page: begun ? 'moderators' : 'checkin', way: 'setup' }, settings);
}
