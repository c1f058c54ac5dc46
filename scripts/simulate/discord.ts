import type { CustomId } from '../../src/messages/custom-id.ts';
import type { MessageContent } from '../../src/messages/reply.ts';
import type { DirectMessages } from '../../src/ports/direct-messages.ts';
import type { FindResult, Messenger, Search, SendResult } from '../../src/ports/messenger.ts';

/** A message as it is looked at here: its text, and the custom id of its button. */
export interface Content {
  readonly text: string;
  readonly mark: string;
}

/** A message with a text, and a button with a mark as its custom id. */
export function messageOf(text: string, mark: string): MessageContent {
  const button = { label: mark, does: mark as CustomId };
  return {
    blocks: [
      { type: 'text', text },
      { type: 'buttons', buttons: [button] },
    ],
  };
}

/** What {@link messageOf} was given. */
export function contentOf({ blocks: [said, row] }: MessageContent): Content {
  const button = row?.type === 'buttons' ? row.buttons[0] : undefined;
  return { text: said?.type === 'text' ? said.text : '', mark: button && 'does' in button ? button.does : '' };
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly nonce: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  content: Content;
  /** Thread that was opened on it, or that it opened (a forum's post). */
  threadId?: string;
  edits: number;
}

export interface Request {
  readonly kind: 'send' | 'remove' | 'openPost' | 'openThread' | 'edit' | 'find' | 'findPost' | 'membership' | 'direct';
  readonly channelId: string;
}

/**
 * What becomes of a request: `lost` is done but its answer never comes, or is a 5xx; `failed` is a 5xx and nothing is done;
 * `limited` a 429. After `dies…` the process that made it does nothing any more.
 */
export type Fate = 'ok' | 'lost' | 'failed' | 'limited' | 'forbidden' | 'missing' | 'diesBefore' | 'diesAfter';

/** The process was killed: thrown by all that it still tries. */
export class Killed extends Error {
  override name = 'Killed';
}

/** A process, as those see it who may end it. */
export interface Mortal {
  readonly alive: boolean;
  kill(): void;
}

export interface FakeDiscord {
  /** Everything that is visible, by channel or thread. */
  readonly messages: ReadonlyMap<string, Message[]>;
  /** How many requests there were. */
  readonly requests: number;
  /** The port as one process sees it. A dead one requests nothing more. */
  connect(process: Mortal): Messenger;
  /** The same of the port for direct messages; they stand under {@link directTo}. */
  connectDirect(process: Mortal): DirectMessages;
}

/** Where direct messages to somebody stand. */
export const directTo = (personId: string): string => `direct to ${personId}`;

export interface FakeDiscordOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly fate?: (request: Request) => Fate;
  readonly look?: Messenger['look'];
  /** Told of each message that appears. */
  readonly onMessage?: (message: Message) => void;
  /** How long Discord recognises a nonce: "some minutes". */
  readonly nonceKept?: number;
}

/** What a 429 asks to wait, in milliseconds. */
const RETRY_AFTER = 2000;
/** How far a search reaches back beyond what is asked: as `src/discord/find-message.ts` does. */
const SLACK = 5 * 60_000;

