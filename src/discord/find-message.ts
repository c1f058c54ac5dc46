import {
  type APIMessage,
  DiscordAPIError,
  type REST,
  type RESTGetAPIChannelMessageResult,
  type RESTGetAPIChannelMessagesResult,
  type RESTGetAPIChannelThreadsArchivedPublicResult,
  type RESTGetAPIGuildThreadsResult,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { FindResult, Search } from '../messenger.ts';

/** How far clocks may differ: messages are looked for from so much earlier on. */
const SLACK_MINUTES = 5;
const PAGE = 100;

/** Pages through a channel from `since` to its end, oldest first. */
export function findMessage(rest: REST, channelId: string, search: Search): Promise<FindResult> {
  return told(async () => {
    for (let after = snowflakeBefore(search); ; ) {
      const page = (await rest.get(Routes.channelMessages(channelId), {
        query: new URLSearchParams({ after, limit: String(PAGE) }),
      })) as RESTGetAPIChannelMessagesResult;
      const found = page.find((message) => carries(message, search.mark));
      if (found) return found.id;
      const [newest] = page; // Discord gives each page newest first
      if (!newest || page.length < PAGE) return undefined;
      after = newest.id;
    }
  });
}

/** Looks through a forum's active posts, then through the archived ones, last archived first. */
export function findPost(
  rest: REST,
  { communityId, forumId }: { communityId: string; forumId: string },
  search: Search,
): Promise<FindResult> {
  const earliest = BigInt(snowflakeBefore(search));
  const starts = async (threads: readonly { id: string; parent_id?: string | null | undefined }[]) => {
    for (const { id, parent_id } of threads) {
      if (parent_id !== forumId || BigInt(id) < earliest) continue;
      // A post has its first message's id; somebody may have deleted that message.
      const message = await unlessMissing(
        async () => (await rest.get(Routes.channelMessage(id, id))) as RESTGetAPIChannelMessageResult,
      );
      if (message && carries(message, search.mark)) return id;
    }
    return undefined;
  };
  return told(async () => {
    const active = (await rest.get(Routes.guildActiveThreads(communityId))) as RESTGetAPIGuildThreadsResult;
    const open = await starts(active.threads);
    if (open !== undefined) return open;
    for (let before: string | undefined; ; ) {
      const page = (await rest.get(Routes.channelThreads(forumId, 'public'), {
        query: new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) }),
      })) as RESTGetAPIChannelThreadsArchivedPublicResult;
      const found = await starts(page.threads);
      if (found !== undefined) return found;
      const last = page.threads.at(-1);
      before = last && 'thread_metadata' in last ? last.thread_metadata?.archive_timestamp : undefined;
      // What was archived before the search begins cannot have been opened after it.
      const over = before === undefined || Date.parse(before) < SnowflakeUtil.timestampFrom(earliest);
      if (!page.has_more || over) return undefined;
    }
  });
}

function snowflakeBefore({ since }: Search): string {
  const timestamp = since.subtract({ minutes: SLACK_MINUTES }).epochMilliseconds;
  return SnowflakeUtil.generate({ timestamp, increment: 0n, processId: 0n, workerId: 0n }).toString();
}

/** Custom ids in a message are this application's own only in its own messages: Discord lets nobody else set them. */
function carries({ components }: APIMessage, mark: string): boolean {
  return customIds(components ?? []).some((id) => id.includes(mark));
}

function customIds(components: readonly object[]): string[] {
  return components.flatMap((component): string[] => {
    const own = 'custom_id' in component && typeof component.custom_id === 'string' ? [component.custom_id] : [];
    const inner = 'components' in component && Array.isArray(component.components) ? component.components : [];
    const accessory = 'accessory' in component && component.accessory ? [component.accessory] : [];
    return [...own, ...customIds([...inner, ...accessory].filter((each) => typeof each === 'object'))];
  });
}

async function unlessMissing<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return undefined;
    throw error;
  }
}

/** Any failure but a refusal passes: an outage, a lost answer, a rate limit. Nothing was changed. */
async function told(search: () => Promise<string | undefined>): Promise<FindResult> {
  try {
    const messageId = await search();
    return messageId === undefined ? { type: 'absent' } : { type: 'found', messageId };
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status === 429 || error.status >= 500)
      return { type: 'unavailable' };
    if (error.status === 404) return { type: 'missing' };
    if (error.status === 403) return { type: 'unreadable' };
    throw error;
  }
}
