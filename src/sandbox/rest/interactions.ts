import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import type { Core } from '../core.ts';
import {
  acknowledge,
  channelOf,
  edit,
  remove,
  sendFollowUp,
  sendOriginal,
  tokenMessage,
} from '../interactions/respond.ts';
import { I, type InteractionState } from '../interactions/state.ts';
import { invalidForm, refusal } from '../rules/errors.ts';
import { checkMessage, F, SENDABLE_FLAGS } from '../rules/messages.ts';
import { checkModal } from '../rules/modals.ts';
import { accept } from '../rules/schema.ts';
import { editMessage, messagesOf, shapeOf } from '../world/messages.ts';
import type { MessageState } from '../world/state.ts';
import { type Answered, type Call, type Endpoint, noContent, ok } from './endpoint.ts';
import { checkFlags } from './messages.ts';

/** Interaction callbacks, and the webhook endpoints that use an interaction's token. */
export const interactionEndpoints: readonly Endpoint[] = [
  { method: 'POST', route: '/interactions/:interactionId/:token/callback', open: true, handle: callback },
  { method: 'POST', route: '/webhooks/:applicationId/:token', open: true, handle: followUp },
  {
    method: 'GET',
    route: '/webhooks/:applicationId/:token/messages/:messageId',
    open: true,
    handle: (core, call) => ok(tokenMessage(core, byToken(core, call), call.params.messageId ?? '').message),
  },
  {
    method: 'PATCH',
    route: '/webhooks/:applicationId/:token/messages/:messageId',
    open: true,
    handle(core, call) {
      const interaction = byToken(core, call);
      const state = tokenMessage(core, interaction, call.params.messageId ?? '');
      edit(core, interaction, state, accept(IncomingWebhookUpdateRequestPartialSchema, call.body ?? {}), call.files);
      return ok(state.message);
    },
  },
  {
    method: 'DELETE',
    route: '/webhooks/:applicationId/:token/messages/:messageId',
    open: true,
    handle(core, call) {
      const interaction = byToken(core, call);
      remove(core, interaction, tokenMessage(core, interaction, call.params.messageId ?? ''));
      return noContent;
    },
  },
];

function byToken(core: Core, call: Call): InteractionState {
  if (call.params.applicationId !== core.world.application.id) throw refusal(10015);
  return core.interactions.forWebhook(call.params.token ?? '');
}

/** Callback types allowed per interaction. A form cannot answer a form; suggestions answer only suggestions. */
function allowedTypes(interaction: InteractionState): number[] {
  switch (interaction.type) {
    case I.Autocomplete:
      return [8];
    case I.Command:
      return [4, 5, 9];
    case I.Component:
      return [4, 5, 6, 7, 9];
    default:
      return interaction.sourceMessageId === null ? [4, 5] : [4, 5, 6, 7];
  }
}

function callback(core: Core, call: Call): Answered {
  const interaction = core.interactions.forCallback(call.params.interactionId ?? '', call.params.token ?? '');
  if (interaction.stage === 'answered') throw refusal(40060);
  const body = typeof call.body === 'object' && call.body !== null ? call.body : {};
  const type = 'type' in body ? Number(body.type) : Number.NaN;
  const allowed = allowedTypes(interaction);
  if (!allowed.includes(type))
    throw invalidForm([
      { path: ['type'], code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${allowed.join(', ')}}.` },
    ]);
  const message = answer(core, interaction, type, call);
  core.bus.emit('interaction', 'acknowledged', interaction);
  if (call.query.with_response !== 'true' && call.query.with_response !== '1') return noContent;
  const original = type === 4 || type === 5 ? message : undefined;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message && type !== 6
        ? {
            response_message_id: message.message.id,
            response_message_loading: message.loading,
            response_message_ephemeral: message.audience !== null,
            channel_id: interaction.channelId,
            ...(interaction.guildId === null ? {} : { guild_id: interaction.guildId }),
          }
        : {}),
    },
    ...(original ? { resource: { type, message: original.message } } : {}),
    ...(type === 7 && message ? { resource: { type, message: message.message } } : {}),
  });
}

/**
 * Checks the callback against the rules of its type and carries it out. The interaction counts as answered only if all was
 * right.
 */
function answer(core: Core, interaction: InteractionState, type: number, call: Call): MessageState | undefined {
  switch (type) {
    case 4: {
      const data = accept(CreateMessageInteractionCallbackRequestSchema, call.body).data ?? {};
      checkFlags(core, data, ANSWER_FLAGS);
      checkMessage(data, call.files, ['data']);
      channelOf(core, interaction);
      acknowledge(interaction, type);
      return sendOriginal(core, interaction, data, call.files, false);
    }
    case 5: {
      const data = accept(CreateMessageInteractionCallbackRequestSchema, call.body).data ?? {};
      if (data.flags && data.flags & ~F.Ephemeral)
        core.recorder.violation({
          rule: 'deferred-flags',
          message: 'A deferred answer takes no flag but EPHEMERAL; the others belong on the edit',
          interactionId: interaction.id,
        });
      acknowledge(interaction, type);
      return sendOriginal(core, interaction, { flags: (data.flags ?? 0) & F.Ephemeral }, [], true);
    }
    case 6: {
      acknowledge(interaction, type);
      return undefined;
    }
    case 7: {
      const data = accept(UpdateMessageInteractionCallbackRequestSchema, call.body).data ?? {};
      const source = messagesOf(core, interaction.channelId).get(interaction.sourceMessageId ?? '');
      if (source === undefined) throw refusal(10008);
      checkMessage(data, call.files, ['data'], shapeOf(source.message));
      acknowledge(interaction, type);
      editMessage(core, source, data, call.files);
      return source;
    }
    case 8: {
      const { data } = accept(ApplicationCommandAutocompleteCallbackRequestSchema, call.body);
      const choices = (data?.choices ?? []).filter((choice) => choice !== null);
      const wanted = focusedType(interaction.payload.data) === 3 ? 'string' : 'number';
      const long = choices.flatMap((choice, index) =>
        typeof choice.value !== wanted || (typeof choice.value === 'string' && choice.value.length > 100)
          ? [
              {
                path: ['data', 'choices', index, 'value'],
                code: 'BASE_TYPE_BAD_LENGTH',
                message: 'Must be between 1 and 100 in length.',
              },
            ]
          : [],
      );
      if (long.length > 0) throw invalidForm(long);
      acknowledge(interaction, type);
      interaction.choices = choices;
      return undefined;
    }
    default: {
      const { data } = accept(ModalInteractionCallbackRequestSchema, call.body);
      checkModal(data);
      acknowledge(interaction, type);
      interaction.modal = data;
      return undefined;
    }
  }
}

/** The type of the option being typed. */
function focusedType(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 3;
  if ('focused' in node && 'type' in node) return Number(node.type);
  const options = 'options' in node && Array.isArray(node.options) ? node.options : [];
  return options.map(focusedType).find((type) => type !== 3) ?? 3;
}

/** Flags that an answer may set; Discord drops the others. */
const ANSWER_FLAGS = SENDABLE_FLAGS | F.Ephemeral | F.IsVoiceMessage;

function followUp(core: Core, call: Call): Answered {
  const interaction = byToken(core, call);
  const body = accept(IncomingWebhookRequestPartialSchema, call.body ?? {});
  checkFlags(core, body, ANSWER_FLAGS);
  return ok(sendFollowUp(core, interaction, body, call.files).message);
}
