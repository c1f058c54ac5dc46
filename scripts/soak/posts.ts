import type { Sandbox } from '@granica/discord-sandbox';

/** How the custom ids begin by which the bot's own messages are told apart, and what each message is. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['1:checkin.calm:', 'check-in'],
  ['1:checkin.join:', 'question'],
  ['1:checkin.digest:', 'digest'],
  ['1:card.meToo:', 'card'],
  ['1:alert.', 'message to moderators'],
]);

/** A message that everyone in its channel sees, by its channel and the custom ids of its controls. */
export interface Seen {
  readonly channelId: string;
  readonly customIds: readonly string[];
}

/** What is to be seen once and is seen more often, one line each; questions and posts by their check-in. */
export function duplicatedPosts(messages: readonly Seen[]): string[] {
  const counts = new Map<string, number>();
  for (const { channelId, customIds } of messages) {
    const mark = customIds.find((id) => [...MARKS.keys()].some((begin) => id.startsWith(begin)));
    const kind = [...MARKS].find(([begin]) => mark?.startsWith(begin))?.[1];
    if (mark === undefined || kind === undefined) continue;
    const name = `${kind} ${mark} in ${channelId}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].flatMap(([name, count]) => (count > 1 ? [`${name} (${count} times)`] : []));
}

/** In how many channels a check-in's post is to be seen. */
export function postedIn(messages: readonly Seen[], channels: readonly { readonly id: string }[]): number {
  const posts = messages.filter(({ customIds }) => customIds.some((id) => id.startsWith('1:checkin.calm:')));
  const places = new Set(posts.map(({ channelId }) => channelId));
  return channels.filter(({ id }) => places.has(id)).length;
}

/** All messages that are not for one person alone. */
export function publicMessages({ world }: Sandbox): Seen[] {
  return [...world.messages].flatMap(([channelId, messages]) =>
    [...messages.values()]
      .filter(({ audience }) => audience === null)
      .map(({ message }) => {
        const ids = JSON.stringify(message.components ?? []).matchAll(/"custom_id":"([^"]+)"/g);
        return { channelId, customIds: [...ids].map(([, id = '']) => id) };
      }),
  );
}
