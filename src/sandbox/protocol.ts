/**
 * What the page and the sandbox's server say to each other. All bodies are JSON. `as` is the id of the person whom the page acts as.
 *
 * GET  /sandbox/state?as=                    -> WorldView
 * GET  /sandbox/messages?as=&channel=&before=&limit=   -> MessageView[] (oldest first, at most 100, default 50)
 * GET  /sandbox/commands?as=&channel=        -> CommandsView
 * GET  /sandbox/guide?as=                    -> GuideView (what the bot adds to the page)
 * GET  /sandbox/records?after=               -> RecordsView (the side panel's history)
 * POST /sandbox/actions                      Action -> ActionResult
 * POST /sandbox/uploads?name=                (raw bytes, Content-Type of the file) -> Upload
 * GET  /sandbox/events?as=                   text/event-stream: each `data` is one LiveEvent
 */
import type { APIEmoji, APIMessage } from 'discord-api-types/v10';

/** The world as one person sees it. */
export interface WorldView {
  /** The acting person; the first one if `as` is missing or unknown. */
  me: PersonView;
  persons: PersonView[];
  bot: { id: string; name: string; online: boolean };
  guilds: GuildView[];
  /** Direct messages of `me`, always including the one with the bot. */
  directMessages: ChannelView[];
  clock: ClockView;
  faults: FaultsView;
  violations: ViolationView[];
}

export interface PersonView {
  id: string;
  name: string;
  username: string;
  locale: string;
  zone: string;
  dmsClosed: boolean;
  hasApp: boolean;
}

export interface GuildView {
  id: string;
  name: string;
  locale: string;
  unavailable: boolean;
  botInstalled: boolean;
  roles: { id: string; name: string; color: number; managed: boolean; permissions: string }[];
  members: { id: string; name: string; roles: string[]; bot: boolean; owner: boolean }[];
  /** Channels that `me` can see, in order of position; empty if `me` is not a member. */
  channels: ChannelView[];
}

/** A channel, thread, forum post or direct message. */
export interface ChannelView {
  id: string;
  /** Discord's number: 0 text, 1 direct message, 2 voice, 4 category, 5 announcements, 10–12 threads and posts, 15 forum. */
  type: number;
  guildId: string | null;
  parentId: string | null;
  /** For a direct message: the other person's name. */
  name: string;
  topic: string;
  position: number;
  lastMessageId: string | null;
  archived: boolean;
  locked: boolean;
  messageCount: number;
  /** Tags of a post, or those offered by a forum. */
  tags: { id: string; name: string }[];
  requireTag: boolean;
  /** For threads: who started it. */
  ownerId: string | null;
  canSend: boolean;
  canManageMessages: boolean;
}

export interface MessageView {
  /** As Discord's API gives it: content, embeds, components (with defaults and addresses filled in), attachments, reactions, flags. */
  message: APIMessage;
  authorName: string;
  /** Whether only `me` sees it; it can be dismissed. */
  ephemeral: boolean;
  /** "… is thinking". */
  loading: boolean;
  /** Shown above an answer: who used which command. */
  usedBy: { id: string; name: string; command: string | null } | null;
  /** Emojis of the reactions of `me`. */
  myReactions: string[];
}

export interface CommandsView {
  /** Slash commands that `me` is offered in the channel, subcommands included. */
  chat: ChatCommandView[];
  /** Commands for the message menu. */
  message: MenuCommandView[];
  user: MenuCommandView[];
}
export interface MenuCommandView {
  id: string;
  /** Its default name. */
  command: string;
  /** In the person's language. */
  name: string;
}
export interface ChatCommandView {
  commandId: string;
  /** Default names from the command down: `['guide', 'read']`. */
  path: string[];
  /** In the person's language: `poradnik czytaj`. */
  name: string;
  description: string;
  options: CommandOptionView[];
}
export interface CommandOptionView {
  /** The default name: the key in `Action.options`. */
  name: string;
  /** In the person's language. */
  label: string;
  description: string;
  /** 3 text, 4 whole number, 5 yes/no, 6 person, 7 channel, 8 role, 9 person or role, 10 number, 11 file. */
  type: number;
  required: boolean;
  autocomplete: boolean;
  choices: Choice[];
  channelTypes: number[];
  /** For a text: characters; for a number: its value. */
  min: number | null;
  max: number | null;
}
export interface Choice {
  name: string;
  value: string | number;
}

