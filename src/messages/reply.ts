import type { ShareKind } from '../kinds/shares.ts';
import type { CustomId } from './custom-id.ts';
import type { Form, SelectOption } from './form.ts';

/** Who sees an answer: only the person (ephemeral) or everyone in the channel. */
export type Audience = 'me' | 'channel';

export type ButtonStyle = 'primary' | 'secondary' | 'success' | 'danger';

/** A button that runs an action or opens an address. Labels: 38 characters are readable on a phone, 80 are the limit. */
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
  /** Minimum and maximum number of choices; one by default. */
  readonly min?: number;
  readonly max?: number;
}

/** The kinds of channels that the bot can post in. */
export type ChannelKind = 'text' | 'announcement' | 'forum';

/** A list of the guild's channels, rendered by Discord's client. */
export interface ChannelSelect {
  readonly does: CustomId;
  readonly prompt: string;
  readonly kinds: readonly ChannelKind[];
  /** The currently chosen channel. */
  readonly chosen?: string;
  /** Whether the choice may be empty. */
  readonly clearable?: boolean;
}

/** A list of the guild's roles, rendered by Discord's client. */
export interface RoleSelect {
  readonly does: CustomId;
  readonly prompt: string;
  /** The currently chosen role. */
  readonly chosen?: string;
  /** Whether the choice may be empty. */
  readonly clearable?: boolean;
}

/** A file made by the bot. `name` has no spaces; `description` is its alternative text. */
export interface Attachment {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly description?: string;
}

/** A block of a message, top to bottom. Texts are Discord's markdown; the caller escapes user-written text. */
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

/** A message's content and the people it may ping (none unless named). */
export interface MessageContent {
  readonly blocks: readonly Block[];
  readonly mayPing?: readonly string[];
}

/** A new message as the answer. */
export interface MessageReply extends MessageContent {
  readonly type: 'message';
  readonly audience: Audience;
  /** What a person shows to the channel by it. Every public answer has it, so that its author can take it back. */
  readonly share?: ShareKind;
  /** Further messages, sent as follow-ups after the first. */
  readonly followedBy?: readonly MessageReply[];
}

/** Replaces the message with the pressed control. */
export interface UpdateReply extends MessageContent {
  readonly type: 'update';
  readonly followedBy?: readonly MessageReply[];
}

/** Deletes the message with the pressed control: also where the bot is no member, or may not delete messages. */
export interface RemoveReply {
  readonly type: 'remove';
  readonly followedBy?: readonly MessageReply[];
}

/** Opens a form (modal). A form cannot answer a form; show a button instead. */
export interface FormReply {
  readonly type: 'form';
  readonly form: Form;
}

/** A handler's result. Plain data: only the presenter knows Discord's payloads. */
export type Reply = MessageReply | UpdateReply | RemoveReply | FormReply;

const asBlock = (part: string | Block): Block => (typeof part === 'string' ? { type: 'text', text: part } : part);

/** A private answer: texts and blocks, top to bottom. */
export function toMe(...parts: (string | Block)[]): MessageReply {
  return { type: 'message', audience: 'me', blocks: parts.map(asBlock) };
}

/** A public answer in the channel. Use it only if the person chose that, and with a button that takes it back. */
export function toChannel(share: ShareKind, ...parts: (string | Block)[]): MessageReply {
  return { type: 'message', audience: 'channel', share, blocks: parts.map(asBlock) };
}

/** Replaces the message with the pressed control. */
export function update(...parts: (string | Block)[]): UpdateReply {
  return { type: 'update', blocks: parts.map(asBlock) };
}

/** Deletes the message with the pressed control, and says so. */
export function removed(...said: readonly MessageReply[]): RemoveReply {
  return { type: 'remove', followedBy: said };
}

/** Whether a reply or its follow-ups show anything to the channel. */
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

/**
 * Marks blocks that many answers show, such as those of a page of the guide: they are put into Discord's format once. Nobody may
 * change them.
 */
export function forMany(blocks: readonly (string | Block)[]): readonly Block[] {
  return blocks.map((part) => {
    const block = asBlock(part);
    return Object.freeze(block.type === 'panel' ? { ...block, blocks: forMany(block.blocks) } : block);
  });
}
