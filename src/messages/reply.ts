import type { CustomId } from './custom-id.ts';
import type { Form, SelectOption } from './form.ts';

/** Who sees an answer: the person alone (ephemeral) or everybody in the channel. */
export type Audience = 'me' | 'channel';

export type ButtonStyle = 'primary' | 'secondary' | 'success' | 'danger';

/** A button that does something, or that opens an address. Labels: 38 characters are readable on a phone, 80 are the limit. */
export type Button =
  | {
      readonly label: string;
      readonly emoji?: string;
      readonly style?: ButtonStyle;
      readonly does: CustomId;
      readonly disabled?: boolean;
    }
  | { readonly label: string; readonly emoji?: string; readonly opens: string };

/** A list to choose from: 1 to 25 options. */
export interface Select {
  readonly does: CustomId;
  readonly prompt: string;
  readonly options: readonly SelectOption[];
  /** How many may be chosen; one if left out. */
  readonly min?: number;
  readonly max?: number;
}

/** The kinds of channels that the bot can post in. */
export type ChannelKind = 'text' | 'announcement' | 'forum';

/** A list of the guild's channels, made by Discord's client. */
export interface ChannelSelect {
  readonly does: CustomId;
  readonly prompt: string;
  readonly kinds: readonly ChannelKind[];
  /** The channel that is chosen now. */
  readonly chosen?: string;
  /** Whether none may be chosen. */
  readonly clearable?: boolean;
}

/** A list of the guild's roles, made by Discord's client. */
export interface RoleSelect {
  readonly does: CustomId;
  readonly prompt: string;
  /** The role that is chosen now. */
  readonly chosen?: string;
  /** Whether none may be chosen. */
  readonly clearable?: boolean;
}

/** A file made by the bot. `name` has no spaces; `description` is its alternative text. */
export interface Attachment {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly description?: string;
}

/** A piece of a message, top to bottom. Texts are Discord's markdown; whatever a person wrote is escaped by who puts it there. */
export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'section'; readonly text: string; readonly button: Button }
  | { readonly type: 'divider'; readonly large?: boolean }
  | { readonly type: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly type: 'select'; readonly select: Select }
  | { readonly type: 'channelSelect'; readonly select: ChannelSelect }
  | { readonly type: 'roleSelect'; readonly select: RoleSelect }
  | { readonly type: 'image'; readonly image: Attachment }
  | { readonly type: 'file'; readonly file: Attachment }
  | { readonly type: 'panel'; readonly accent?: number; readonly blocks: readonly Block[] };

/** What a message holds and whom it may ping (nobody, unless named). */
export interface MessageContent {
  readonly blocks: readonly Block[];
  readonly mayPing?: readonly string[];
}

/** A new message as the answer. */
export interface MessageReply extends MessageContent {
  readonly type: 'message';
  readonly audience: Audience;
  /** Further messages, sent after the first as follow-ups. */
  readonly followedBy?: readonly MessageReply[];
}

/** Replaces the message that holds the pressed control. */
export interface UpdateReply extends MessageContent {
  readonly type: 'update';
  readonly followedBy?: readonly MessageReply[];
}

/** Opens a form (modal). A form cannot answer a form: show a button instead. */
export interface FormReply {
  readonly type: 'form';
  readonly form: Form;
}

/** What a handler returns. Plain data: only the presenter knows Discord's payloads. */
export type Reply = MessageReply | UpdateReply | FormReply;

const asBlock = (part: string | Block): Block => (typeof part === 'string' ? { type: 'text', text: part } : part);

/** A private answer: texts and blocks, top to bottom. */
export function toMe(...parts: (string | Block)[]): MessageReply {
  return { type: 'message', audience: 'me', blocks: parts.map(asBlock) };
}

/** A public answer in the channel. Only where the person chose it. */
export function toChannel(...parts: (string | Block)[]): MessageReply {
  return { type: 'message', audience: 'channel', blocks: parts.map(asBlock) };
}

/** Replaces the message that holds the pressed control. */
export function update(...parts: (string | Block)[]): UpdateReply {
  return { type: 'update', blocks: parts.map(asBlock) };
}

/** Whether a reply, or what follows it, shows anything to the channel. */
export function reachesChannel(reply: Reply): boolean {
  if (reply.type === 'form') return false;
  return (reply.type === 'message' && reply.audience === 'channel') || (reply.followedBy ?? []).some(reachesChannel);
}

/** Opens a form. */
export function openForm(form: Form): FormReply {
  return { type: 'form', form };
}

/** A framed group of blocks, with a coloured edge if `accent` (0xRRGGBB) is given. */
export function panel(accent: number | undefined, ...parts: (string | Block)[]): Block {
  return { type: 'panel', ...(accent === undefined ? {} : { accent }), blocks: parts.map(asBlock) };
}

/** A row of buttons (more than five wrap onto the next row). */
export function buttons(...list: Button[]): Block {
  return { type: 'buttons', buttons: list };
}

export const divider: Block = { type: 'divider' };
