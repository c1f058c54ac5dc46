import type { APIMessage } from 'discord-api-types/v10';
import { componentsOf } from './shapes.ts';

/** All readable text of a message, one line each, for copying and for screen readers. */
export function textOf(message: APIMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ]);
  const shown = componentsOf(message).flatMap(textsIn);
  return [message.content, ...embeds, ...shown].filter((line) => line !== undefined && line !== '').join('\n');
}

function textsIn(component: ReturnType<typeof componentsOf>[number]): string[] {
  return [...(component.content ? [component.content] : []), ...(component.components ?? []).flatMap(textsIn)];
}
