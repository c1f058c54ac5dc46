import type { TemplateResult } from '/vendor/lit-html/lit-html.js';
import { currentGuild, isThread, KIND, membersHere } from '../lookup.ts';
import { avatar } from './avatar.ts';
import { type IconName, icon } from './icons.ts';

/** Something to choose. */
export interface Item {
  value: string;
  label: string;
  description?: string;
  picture?: TemplateResult | string;
  danger?: boolean;
}
export type EntityKind = 'person' | 'role' | 'mentionable' | 'channel';

/** Persons, roles and channels that can be picked here. `channelTypes`: Discord's numbers; empty for all. */
export function entityItems(kind: EntityKind, channelTypes: readonly number[] = []): Item[] {
  switch (kind) {
    case 'person':
      return membersHere().map(({ id, name, bot }) => ({ value: id, label: name, picture: avatar(id, name, bot) }));
    case 'role': {
      const guild = currentGuild();
      return (guild?.roles ?? []).map(({ id, name }) => ({
        value: id,
        label: id === guild?.id ? '@everyone' : name,
        picture: icon('at'),
      }));
    }
    case 'mentionable':
      return [...entityItems('person'), ...entityItems('role')];
    case 'channel':
      return (currentGuild()?.channels ?? [])
        .filter(({ type }) => channelTypes.length === 0 || channelTypes.includes(type))
        .map((channel) => ({ value: channel.id, label: channel.name, picture: icon(channelIcon(channel.type)) }));
  }
}

export function channelIcon(type: number): IconName {
  if (type === KIND.voice) return 'speaker';
  if (type === KIND.announcements) return 'megaphone';
  if (type === KIND.forum) return 'forum';
  if (type === KIND.dm) return 'at';
  return isThread({ type }) ? 'thread' : 'hash';
}
