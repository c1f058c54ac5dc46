import { type Embed, EmbedType, type MessageContextMenuCommandInteraction } from 'discord.js';
import { textDisplays } from './read.ts';

type Target = MessageContextMenuCommandInteraction['targetMessage'];

/**
 * All that a message says: what its author typed, what it forwards, its text blocks, and its embeds, in which a mail or the
 * post of another bot stands.
 */
export function textOf(message: Target): string {
  const texts = [message, ...message.messageSnapshots.values()].flatMap(({ content, components, embeds }) => [
    content ?? '',
    ...textDisplays(components ?? []),
    ...(embeds ?? []).map(sayEmbed),
  ]);
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '').join('\n\n');
}

/** The words of an embed. That of a link shows the page it leads to: nothing that the author said. */
function sayEmbed({ title, description, fields, data: { type = EmbedType.Rich } }: Embed): string {
  if (type !== EmbedType.Rich) return '';
  const lines = [title, description, ...fields.map(({ name, value }) => `${name}: ${value}`)];
  return lines.filter(Boolean).join('\n');
}
