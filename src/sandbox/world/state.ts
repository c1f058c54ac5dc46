/** The sandbox's state: plain data, so that it can be written to a file and read back. */
import type {
  APIApplicationCommand,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIThreadMetadata,
  APIUser,
} from 'discord-api-types/v10';

export interface UserState {
  user: APIUser;
  /** Discord's language setting of the person (`pl`, `en-US` …), sent with every interaction. */
  locale: string;
  /** IANA zone of the person's machine; only the page uses it. */
  zone: string;
  /** Whether direct messages from the bot are refused with 50007. */
  dmsClosed: boolean;
  /** Whether the app is installed for the person's account ("user install"). */
  hasApp: boolean;
}

export interface MemberState {
  userId: string;
  nick: string | null;
  roles: string[];
  joinedAt: string;
}

export interface GuildState {
  id: string;
  name: string;
  ownerId: string;
  locale: string;
  roles: APIRole[];
  members: Record<string, MemberState>;
  /** Whether the bot is a member (guild install). */
  installed: boolean;
  /** Whether there is an outage: the gateway reports it, and requests are refused as Discord does. */
  unavailable: boolean;
}

export interface ForumTag {
  id: string;
  name: string;
  moderated: boolean;
  emoji_id: string | null;
  emoji_name: string | null;
}

/** Every kind of channel in one record: guild channels, threads, direct messages. */
export interface ChannelState {
  id: string;
  type: number;
  guildId: string | null;
  name: string | null;
  topic: string | null;
  parentId: string | null;
  position: number;
  nsfw: boolean;
  slowmode: number;
  overwrites: APIOverwrite[];
  flags: number;
  lastMessageId: string | null;
  lastPin: string | null;
  /** Only forums. */
  tags: ForumTag[];
  /** Only threads. */
  ownerId: string | null;
  thread: APIThreadMetadata | null;
  appliedTags: string[];
  members: Record<string, string>;
  messageCount: number;
  totalSent: number;
  defaultAutoArchive: number | null;
  /** Only direct messages: everyone in it. */
  recipients: string[];
}

export interface MessageState {
  /** As the API gives it. */
  message: APIMessage;
  channelId: string;
  /** The only person who sees it (ephemeral); null: everyone in the channel. */
  audience: string | null;
  /** The interaction whose token may edit it. */
  interactionId: string | null;
  /** "… is thinking". */
  loading: boolean;
  nonce: string | null;
  pinnedAt: string | null;
  /** emoji key -> user ids */
  reactions: Record<string, string[]>;
}

export interface FileState {
  id: string;
  name: string;
  contentType: string;
  /** base64 in a saved world */
  bytes: Buffer;
}

export interface WorldState {
  application: { id: string; name: string; publicKey: string; ownerId: string };
  users: Map<string, UserState>;
  guilds: Map<string, GuildState>;
  channels: Map<string, ChannelState>;
  /** By channel, oldest first. */
  messages: Map<string, Map<string, MessageState>>;
  files: Map<string, FileState>;
  /** Global commands under `''`, a guild's under its id. */
  commands: Map<string, Map<string, APIApplicationCommand>>;
}

export function emptyWorld(application: WorldState['application']): WorldState {
  return {
    application,
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    commands: new Map([['', new Map()]]),
  };
}
