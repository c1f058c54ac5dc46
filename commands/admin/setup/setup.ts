import { findSettings } from '../../../src/communities/settings.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type Block, toMe } from '../../../src/messages/reply.ts';
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
