import type { APIMessage, APIMessageTopLevelComponent, APIUser } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { AllowedMentionsBody, ComponentBody } from '../rules/bodies.ts';
import { C, everyComponent } from '../rules/components.ts';
import type { ChannelState } from './state.ts';

/**
 * Users and roles mentioned by a text, as far as allowed_mentions permits (without it: everyone named). The text is the content
 * and every text display.
 */
export function mentionsOf(
  core: Core,
  channel: ChannelState,
  content: string,
  components: readonly APIMessageTopLevelComponent[],
  allowed: AllowedMentionsBody | undefined,
): Pick<APIMessage, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  const text = [content, ...textDisplays(components)].join('\n');
  const may = (kind: 'users' | 'roles', id: string) =>
    allowed === undefined || allowed.parse?.includes(kind) === true || allowed[kind]?.includes(id) === true;
  const ids = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
  const guild = channel.guildId === null ? undefined : core.world.guilds.get(channel.guildId);
  const users: APIUser[] = ids(/<@!?(\d+)>/g).flatMap((id) => {
    const user = core.world.users.get(id)?.user;
    return user && may('users', id) ? [user] : [];
  });
  return {
    mentions: users,
    mention_roles: ids(/<@&(\d+)>/g).filter((id) => guild?.roles.some((role) => role.id === id) && may('roles', id)),
    mention_everyone:
      /@(everyone|here)\b/.test(text) && (allowed === undefined || allowed.parse?.includes('everyone') === true),
  };
}

/** The texts of all text displays, in reading order. */
export function textDisplays(components: readonly APIMessageTopLevelComponent[]): string[] {
  // Response components have every field that the walk reads; their types differ from the request's only in optional fields.
  return [...everyComponent(components as ComponentBody[], [])].flatMap(([component]) =>
    component.type === C.TextDisplay ? [component.content ?? ''] : [],
  );
}
