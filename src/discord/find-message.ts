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
import { type FindResult, NotSent, type Search } from '../ports/messenger.ts';
import { waitOf } from './rate-limited.ts';

/** Minutes by which clocks may differ: searches start that much earlier. */
const SLACK_MINUTES = 5;
const PAGE = 100;
/** Maximum requests of a search in one run: it holds a claim, which expires after some minutes. */
const MOST_REQUESTS = 100;
/** Milliseconds after which a search that reached the limit continues. */
const GOES_ON_AFTER = 1000;
/** Maximum unfinished searches remembered. */
const REMEMBERED = 100;

/** Searches for the bot's own messages. An interrupted search continues where it stopped when it is requested again. */
export interface Searches {
  /** Pages through a channel from `since` to its end, oldest first. */
  message(channelId: string, search: Search): Promise<FindResult>;
  /** Searches a forum's active posts, then the archived ones, last archived first. */
  post(communityId: string, forumId: string, search: Search): Promise<FindResult>;
}

/** Progress of a search. */
interface Progress {
  /** Its start: the id of a hypothetical message sent at that time. */
  readonly from: string;
  /** Id of the last message examined. */
  after: string;
  /** Forum posts already examined. */
  readonly posts: Set<string>;
}

export function createSearches(rest: REST): Searches {
  const unfinished = new Map<string, Progress>();

  /** Runs a search with its earlier progress, which is dropped once it finishes. */
  const goOn = async (key: string, search: Search, look: (seen: Progress, get: Get) => Look): Promise<FindResult> => {
    const from = snowflakeBefore(search);
    const before = unfinished.get(key);
    const seen =
      before && BigInt(before.from) <= BigInt(from) ? before : { from, after: from, posts: new Set<string>() };
    unfinished.delete(key);
    const result = await told(() => look(seen, limited(rest)));
    if (result.type === 'unavailable') unfinished.set(key, seen);
    const [oldest] = unfinished.keys();
    if (oldest !== undefined && unfinished.size > REMEMBERED) unfinished.delete(oldest);
    return result;
  };
  return {
    message: (channelId, search) =>
      goOn(`${channelId} ${search.mark}`, search, (seen, get) => findMessage(get, channelId, search, seen)),
    post: (communityId, forumId, search) =>
      goOn(`${forumId} ${search.mark}`, search, (seen, get) => findPost(get, { communityId, forumId }, search, seen)),
  };
}

type Get = REST['get'];
type Look = Promise<string | undefined>;

/** `rest.get`, at most {@link MOST_REQUESTS} times. */
function limited(rest: REST): Get {
  let made = 0;
  return (route, options) => {
    made += 1;
    if (made > MOST_REQUESTS) throw new NotSent(GOES_ON_AFTER);
    return rest.get(route, options);
  };
}

async function findMessage(get: Get, channelId: string, { mark }: Search, seen: Progress): Look {
  for (;;) {
    const page = (await get(Routes.channelMessages(channelId), {
      query: new URLSearchParams({ after: seen.after, limit: String(PAGE) }),
    })) as RESTGetAPIChannelMessagesResult;
    const found = page.find((message) => carries(message, mark));
    if (found) return found.id;
    const [newest] = page; // Discord returns each page newest first
    if (!newest || page.length < PAGE) return undefined;
    seen.after = newest.id;
  }
}

async function findPost(
  get: Get,
  { communityId, forumId }: { communityId: string; forumId: string },
  { mark }: Search,
  seen: Progress,
): Look {
  const earliest = BigInt(seen.from);
  const starts = async (threads: readonly { id: string; parent_id?: string | null | undefined }[]) => {
    for (const { id, parent_id } of threads) {
      if (parent_id !== forumId || BigInt(id) < earliest || seen.posts.has(id)) continue;
      // A post has the id of its first message, which may have been deleted.
      const message = await unlessMissing(
        async () => (await get(Routes.channelMessage(id, id))) as RESTGetAPIChannelMessageResult,
      );
      if (message && carries(message, mark)) return id;
      seen.posts.add(id);
    }
    return undefined;
  };
  const active = (await get(Routes.guildActiveThreads(communityId))) as RESTGetAPIGuildThreadsResult;
  const open = await starts(active.threads);
  if (open !== undefined) return open;
  for (let before: string | undefined; ; ) {
    const page = (await get(Routes.channelThreads(forumId, 'public'), {
      query: new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) }),
    })) as RESTGetAPIChannelThreadsArchivedPublicResult;
    const found = await starts(page.threads);
    if (found !== undefined) return found;
    const last = page.threads.at(-1);
    before = last && 'thread_metadata' in last ? last.thread_metadata?.archive_timestamp : undefined;
    // A post archived before the search's start cannot have been opened after it.
    const over = before === undefined || Date.parse(before) < SnowflakeUtil.timestampFrom(earliest);
    if (!page.has_more || over) return undefined;
  }
}

function snowflakeBefore({ since }: Search): string {
  const timestamp = since.subtract({ minutes: SLACK_MINUTES }).epochMilliseconds;
  return SnowflakeUtil.generate({ timestamp, increment: 0n, processId: 0n, workerId: 0n }).toString();
}

/** Custom ids belong to this application only in its own messages: Discord lets no one else set them. */
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

/** Failures other than refusals (an outage, a lost answer, a rate limit) are temporary, as nothing was changed. */
async function told(search: () => Promise<string | undefined>): Promise<FindResult> {
  try {
    const messageId = await search();
    return messageId === undefined ? { type: 'absent' } : { type: 'found', messageId };
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status === 429 || error.status >= 500)
      return { type: 'unavailable', ...waitOf(error) };
    if (error.status === 404) return { type: 'missing' };
    if (error.status === 403) return { type: 'unreadable' };
    throw error;
  }
}