/** An open form. */
export interface FormView {
  /** Id for `submit`. */
  interactionId: string;
  customId: string;
  title: string;
  /** From top to bottom: texts and fields. */
  parts: ({ kind: 'text'; content: string } | ({ kind: 'field' } & FieldView))[];
}
/** A field of a form as a person sees it. */
export interface FieldView {
  customId: string;
  /** 4 text, 3 string select, 5 persons, 6 roles, 7 both, 8 channels, 19 files, 21 radio, 22 checkboxes, 23 one checkbox. */
  type: number;
  label: string;
  description: string;
  placeholder: string;
  required: boolean;
  /** Its initial value: a text, chosen values, or a checkbox's state. */
  value: string | string[] | boolean;
  options: { label: string; value: string; description: string; emoji?: APIEmoji }[];
  /** For a text: characters; for others: number of values. */
  min: number;
  max: number;
  multiline: boolean;
}

/** By what a step of a tour is recognised. Custom ids are matched with a regular expression. */
export type TourMark =
  /** A command was answered: its path in default names, `guide search`; an empty one stands for any. */
  | { kind: 'command'; path: string }
  /** A button or a menu was answered. */
  | { kind: 'press'; customId: string }
  /** A form was accepted. */
  | { kind: 'form'; customId: string }
  /** A tab of the side panel was opened. */
  | { kind: 'panel'; tab: string }
  /** A request or an event in the side panel was opened. */
  | { kind: 'record' }
  /** The clock was moved on, to a moment if one is named. */
  | { kind: 'clock'; moment?: string }
  /** A fault was turned on. */
  | { kind: 'fault' }
  /** Somebody's language was changed. */
  | { kind: 'language' }
  /** Somebody else is acted as: by name, or anybody. */
  | { kind: 'person'; name?: string };

/** What the bot adds to the page: nothing of it is the sandbox's own. */
export interface GuideView {
  /** What is going on at the moment, for all pages. */
  busy: 'clock' | 'life' | 'over' | '';
  /** What a person can try, by their id. */
  about: Record<string, string>;
  tours: TourView[];
  moments: { id: string; label: string; at: number | null }[];
  life: { label: string; description: string } | null;
  canStartOver: boolean;
}
export interface TourView {
  id: string;
  name: string;
  summary: string;
  /** `as`, `channel` and `moment` are empty where it does not matter. */
  steps: { title: string; text: string; as: string; channel: string; moment: string; done: TourMark }[];
}

export interface ClockView {
  now: number;
  frozen: boolean;
}

export interface FaultsView {
  rules: { id: number; kind: string; on: string; times: number | null }[];
  zombie: boolean;
  refuseGateway: boolean;
}
export const FAULT_KINDS = [
  'rate-limited',
  'global-rate-limited',
  'error-500',
  'error-502',
  'error-503',
  'slow',
  'hang',
  'reset',
  'done-but-lost',
  'done-but-502',
  'forbidden',
] as const;

export interface RequestView {
  id: number;
  at: number;
  method: string;
  path: string;
  route: string;
  status: number;
  verdict: 'pending' | 'accepted' | 'refused' | 'violation' | 'fault';
  fault: string | null;
  took: number;
  body: unknown;
  response: unknown;
  files: { name: string; size: number }[];
}
/** A frame on the gateway. */
export interface GatewayView {
  id: number;
  at: number;
  shard: number;
  direction: 'to-bot' | 'from-bot' | 'note';
  op: number | null;
  event: string | null;
  data: unknown;
}
export interface ViolationView {
  at: number;
  rule: string;
  message: string;
  requestId: number | null;
}
export interface RecordsView {
  requests: RequestView[];
  gateway: GatewayView[];
  violations: ViolationView[];
}

/** A file kept until an action refers to it. */
export interface Upload {
  uploadId: string;
  name: string;
  size: number;
  contentType: string;
}

/** A value of an option or a field. Persons, roles and channels by id; files by the id of an upload, as `{ upload }`. */
export type Value = string | number | boolean | { upload: string } | (string | { upload: string })[];