/** Discord behind the port `Messenger`, in memory: it keeps what is visible, and whatever goes wrong is decided by `fate`. */
export function createFakeDiscord(options: FakeDiscordOptions): FakeDiscord {
  const { now, fate = () => 'ok', nonceKept = 3 * 60_000 } = options;
  const look = options.look ?? (() => ({ state: 'ready', kind: 'text', lacks: [] }) as const);
  const messages = new Map<string, Message[]>();
  const byId = new Map<string, Message>();
  const threads = new Map<string, string>();
  let serial = 0;
  let requests = 0;

  const inChannel = (channelId: string): Message[] => {
    const list = messages.get(channelId) ?? [];
    messages.set(channelId, list);
    return list;
  };
  const put = (channelId: string, content: MessageContent, nonce?: string): Message => {
    serial += 1;
    const message: Message = { id: String(serial), channelId, nonce, at: now(), content: contentOf(content), edits: 0 };
    inChannel(channelId).push(message);
    byId.set(message.id, message);
    options.onMessage?.(message);
    return message;
  };
  const search = (list: readonly Message[], { mark, since }: Search): string | undefined =>
    list.find(({ at, content }) => at >= since.epochMilliseconds - SLACK && content.mark === mark)?.id;

  /** Runs one request under its fate. `act` does it and says what came of it; undefined: what it is about is gone. */
  const run = (process: Mortal, request: Request, act: () => string | undefined): SendResult => {
    if (!process.alive) throw new Killed();
    requests += 1;
    const fated = fate(request);
    switch (fated) {
      case 'failed':
        return { ok: false, reason: 'uncertain' };
      case 'limited':
        return { ok: false, reason: 'unavailable', retryAfter: RETRY_AFTER };
      case 'forbidden':
      case 'missing':
        return { ok: false, reason: fated };
      case 'diesBefore':
        process.kill();
        throw new Killed();
    }
    const messageId = act();
    if (fated === 'diesAfter') {
      process.kill();
      throw new Killed();
    }
    if (messageId === undefined) return { ok: false, reason: 'missing' };
    return fated === 'lost' ? { ok: false, reason: 'uncertain' } : { ok: true, messageId };
  };
  const found = (process: Mortal, request: Request, list: () => readonly Message[], wanted: Search): FindResult => {
    const result = run(process, request, () => search(list(), wanted) ?? '');
    if (!result.ok) return { type: result.reason === 'forbidden' ? 'unreadable' : 'unavailable' };
    return result.messageId === '' ? { type: 'absent' } : { type: 'found', messageId: result.messageId };
  };

  const send = (process: Mortal, request: Request, content: MessageContent, nonce: string): SendResult =>
    run(process, request, () => {
      const { channelId } = request;
      const earlier = inChannel(channelId).find((one) => one.nonce === nonce && now() - one.at < nonceKept);
      return (earlier ?? put(channelId, content, nonce)).id;
    });

  return {
    messages,
    get requests() {
      return requests;
    },
    connectDirect: (process) => ({
      async membership(_communityId, personId) {
        const asked = run(process, { kind: 'membership', channelId: directTo(personId) }, () => personId);
        return asked.ok ? 'member' : 'unknown';
      },
      async send(personId, content, nonce) {
        const sent = send(process, { kind: 'direct', channelId: directTo(personId) }, content, nonce);
        if (sent.ok) return 'sent';
        if (sent.retryAfter !== undefined) return { retryAfter: sent.retryAfter, what: 'one' };
        return sent.reason === 'uncertain' ? 'uncertain' : 'closed';
      },
    }),
    connect(process) {
      return {
        look,
        mayWriteIn: () => undefined,
        async send(channelId, content, nonce) {
          return send(process, { kind: 'send', channelId }, content, nonce);
        },
        async remove(channelId, messageId) {
          return run(process, { kind: 'remove', channelId }, () => {
            // A forum's post stands in the forum, and is removed from its own thread.
            for (const place of [channelId, threads.get(channelId) ?? channelId])
              messages.set(
                place,
                inChannel(place).filter(({ id }) => id !== messageId),
              );
            byId.delete(messageId);
            return messageId;
          });
        },
        async pin(channelId, messageId) {
          return run(process, { kind: 'edit', channelId }, () => messageId);
        },
        async openPost(channelId, _title, content) {
          return run(process, { kind: 'openPost', channelId }, () => {
            const message = put(channelId, content);
            message.threadId = message.id;
            threads.set(message.id, channelId);
            return message.id;
          });
        },
        async openThread(channelId, messageId) {
          return run(process, { kind: 'openThread', channelId }, () => {
            const message = byId.get(messageId);
            if (!message) return undefined;
            message.threadId = messageId;
            threads.set(messageId, channelId);
            return messageId;
          });
        },
        async edit(channelId, messageId, content) {
          return run(process, { kind: 'edit', channelId }, () => {
            const message = byId.get(messageId);
            if (!message) return undefined;
            message.content = contentOf(content);
            message.edits += 1;
            return messageId;
          });
        },
        async find(channelId, wanted) {
          return found(process, { kind: 'find', channelId }, () => inChannel(channelId), wanted);
        },
        async findPost(_communityId, channelId, wanted) {
          return found(process, { kind: 'findPost', channelId }, () => inChannel(channelId), wanted);
        },
      };
    },
  };
}
