import type { APIMessage, APIMessageInteractionMetadata } from 'discord-api-types/v10';
import { botId, type Core } from '../core.ts';
import type { MessageBody } from '../rules/bodies.ts';
import { refusal } from '../rules/errors.ts';
import { checkMessage, F, SENDABLE_FLAGS, type UploadedFile } from '../rules/messages.ts';
import { guildOf, permissionsIn } from '../world/channels.ts';
import { createMessage, deleteMessage, editMessage, messagesOf, shapeOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, MessageState } from '../world/state.ts';
import type { InteractionState } from './state.ts';

/** Records the first answer: stops the 3 s and emits `acknowledged`. */
export function acknowledge(interaction: InteractionState, callbackType: number): void {
  if (interaction.stage === 'answered') throw refusal(40060);
  interaction.deadline?.cancel();
  interaction.stage = 'answered';
  interaction.answered = callbackType;
}

/** Types 4 and 5: a new message, or its "is thinking" placeholder. */
export function sendOriginal(
  core: Core,
  interaction: InteractionState,
  body: MessageBody,
  files: readonly UploadedFile[],
  deferred: boolean,
): MessageState {
  const state = send(core, interaction, body, files, {
    type: interaction.answerType,
    reference: interaction.referenceId,
    loading: deferred,
  });
  interaction.originalId = state.message.id;
  return state;
}

/** A follow-up. Directly after "is thinking" it edits that message instead, as Discord does for old bots. */
export function sendFollowUp(
  core: Core,
  interaction: InteractionState,
  body: MessageBody,
  files: readonly UploadedFile[],
): MessageState {
  const waiting =
    interaction.originalId === null ? undefined : messagesOf(core, interaction.channelId).get(interaction.originalId);
  if (waiting?.loading) {
    edit(core, interaction, waiting, body, files);
    return waiting;
  }
  // An app installed only for the person may send five.
  if (interaction.owners['0'] === undefined && interaction.followUps.length >= 5) throw refusal(40094);
  checkMessage(body, files);
  const state = send(core, interaction, body, files, {
    type: 19,
    reference: interaction.originalId ?? interaction.sourceMessageId,
    loading: false,
    ...(interaction.originalId === null ? {} : { originalId: interaction.originalId }),
  });
  interaction.followUps.push(state.message.id);
  core.bus.emit('interaction', 'changed', interaction);
  return state;
}

/**
 * A message that the interaction's token may read, edit and delete; `@original` is the first answer. 10008 if there is none.
 */
export function tokenMessage(core: Core, interaction: InteractionState, id: string): MessageState {
  const wanted =
    id === '@original' ? (interaction.originalId ?? (isUpdate(interaction) ? interaction.sourceMessageId : null)) : id;
  const state = wanted === null ? undefined : messagesOf(core, interaction.channelId).get(wanted);
  const owned =
    state &&
    (state.interactionId === interaction.id || (wanted === interaction.sourceMessageId && isUpdate(interaction)));
  if (state === undefined || !owned) throw refusal(10008);
  return state;
}

export function edit(
  core: Core,
  interaction: InteractionState,
  state: MessageState,
  body: MessageBody,
  files: readonly UploadedFile[],
): void {
  checkMessage(body, files, [], shapeOf(state.message));
  editMessage(core, state, body, files);
  core.bus.emit('interaction', 'changed', interaction);
}

export function remove(core: Core, interaction: InteractionState, state: MessageState): void {
  deleteMessage(core, state);
  core.bus.emit('interaction', 'changed', interaction);
}

function isUpdate(interaction: InteractionState): boolean {
  return interaction.answered === 6 || interaction.answered === 7;
}

function send(
  core: Core,
  interaction: InteractionState,
  body: MessageBody,
  files: readonly UploadedFile[],
  made: { type: 19 | 20 | 23; reference: string | null; loading: boolean; originalId?: string },
): MessageState {
  const channel = channelOf(core, interaction);
  const bot = core.world.users.get(botId(core));
  if (bot === undefined) throw new Error('The sandbox has no bot user');
  const asked = body.flags ?? 0;
  const ephemeral = (asked & F.Ephemeral) !== 0 || forcedPrivate(core, interaction, channel);
  const flags = (asked & SENDABLE_FLAGS) | (ephemeral ? F.Ephemeral : 0) | (made.loading ? F.Loading : 0);
  const referred = made.reference === null ? undefined : messagesOf(core, channel.id).get(made.reference);
  return createMessage(core, {
    channel,
    author: bot.user,
    body: made.loading ? {} : body,
    files,
    // A reply needs a message to refer to; without one, Discord sends an ordinary message.
    type: made.type === 19 && !referred ? 0 : made.type,
    flags,
    audience: ephemeral ? interaction.userId : null,
    loading: made.loading,
    interactionId: interaction.id,
    extra: {
      application_id: core.world.application.id,
      webhook_id: core.world.application.id,
      // The metadata has Discord's shape; its types differ by interaction type.
      interaction_metadata: {
        ...interaction.metadata,
        ...(made.originalId === undefined ? {} : { original_response_message_id: made.originalId }),
      } as unknown as APIMessageInteractionMetadata,
      ...legacyInteraction(interaction),
      ...(referred
        ? {
            message_reference: {
              type: 0,
              message_id: referred.message.id,
              channel_id: channel.id,
              ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
            },
            referenced_message: referred.message,
          }
        : {}),
    },
  });
}

/** If a server denies "Use External Apps", an app installed only for the person answers only that person. */
function forcedPrivate(core: Core, interaction: InteractionState, channel: ChannelState): boolean {
  return (
    interaction.owners['0'] === undefined &&
    guildOf(core, channel) !== undefined &&
    (permissionsIn(core, channel, interaction.userId) & P.UseExternalApps) === 0n
  );
}

/** The deprecated `interaction` field, still sent for commands. */
function legacyInteraction(interaction: InteractionState): Pick<APIMessage, 'interaction'> {
  const user = interaction.metadata.user;
  if (interaction.commandName === null || interaction.type !== 2) return {};
  return {
    interaction: { id: interaction.id, type: 2, name: interaction.commandName, user: user as APIMessage['author'] },
  };
}

export function channelOf(core: Core, interaction: InteractionState): ChannelState {
  const channel = core.world.channels.get(interaction.channelId);
  if (channel === undefined) throw refusal(10003);
  return channel;
}
