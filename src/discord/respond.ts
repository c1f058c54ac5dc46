import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  type REST,
  type RESTGetAPIWebhookWithTokenMessageResult,
  RESTJSONErrorCodes,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js';
import type { ActionDefer } from '../dialogue/action.ts';
import type { Suggestion } from '../dialogue/command.ts';
import { LIMITS, shorten } from '../messages/limits.ts';
import { type MessageReply, type Reply, toMe } from '../messages/reply.ts';
import { AnsweredElsewhereError, sendCallback } from './callback.ts';
import { presentForm } from './present/form.ts';
import { type MessagePayload, presentMessage } from './present/message.ts';
import { type InteractionAddress, NOBODY_ELSE, type Others, type Responder, type Shared } from './responder.ts';

/**
 * Answers an interaction.
 *
 * @param others other processes that hear of it
 */
export function createResponder(rest: REST, address: InteractionAddress, others: Others = NOBODY_ELSE): Responder {
  let deferred: ActionDefer | undefined;
  let answered = false;
  /** Whether another process has sent the callback. */
  let taken = false;
  /** Whether an answer has begun, so that no deferral is needed. */
  let begun = false;
  /** Id of the interim answer, if it is a message beside the deferral. */
  let interimId: string | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let acknowledgedAt: number | undefined;
  const shared: Shared[] = [];
  const webhook = Routes.webhook(address.applicationId, address.token);
  const original = Routes.webhookMessage(address.applicationId, address.token);

  async function callback(
    body: { type: InteractionResponseType; data?: unknown },
    options: { readonly files?: RawFile[]; readonly withResponse?: boolean } = {},
  ): Promise<unknown> {
    if (taken) throw new AnsweredElsewhereError();
    const { ours, answer } = await sendCallback(rest, address, body, options);
    taken = !ours;
    if (taken) throw new AnsweredElsewhereError();
    acknowledgedAt ??= performance.now();
    return answer;
  }

  /** Runs requests one after the other: a handler's answer and the deferral in its place may come at the same time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  async function followUp(reply: MessageReply): Promise<unknown> {
    const { body, files } = presentMessage(reply, { ephemeral: reply.audience === 'me' });
    const sent = await rest.post(webhook, { body, files, auth: false });
    noteShared(reply, sent);
    return sent;
  }

  /** Remembers where a public answer stands. Discord makes it private where the person may not use apps in public. */
  function noteShared({ share }: MessageReply, message: unknown): void {
    const sent = message as Partial<APIMessage> | null | undefined;
    if (!share || !sent?.id || !sent.channel_id || ((sent.flags ?? 0) & MessageFlags.Ephemeral) !== 0) return;
    shared.push({ kind: share, channelId: sent.channel_id, messageId: sent.id });
  }

  /** Replaces the deferred message, or the one with the control, and returns it; undefined if it was deleted meanwhile. */
  async function edit({ body, files }: MessagePayload): Promise<unknown> {
    try {
      return (await rest.patch(original, { body, files, auth: false })) ?? {};
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return undefined;
      throw error;
    }
  }

  async function replyAtOnce(reply: Reply) {
    if (reply.type === 'form') {
      await callback({ type: InteractionResponseType.Modal, data: presentForm(reply.form) });
      return;
    }
    if (reply.type === 'remove') {
      await announceAnswer('update');
      await removeOriginal();
      return;
    }
    const ephemeral = reply.type === 'message' && reply.audience === 'me';
    const { body, files } = presentMessage(reply, { ephemeral });
    const type =
      reply.type === 'update'
        ? InteractionResponseType.UpdateMessage
        : InteractionResponseType.ChannelMessageWithSource;
    const share = reply.type === 'message' ? reply.share : undefined;
    const sent = await callback({ type, data: body }, { files, withResponse: share !== undefined });
    if (reply.type !== 'message' || share === undefined) return;
    // After a try without a clear answer Discord only says that there is one.
    const { resource } = (sent ?? {}) as RESTPostAPIInteractionCallbackWithResponseResult;
    noteShared(reply, resource?.message ?? (await rest.get(original, { auth: false })));
  }

  /** Deletes the message with the pressed control, unless somebody else did. */
  async function removeOriginal(): Promise<void> {
    try {
      await rest.delete(original, { auth: false });
    } catch (error) {
      if (!(error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage)) throw error;
    }
  }

  async function replyLater(reply: Reply, kind: ActionDefer) {
    if (reply.type === 'form') throw new TypeError('a deferred answer cannot be a form');
    if (reply.type === 'remove') {
      if (kind !== 'update') throw new TypeError(`a removal cannot follow the deferral "${kind}"`);
      await removeOriginal();
      return;
    }
    if (reply.type === 'update' ? kind === 'update' : kind === reply.audience) {
      const there = await edit(presentMessage(reply));
      if (there === undefined) await followUp({ ...reply, type: 'message', audience: 'me' });
      else if (reply.type === 'message') noteShared(reply, there);
      return;
    }
    if (reply.type === 'update') throw new TypeError(`an update cannot follow the deferral "${kind}"`);
    // The deferral fixed the audience; a reply to another one is a separate message.
    if (kind !== 'update') await rest.delete(original, { auth: false });
    await followUp(reply);
  }

  /** Replaces the answer of another process, which has written nothing and says nothing more. */
  async function replyInstead(reply: Reply): Promise<void> {
    const told = reply.type === 'form' ? others.formTooLate() : reply;
    const there = await findOriginal();
    if (told.type === 'remove') {
      if (there?.id === address.messageId) await removeOriginal();
      return;
    }
    // A form leaves no message.
    if (!there) await followUp({ ...told, type: 'message', audience: told.type === 'message' ? told.audience : 'me' });
    else if (there.id === address.messageId) await replyLater(told, 'update');
    else if (told.type === 'update') await edit(presentMessage(told));
    else await replyLater(told, there.ephemeral ? 'me' : 'channel');
  }

  async function findOriginal(): Promise<{ readonly id: string; readonly ephemeral: boolean } | undefined> {
    try {
      const { id, flags = 0 } = (await rest.get(original, { auth: false })) as RESTGetAPIWebhookWithTokenMessageResult;
      return { id, ephemeral: (flags & MessageFlags.Ephemeral) !== 0 };
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return undefined;
      throw error;
    }
  }

  async function answerFirst(reply: Reply): Promise<void> {
    try {
      await replyAtOnce(reply);
    } catch (error) {
      if (!(error instanceof AnsweredElsewhereError && others.isOurs())) throw error;
      await replyInstead(reply);
    }
  }

  async function announceAnswer(kind: ActionDefer): Promise<void> {
    if (kind === 'update') await callback({ type: InteractionResponseType.DeferredMessageUpdate });
    else
      await callback({
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: kind === 'me' ? MessageFlags.Ephemeral : 0 },
      });
    deferred = kind;
  }

  async function suggestAtOnce(suggestions: readonly Suggestion[]): Promise<void> {
    const choices: APIApplicationCommandOptionChoice<string>[] = suggestions
      .filter(({ name, value }) => name !== '' && value !== '' && value.length <= LIMITS.suggestion)
      .slice(0, LIMITS.options)
      .map(({ name, value }) => ({ name: shorten(name, LIMITS.suggestion), value }));
    await callback({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
    answered = true;
  }

  async function replyInTurn(reply: Reply): Promise<void> {
    if (await others.isTheirs()) throw new AnsweredElsewhereError();
    if (answered) {
      if (reply.type !== 'message') throw new TypeError(`a second answer cannot be of the type "${reply.type}"`);
      await followUp(reply);
    } else if (deferred === undefined) await answerFirst(reply);
    else await replyLater(reply, deferred);
    answered = true;
    await removeInterim();
    if (reply.type !== 'form') for (const next of reply.followedBy ?? []) await followUp(next);
  }

  async function removeInterim(): Promise<void> {
    if (interimId === undefined) return;
    const outdated = Routes.webhookMessage(address.applicationId, address.token, interimId);
    interimId = undefined;
    // The person may have dismissed it.
    await rest.delete(outdated, { auth: false }).catch(() => undefined);
  }

  return {
    get deferred() {
      return deferred;
    },
    get acknowledgedAt() {
      return acknowledgedAt;
    },
    shared,
    defer(kind) {
      begun = true;
      return inTurn(async () => {
        if (deferred === undefined) await announceAnswer(kind);
      });
    },
    async hold(kind) {
      if (begun) return;
      begun = true;
      // Another process's deferral is no reason to stop: whose write comes first decides, and answers.
      await inTurn(() => (kind === 'suggestions' ? suggestAtOnce([]) : announceAnswer(kind))).catch(
        (error: unknown) => {
          if (!(error instanceof AnsweredElsewhereError)) throw error;
        },
      );
    },
    interim(reply) {
      return inTurn(async () => {
        if (answered || deferred === undefined || (await others.isTheirs())) return;
        if (deferred === 'me') {
          await edit(presentMessage(reply));
          return;
        }
        const sent = await followUp(reply);
        if (typeof sent === 'object' && sent !== null && 'id' in sent) interimId = String(sent.id);
      });
    },
    held: () => inTurn(async () => deferred),
    announce(text) {
      begun = true;
      return inTurn(async () => {
        if (deferred === 'me') await edit(presentMessage(toMe(text)));
        if (deferred !== undefined) return;
        await replyAtOnce(toMe(text));
        deferred = 'me';
      });
    },
    reply(reply) {
      begun = true;
      return inTurn(() => replyInTurn(reply));
    },
    giveUp: () => inTurn(removeInterim),
    suggest(suggestions) {
      begun = true;
      return inTurn(async () => {
        if (!answered) await suggestAtOnce(suggestions);
      });
    },
  };
}
