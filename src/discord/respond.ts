import {
  type APIApplicationCommandOptionChoice,
  DiscordAPIError,
  HTTPError,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { ActionDefer } from '../dialogue/action.ts';
import type { Suggestion } from '../dialogue/command.ts';
import { LIMITS, shorten } from '../messages/limits.ts';
import { type MessageReply, type Reply, toMe } from '../messages/reply.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import { presentForm } from './present/form.ts';
import { type MessagePayload, presentMessage } from './present/message.ts';

/** Identifies one interaction towards Discord. The token is a secret for 15 minutes: never logged. */
export interface InteractionAddress {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/**
 * Answers one interaction. The first answer is a single callback (Discord does not limit callbacks, but allows only 50 edits and
 * follow-ups a second); after `defer` it is an edit; further messages are follow-ups.
 */
export interface Responder {
  /** Shows "thinking…" (or nothing yet, for `update`), which gives 15 minutes. Does nothing once deferred. */
  defer(kind: ActionDefer): Promise<void>;
  /** Defers in a handler's place, unless an answer is in progress; `suggestions`: suggests nothing. */
  hold(kind: ActionDefer | 'suggestions'): Promise<void>;
  /** Shows an interim answer after a deferral; the final answer replaces it. Does nothing once there is an answer. */
  interim(reply: MessageReply): Promise<void>;
  /** The kind of deferral, once no request is in progress. A form cannot follow one. */
  held(): Promise<ActionDefer | undefined>;
  /** Says privately what is being done; the answer replaces it, within 15 minutes. */
  announce(text: string): Promise<void>;
  reply(reply: Reply): Promise<void>;
  suggest(suggestions: readonly Suggestion[]): Promise<void>;
  readonly deferred: ActionDefer | undefined;
  /** Time at which Discord accepted the first answer (`performance.now()`); undefined before. */
  readonly acknowledgedAt: number | undefined;
}

/**
 * Whether Discord says that the interaction was not answered in time (or its 15 minutes are over), so that the person cannot be
 * reached.
 */
export function isTooLate(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownInteraction ||
      error.code === RESTJSONErrorCodes.UnknownWebhook ||
      error.code === RESTJSONErrorCodes.InvalidWebhookToken)
  );
}

export function createResponder(rest: REST, address: InteractionAddress): Responder {
  let deferred: ActionDefer | undefined;
  let answered = false;
  /** Whether an answer has begun, so that no deferral is needed. */
  let begun = false;
  /** Id of the interim answer, if it is a message beside the deferral. */
  let interimId: string | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let acknowledgedAt: number | undefined;
  const webhook = Routes.webhook(address.applicationId, address.token);
  const original = Routes.webhookMessage(address.applicationId, address.token);

  async function callback(body: { type: InteractionResponseType; data?: unknown }, files: RawFile[] = []) {
    const send = () => rest.post(Routes.interactionCallback(address.id, address.token), { body, files, auth: false });
    try {
      await send().catch((error: unknown) => {
        if (error instanceof DiscordAPIError || error instanceof HTTPError) throw error;
        return send(); // the connection broke: the client retries only after some of the causes
      });
    } catch (error) {
      // A retry whose first answer was lost finds that it had succeeded.
      const arrived =
        error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
      if (!arrived) throw error;
    }
    acknowledgedAt ??= performance.now();
  }

  /** Runs requests one after the other: a handler's answer and the deferral in its place may come at the same time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  async function followUp(reply: MessageReply): Promise<unknown> {
    const { body, files } = presentMessage(reply, { ephemeral: reply.audience === 'me' });
    return rest.post(webhook, { body, files, auth: false });
  }

  /** Replaces the deferred message, or the one with the control. False if it was deleted meanwhile. */
  async function edit({ body, files }: MessagePayload): Promise<boolean> {
    try {
      await rest.patch(original, { body, files, auth: false });
      return true;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return false;
      throw error;
    }
  }

  async function replyAtOnce(reply: Reply) {
    if (reply.type === 'form') {
      await callback({ type: InteractionResponseType.Modal, data: presentForm(reply.form) });
      return;
    }
    const ephemeral = reply.type === 'message' && reply.audience === 'me';
    const { body, files } = presentMessage(reply, { ephemeral });
    const type =
      reply.type === 'update'
        ? InteractionResponseType.UpdateMessage
        : InteractionResponseType.ChannelMessageWithSource;
    await callback({ type, data: body }, files);
  }

  async function replyLater(reply: Reply, kind: ActionDefer) {
    if (reply.type === 'form') throw new TypeError('a deferred answer cannot be a form');
    if (reply.type === 'update' ? kind === 'update' : kind === reply.audience) {
      const there = await edit(presentMessage(reply));
      if (!there) await followUp({ ...reply, type: 'message', audience: 'me' });
      return;
    }
    if (reply.type === 'update') throw new TypeError(`an update cannot follow the deferral "${kind}"`);
    // The deferral fixed the audience; a reply to another one is a separate message.
    if (kind !== 'update') await rest.delete(original, { auth: false });
    await followUp(reply);
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
    if (answered) {
      if (reply.type !== 'message') throw new TypeError(`a second answer cannot be of the type "${reply.type}"`);
      await followUp(reply);
    } else if (deferred === undefined) await replyAtOnce(reply);
    else await replyLater(reply, deferred);
    answered = true;
    if (interimId !== undefined) {
      const outdated = Routes.webhookMessage(address.applicationId, address.token, interimId);
      interimId = undefined;
      // The person may have dismissed it.
      await rest.delete(outdated, { auth: false }).catch(() => undefined);
    }
    if (reply.type !== 'form') for (const next of reply.followedBy ?? []) await followUp(next);
  }

  return {
    get deferred() {
      return deferred;
    },
    get acknowledgedAt() {
      return acknowledgedAt;
    },
    defer(kind) {
      begun = true;
      return inTurn(async () => {
        if (deferred === undefined) await announceAnswer(kind);
      });
    },
    async hold(kind) {
      if (begun) return;
      begun = true;
      await inTurn(() => (kind === 'suggestions' ? suggestAtOnce([]) : announceAnswer(kind)));
    },
    interim(reply) {
      return inTurn(async () => {
        if (answered || deferred === undefined) return;
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
    suggest(suggestions) {
      begun = true;
      return inTurn(async () => {
        if (!answered) await suggestAtOnce(suggestions);
      });
    },
  };
}

/**
 * Marks unreadable texts in an answer as such. In a form their field is left empty, and typed text replaces them. Authors of
 * answers need not handle them.
 *
 * @param words replacement for such a text, in the person's language
 */
export function replaceUnreadable<R extends Reply>(reply: R, words: string): R {
  return replaceIn(reply, reply.type === 'form' ? '' : words);
}

/** Like {@link replaceUnreadable} for plain data of any shape: texts are replaced, bytes and everything else are kept. */
export function replaceIn<T>(value: T, words: string): T {
  return mapTexts(value, (text) => (text.includes(UNREADABLE) ? text.replaceAll(UNREADABLE, words).trim() : text)) as T;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
