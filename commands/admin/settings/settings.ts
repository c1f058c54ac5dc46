import { defineCommand } from '../../../src/dialogue/command.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { INTRODUCTION_ACTIONS } from '../introduction/introduction.ts';
import { SETTING_ACTIONS } from './actions.ts';
import { readStored } from './change.ts';
import { showSettingsPage } from './show.ts';

/** Shows every setting with its value; each can be changed from there. */
export const adminSettings = defineCommand({
  key: 'admin.settings',
  access: 'moderator',
  contexts: 'guild',
  actions: [...SETTING_ACTIONS, ...INTRODUCTION_ACTIONS],
  run: async (call) =>
    toMe(...(await showSettingsPage(call, { page: 'all', way: 'settings' }, await readStored(call)))),
});
