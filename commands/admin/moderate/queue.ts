import { defineButton } from '../../../src/dialogue/action.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { alertControls } from '../../alerts/controls.ts';
import { QUEUE_ACTIONS } from './decide.ts';
import { showQueue } from './present.ts';

/** The same, from the alert about the queue. */
const openQueue = defineButton({
  ...alertControls.queue,
  access: 'moderator',
  contexts: 'guild',
  run: async (call) => toMe(...(await showQueue(call))),
});

export const adminModerateQueue = defineCommand({
  key: 'admin.moderate.queue',
  access: 'moderator',
  contexts: 'guild',
  actions: [...QUEUE_ACTIONS, openQueue],
  run: async (call) => toMe(...(await showQueue(call))),
});
