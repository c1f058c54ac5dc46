import { defineCommand } from '../../../src/dialogue/command.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { QUEUE_ACTIONS } from './decide.ts';
import { showQueue } from './present.ts';

export const adminModerateQueue = defineCommand({
  key: 'admin.moderate.queue',
  access: 'moderator',
  contexts: 'guild',
  actions: QUEUE_ACTIONS,
  run: async (call) => toMe(...(await showQueue(call))),
});
