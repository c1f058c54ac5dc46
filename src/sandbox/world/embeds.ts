import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { EmbedBody } from '../rules/bodies.ts';

/** Embeds as Discord returns them: `rich`, without empty fields, `attachment://` turned into addresses. */
export function resolveEmbeds(
  core: Core,
  embeds: readonly EmbedBody[],
  attachments: readonly APIAttachment[],
): APIEmbed[] {
  const address = (url: string | null | undefined): string | undefined => {
    const name = url ? /^attachment:\/\/(.+)$/.exec(url)?.[1] : undefined;
    return name === undefined
      ? (url ?? undefined)
      : (attachments.find((file) => file.filename === name)?.url ?? `${core.url}/missing`);
  };
  return embeds.map((embed) => {
    const image = address(embed.image?.url);
    const thumbnail = address(embed.thumbnail?.url);
    const icon = address(embed.footer?.icon_url);
    const authorIcon = address(embed.author?.icon_url);
    return {
      type: 'rich' as APIEmbed['type'] & string,
      ...(embed.title ? { title: embed.title } : {}),
      ...(embed.description ? { description: embed.description } : {}),
      ...(embed.url ? { url: embed.url } : {}),
      ...(embed.color === undefined || embed.color === null ? {} : { color: embed.color }),
      ...(embed.timestamp ? { timestamp: new Date(embed.timestamp).toISOString() } : {}),
      ...(embed.footer?.text ? { footer: { text: embed.footer.text, ...(icon ? { icon_url: icon } : {}) } } : {}),
      ...(embed.author?.name
        ? {
            author: {
              name: embed.author.name,
              ...(embed.author.url ? { url: embed.author.url } : {}),
              ...(authorIcon ? { icon_url: authorIcon } : {}),
            },
          }
        : {}),
      ...(image ? { image: { url: image } } : {}),
      ...(thumbnail ? { thumbnail: { url: thumbnail } } : {}),
      ...(embed.fields?.length
        ? {
            fields: embed.fields.map((field) => ({
              name: field.name,
              value: field.value,
              inline: field.inline ?? false,
            })),
          }
        : {}),
    };
  });
}
