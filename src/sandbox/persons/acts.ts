/**
 * A person's actions with the bot, as Discord's client checks and sends them. Each starts an interaction; none waits for it.
 */
import type { Core } from '../core.ts';
import { type Actor, resolvedData, startInteraction } from '../interactions/create.ts';
import { I, type InteractionState } from '../interactions/state.ts';
import { C } from '../rules/components.ts';
import { guildOf, permissionsIn } from '../world/channels.ts';
import { resolvedMember } from '../world/members.ts';
import { messagesOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, MessageState, UserState } from '../world/state.ts';
import {
  commandData,
  type FoundCommand,
  type GivenOptions,
  isNamed,
  NotPossible,
  offeredCommands,
} from './commands.ts';
import { type GivenValues, noteIds, submission } from './form.ts';
import { componentOf } from './view.ts';

export function personOf(core: Core, actor: Actor): UserState {
  const user = core.world.users.get(actor.userId);
  if (user === undefined) throw new NotPossible('The person is gone');
  return user;
}

/** The channel, if the person can see it. */
export function placeOf(core: Core, actor: Actor): ChannelState {
  const found = core.world.channels.get(actor.channelId);
  if (found === undefined) throw new NotPossible('The channel is gone');
  if (!(permissionsIn(core, found, actor.userId) & P.ViewChannel))
    throw new NotPossible(`${personOf(core, actor).user.username} cannot see this channel`);
  return found;
}

export function startCommand(core: Core, actor: Actor, found: FoundCommand, options: GivenOptions): InteractionState {
  return startInteraction(core, actor, {
    type: I.Command,
    commandName: found.path.join(' '),
    integrationTypes: found.command.integration_types ?? [0],
    data: commandData(core, personOf(core, actor), placeOf(core, actor), found, options),
  });
}

export function startTyping(
  core: Core,
  actor: Actor,
  found: FoundCommand,
  options: GivenOptions,
  focused: string,
): InteractionState {
  const person = personOf(core, actor);
  const option = found.options.find((known) => isNamed(known, focused, person.locale));
  if (option?.autocomplete !== true)
    throw new NotPossible(`The option "${focused}" of /${found.path.join(' ')} suggests nothing`);
  return startInteraction(core, actor, {
    type: I.Autocomplete,
    commandName: found.path.join(' '),
    integrationTypes: found.command.integration_types ?? [0],
    data: commandData(core, person, placeOf(core, actor), found, options, focused),
  });
}

/** A message command (3) or user command (2), by its name in the person's language, its default name, or its id. */
export function startOnTarget(core: Core, actor: Actor, name: string, type: 2 | 3, targetId: string): InteractionState {
  const [person, channel] = [personOf(core, actor), placeOf(core, actor)];
  const command = offeredCommands(core, person, channel).find(
    (known) => known.type === type && (known.id === name || isNamed(known, name, person.locale)),
  );
  if (command === undefined) throw new NotPossible(`"${name}" is not offered to ${person.user.username} here`);
  const target = type === 3 ? visible(core, actor, targetId) : undefined;
  if (type === 3 && target === undefined) throw new NotPossible('The message is not there to be seen');
  const user = type === 2 ? core.world.users.get(targetId)?.user : undefined;
  const member = guildOf(core, channel)?.members[targetId];
  if (type === 2 && user === undefined) throw new NotPossible('There is no such person');
  return startInteraction(core, actor, {
    type: I.Command,
    commandName: command.name,
    commandType: type,
    integrationTypes: command.integration_types ?? [0],
    data: {
      id: command.id,
      name: command.name,
      type,
      target_id: targetId,
      resolved: target
        ? { messages: { [targetId]: target.message } }
        : {
            users: { [targetId]: user },
            ...(member
              ? { members: { [targetId]: resolvedMember(member, permissionsIn(core, channel, targetId)) } }
              : {}),
          },
      ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    },
    ...(target ? { target } : {}),
  });
}

/** Presses a button, or (with `values`) chooses in a select. */
export function startComponent(
  core: Core,
  actor: Actor,
  source: MessageState,
  customId: string,
  values?: readonly string[],
): InteractionState {
  const component = componentOf(source.message, customId);
  if (component === undefined || visible(core, actor, source.message.id) !== source)
    throw new NotPossible('It is no longer there');
  if (component.disabled) throw new NotPossible('It is disabled');
  if ((component.type === C.Button) !== (values === undefined))
    throw new NotPossible('A button is pressed, a menu chosen from');
  const ids = { users: [], roles: [], channels: [] };
  noteIds(core, component.type, values ?? [], ids);
  const resolved = resolvedData(core, placeOf(core, actor), ids);
  return startInteraction(core, actor, {
    type: I.Component,
    source,
    data: {
      custom_id: customId,
      component_type: component.type,
      id: component.id,
      ...(values === undefined ? {} : { values }),
      ...(resolved ? { resolved } : {}),
    },
  });
}

/** Sends the form opened by an interaction. */
export function startSubmit(core: Core, actor: Actor, opener: InteractionState, values: GivenValues): InteractionState {
  if (opener.modal === null) throw new NotPossible('No form is open');
  const channel = placeOf(core, actor);
  const source = messagesOf(core, channel.id).get(opener.sourceMessageId ?? '');
  return startInteraction(core, actor, {
    type: I.ModalSubmit,
    data: submission(core, channel, opener.modal, values),
    opener,
    ...(source ? { source } : {}),
  });
}

function visible(core: Core, actor: Actor, messageId: string): MessageState | undefined {
  const found = messagesOf(core, actor.channelId).get(messageId);
  return found && (found.audience === null || found.audience === actor.userId) ? found : undefined;
}
