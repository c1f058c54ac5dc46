import type { APIAttachment, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ComponentBody, MediaBody } from '../rules/bodies.ts';
import { C, everyComponent } from '../rules/components.ts';

/** Components as Discord returns them: numbered, with defaults and the addresses of media. */
export function resolveComponents(
  core: Core,
  components: readonly ComponentBody[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  const taken = new Set(
    [...everyComponent(components, [])].flatMap(([component]) => (component.id ? [component.id] : [])),
  );
  let last = 0;
  const nextId = () => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const media = (body: MediaBody) => {
    const name = /^attachment:\/\/(.+)$/.exec(body.url)?.[1];
    const found = attachments.find((attachment) => attachment.filename === name || attachment.url === body.url);
    return found
      ? {
          id: core.newId(),
          url: found.url,
          proxy_url: found.proxy_url,
          attachment_id: found.id,
          content_type: found.content_type ?? null,
          width: found.width ?? null,
          height: found.height ?? null,
          name: found.filename,
          size: found.size,
        }
      : { id: core.newId(), url: body.url, proxy_url: body.url, content_type: null, width: null, height: null };
  };
  const resolve = (sent: ComponentBody): object => {
    const { id, components: children, accessory, media: picture, file, items, ...rest } = sent;
    const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== undefined));
    const attached = file ? media(file) : undefined;
    return {
      ...known,
      id: id || nextId(),
      ...defaults(sent),
      ...(children ? { components: children.map(resolve) } : {}),
      ...(accessory ? { accessory: resolve(accessory) } : {}),
      ...(picture ? { media: media(picture) } : {}),
      ...(attached
        ? { file: attached, ...('name' in attached ? { name: attached.name, size: attached.size } : {}) }
        : {}),
      ...(items
        ? {
            items: items.map((item) => ({
              media: media(item.media),
              description: item.description ?? null,
              spoiler: item.spoiler ?? false,
            })),
          }
        : {}),
    };
  };
  // The schema has accepted the request, and the response differs from it only in the fields added above.
  return components.map(resolve) as APIMessageTopLevelComponent[];
}

function defaults(sent: ComponentBody): object {
  switch (sent.type) {
    case C.StringSelect:
    case C.UserSelect:
    case C.RoleSelect:
    case C.MentionableSelect:
    case C.ChannelSelect:
      return { min_values: sent.min_values ?? 1, max_values: sent.max_values ?? 1, disabled: sent.disabled ?? false };
    case C.Container:
      return { accent_color: sent.accent_color ?? null, spoiler: sent.spoiler ?? false };
    case C.Separator:
      return { divider: sent.divider ?? true, spacing: sent.spacing ?? 1 };
    case C.Thumbnail:
      return { description: sent.description ?? null, spoiler: sent.spoiler ?? false };
    case C.File:
      return { spoiler: sent.spoiler ?? false };
    default:
      return {};
  }
}
