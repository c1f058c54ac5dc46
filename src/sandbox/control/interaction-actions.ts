import type { Core } from '../core.ts';
import type { InteractionState } from '../interactions/state.ts';
import { placeOf, startCommand, startComponent, startOnTarget, startSubmit, startTyping } from '../persons/acts.ts';
import { type FoundCommand, findCommand, isNamed, NotPossible } from '../persons/commands.ts';
import { InteractionFailed, settle } from '../persons/wait.ts';
import type { ActionResult, Value } from '../protocol.ts';
import { messagesOf } from '../world/messages.ts';
import type { ParsedAction } from './action-schema.ts';
import type { Uploads } from './uploads.ts';

export type InteractionAction = Extract<
  ParsedAction,
  { kind: 'run' | 'autocomplete' | 'use-on-message' | 'use-on-user' | 'click' | 'choose' | 'submit' }
>;

/** Performs an action with the bot. Its outcome arrives as events; only suggestions are awaited. */
export async function interactionAction(
  core: Core,
  uploads: Uploads,
  action: InteractionAction,
): Promise<ActionResult> {
  if (action.kind !== 'autocomplete') return { ok: true, interactionId: start(core, uploads, action).id };
  const actor = { userId: action.as, channelId: action.channelId };
  const interaction = startTyping(core, actor, found(core, action), options(uploads, action.options), action.focused);
  try {
    await settle(core, interaction);
  } catch (error) {
    if (error instanceof InteractionFailed) return { ok: false, error: error.message };
    throw error;
  }
  const locale = core.world.users.get(action.as)?.locale ?? '';
  return {
    ok: true,
    interactionId: interaction.id,
    choices: (interaction.choices ?? []).map((choice) => ({
      name: choice.name_localizations?.[locale] ?? choice.name,
      value: choice.value,
    })),
  };
}

function start(
  core: Core,
  uploads: Uploads,
  action: Exclude<InteractionAction, { kind: 'autocomplete' }>,
): InteractionState {
  if (action.kind === 'submit') {
    const opener = core.interactions.all.get(action.interactionId);
    if (opener === undefined || opener.userId !== action.as) throw new NotPossible('No form is open');
    const values = Object.fromEntries(Object.entries(action.values).map(([key, value]) => [key, uploads.field(value)]));
    return startSubmit(core, { userId: action.as, channelId: opener.channelId }, opener, values);
  }
  const actor = { userId: action.as, channelId: action.channelId };
  switch (action.kind) {
    case 'run':
      return startCommand(core, actor, found(core, action), options(uploads, action.options));
    case 'use-on-message':
      return startOnTarget(core, actor, action.commandId, 3, action.messageId);
    case 'use-on-user':
      return startOnTarget(core, actor, action.commandId, 2, action.userId);
    default: {
      const source = messagesOf(core, action.channelId).get(action.messageId);
      if (source === undefined) throw new NotPossible('The message is gone');
      return startComponent(core, actor, source, action.customId, action.kind === 'choose' ? action.values : undefined);
    }
  }
}

function found(core: Core, action: Extract<InteractionAction, { kind: 'run' | 'autocomplete' }>): FoundCommand {
  const person = core.world.users.get(action.as);
  if (person === undefined) throw new NotPossible('The person is gone');
  const channel = placeOf(core, { userId: action.as, channelId: action.channelId });
  const command = findCommand(core, person, channel, action.path.join(' '));
  if (command.command.id !== action.commandId || !isNamed(command.command, action.path[0] ?? '', person.locale))
    throw new NotPossible('The command has changed; open the list again');
  return command;
}

function options(uploads: Uploads, given: Record<string, Value>) {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, uploads.option(value)]));
}
