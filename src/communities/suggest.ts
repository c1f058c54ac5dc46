import type { KnownChannel, KnownRole } from '../ports/guilds.ts';
import { fold } from '../text/words.ts';
import type { SettingsChange, StoredSettings } from './settings-schema.ts';

/** Patterns for names, the likeliest first. Names are folded, and other characters than letters and digits become one space. */
type Patterns = readonly RegExp[];

const CHECKIN: Patterns = [
  /^(?:cotygodniow\w{1,3} |tygodniow\w{1,3} |weekly )?check ?in(?:s|y|ow)?$/,
  /\bcheck ?in(?:s|y|ow)?\b/,
  /\bcotygodniow/,
];
const MODERATORS: Patterns = [
  /^(?:moderacja|moderacji|moderator(?:zy|ow|ki|s)?|moderation|mods?|modzi)(?: only| team)?$|^(?:zespol moderacji|tylko dla moderatorow|tylko dla moderacji)$/,
  /\b(?:moder(?:acj|ator|ation)\w*|mods?|modzi|modow)\b/,
];

/**
 * Suggests settings of one page that are not chosen yet, from the names of channels and roles. A suggestion is shown, never
 * stored by itself. Two equally good names suggest nothing; nor does a channel in which the bot may not write, or, for alerts
 * to moderators, one that everyone can see.
 */
export function suggestSettings(
  page: 'checkin' | 'moderators',
  settings: Pick<StoredSettings, 'checkinChannelId' | 'moderatorChannelId' | 'moderatorRoleId'>,
  { channels, roles }: { readonly channels: readonly KnownChannel[]; readonly roles: readonly KnownRole[] },
): SettingsChange {
  const { checkinChannelId, moderatorChannelId, moderatorRoleId } = settings;
  const writable = channels.filter(({ writable }) => writable);
  if (page === 'checkin') {
    const free = writable.filter(({ id }) => id !== moderatorChannelId);
    return suggestion('checkinChannelId', checkinChannelId, onlyOne(free, CHECKIN));
  }
  const closed = writable.filter(({ id, kind, open }) => !open && kind !== 'forum' && id !== checkinChannelId);
  return {
    ...suggestion('moderatorChannelId', moderatorChannelId, onlyOne(closed, MODERATORS)),
    ...suggestion('moderatorRoleId', moderatorRoleId, onlyOne(roles, MODERATORS)),
  };
}

function suggestion(field: keyof StoredSettings, chosen: string | null, found: string | undefined): SettingsChange {
  return chosen === null && found !== undefined ? { [field]: found } : {};
}

/** The item whose name matches the likeliest pattern that any name matches. */
function onlyOne(named: readonly { readonly id: string; readonly name: string }[], patterns: Patterns) {
  for (const pattern of patterns) {
    const [found, second] = named.filter(({ name }) => pattern.test(plain(name)));
    if (second) return undefined;
    if (found) return found.id;
  }
  return undefined;
}

function plain(name: string): string {
  return fold(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