export type Action = { as: string } & (
  | { kind: 'run'; channelId: string; commandId: string; path: string[]; options: Record<string, Value> }
  /** Answers with `choices`. */
  | {
      kind: 'autocomplete';
      channelId: string;
      commandId: string;
      path: string[];
      options: Record<string, Value>;
      focused: string;
    }
  | { kind: 'use-on-message'; channelId: string; commandId: string; messageId: string }
  | { kind: 'use-on-user'; channelId: string; commandId: string; userId: string }
  | { kind: 'click'; channelId: string; messageId: string; customId: string }
  | { kind: 'choose'; channelId: string; messageId: string; customId: string; values: string[] }
  | { kind: 'submit'; interactionId: string; values: Record<string, Value> }
  | { kind: 'send'; channelId: string; text: string; uploads?: string[]; replyTo?: string }
  | { kind: 'edit'; channelId: string; messageId: string; text: string }
  /** Deletes one's own message (a moderator: any), or dismisses a private one. */
  | { kind: 'delete'; channelId: string; messageId: string }
  | { kind: 'react'; channelId: string; messageId: string; emoji: string; on: boolean }
  | { kind: 'start-post'; forumId: string; title: string; text: string; tags: string[] }
  | { kind: 'start-thread'; channelId: string; messageId: string; name: string }
  /** Answers with `channelId`. */
  | { kind: 'open-dm'; userId: string }
  | { kind: 'add-person'; name: string; locale: string; guildId: string | null }
  | { kind: 'set-person'; userId: string; locale?: string; zone?: string; dmsClosed?: boolean; hasApp?: boolean }
  | { kind: 'set-roles'; guildId: string; userId: string; roles: string[] }
  | { kind: 'guild'; guildId: string; change: 'unavailable' | 'available' | 'remove-bot' | 'add-bot' }
  | { kind: 'clock'; change: { advance: number } | { set: number } | { to: string } | 'freeze' | 'release' }
  | { kind: 'make-life' }
  | { kind: 'start-over' }
  | { kind: 'add-fault'; fault: (typeof FAULT_KINDS)[number]; on: string; times: number | null; delay?: number }
  | { kind: 'remove-fault'; id: number }
  | { kind: 'clear-faults' }
  | {
      kind: 'gateway';
      change:
        | 'zombie-on'
        | 'zombie-off'
        | 'refuse-on'
        | 'refuse-off'
        | 'cut'
        | 'reconnect'
        | 'invalidate'
        | { close: number };
    }
);

export type ActionResult =
  | { ok: true; interactionId?: string; choices?: Choice[]; messageId?: string; channelId?: string; userId?: string }
  /** `error` explains the problem in English; the page has its own texts for people. */
  | { ok: false; error: string };

export type LiveEvent =
  | { kind: 'message'; change: 'created' | 'updated'; channelId: string; message: MessageView }
  | { kind: 'message'; change: 'deleted'; channelId: string; messageId: string }
  | { kind: 'channel'; change: 'created' | 'updated' | 'deleted'; channel: ChannelView }
  /** Persons, roles, members or guilds changed: reload the whole view. */
  | { kind: 'world'; view: WorldView }
  /** Commands were registered: reload them. */
  | { kind: 'commands' }
  /** One's own interaction: `waiting`, then `answered` (with a form, or a message), `thinking`, or `failed`. */
  | {
      kind: 'interaction';
      interactionId: string;
      stage: 'waiting' | 'thinking' | 'answered' | 'failed';
      form: FormView | null;
      messageId: string | null;
      /** The message whose button or menu was used. */
      sourceMessageId: string | null;
    }
  | { kind: 'typing'; channelId: string; name: string }
  | { kind: 'bot'; online: boolean }
  | { kind: 'clock'; clock: ClockView }
  | { kind: 'faults'; faults: FaultsView }
  /** What the bot adds to the page has changed: reload it. */
  | { kind: 'guide' }
  /** Everything was forgotten: begin again. */
  | { kind: 'over' }
  | { kind: 'request'; request: RequestView }
  | { kind: 'gateway'; record: GatewayView }
  | { kind: 'violation'; violation: ViolationView };
