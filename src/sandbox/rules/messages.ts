import type { AllowedMentionsBody, EmbedBody, MessageBody } from './bodies.ts';
import { everyComponent, messageComponentFaults } from './components.ts';
import { type Fault, invalidForm, type Path, refusal } from './errors.ts';

/** Message flags that matter here. */
export const F = {
  SuppressEmbeds: 1 << 2,
  Ephemeral: 1 << 6,
  Loading: 1 << 7,
  SuppressNotifications: 1 << 12,
  IsVoiceMessage: 1 << 13,
  IsComponentsV2: 1 << 15,
} as const;

/** Flags that a bot may set when it sends or edits; Discord drops all others. */
export const SENDABLE_FLAGS = F.SuppressEmbeds | F.SuppressNotifications | F.IsComponentsV2;
export const EDITABLE_FLAGS = F.SuppressEmbeds | F.IsComponentsV2;

/** Maximum bytes per file: 10 MiB, the upload limit without boosts. */
export const FILE_LIMIT = 10 * 1024 * 1024;

export interface UploadedFile {
  /** The n of `files[n]`. */
  key: string;
  name: string;
  contentType: string;
  bytes: Buffer;
}

/**
 * The rules for a message that the schema does not check. `under` is the message's path in the body (`['data']` in a callback).
 * `before`: the message before an edit. Throws 50035, 50006 or 40005.
 */
export function checkMessage(
  body: MessageBody,
  files: readonly UploadedFile[],
  under: Path = [],
  before?: {
    flags: number;
    content: string;
    embeds: number;
    components: number;
    attachments: readonly { id: string; filename: string }[];
  },
): void {
  const flags = (body.flags ?? 0) | ((before?.flags ?? 0) & F.IsComponentsV2);
  const v2 = (flags & F.IsComponentsV2) !== 0;
  const faults: Fault[] = [];
  if ((body.content ?? '').length > 2000)
    faults.push({
      path: [...under, 'content'],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: 'Must be 2000 or fewer in length.',
    });
  if (v2) faults.push(...legacyFaults(body, before, under));
  if (body.components) faults.push(...messageComponentFaults(body.components, v2, [...under, 'components']));
  if (body.embeds) faults.push(...embedFaults(body.embeds, [...under, 'embeds']));
  if (body.allowed_mentions) faults.push(...mentionFaults(body.allowed_mentions, [...under, 'allowed_mentions']));
  faults.push(...attachmentFaults(body, files, under, before?.attachments ?? []));
  if (faults.length > 0) throw invalidForm(faults);
  if (files.some((file) => file.bytes.length > FILE_LIMIT)) throw refusal(40005);

  const kept = body.attachments === undefined ? (before?.attachments.length ?? 0) : (body.attachments?.length ?? 0);
  const something =
    (body.content === undefined ? (before?.content ?? '') : (body.content ?? '')).trim() !== '' ||
    (body.embeds === undefined ? (before?.embeds ?? 0) : (body.embeds?.length ?? 0)) > 0 ||
    (body.components === undefined ? (before?.components ?? 0) : (body.components?.length ?? 0)) > 0 ||
    kept > 0 ||
    files.length > 0 ||
    (body.sticker_ids?.length ?? 0) > 0 ||
    body.message_reference?.type === 1;
  if (!something) throw refusal(50006);
}

function legacyFaults(
  body: MessageBody,
  before: { content: string; embeds: number } | undefined,
  under: Path,
): Fault[] {
  const used: [string, boolean][] = [
    ['content', (body.content ?? (body.content === undefined ? before?.content : '') ?? '') !== ''],
    ['embeds', (body.embeds?.length ?? (body.embeds === undefined ? before?.embeds : 0) ?? 0) > 0],
    ['sticker_ids', (body.sticker_ids?.length ?? 0) > 0],
    ['poll', body.poll !== undefined && body.poll !== null],
  ];
  return used
    .filter(([, present]) => present)
    .map(([field]) => ({
      path: [...under, field],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    }));
}

function embedFaults(embeds: readonly EmbedBody[], under: Path): Fault[] {
  const size = embeds.reduce(
    (sum, embed) =>
      sum +
      [embed.title, embed.description, embed.footer?.text, embed.author?.name].reduce(
        (n, text) => n + (text?.length ?? 0),
        0,
      ) +
      (embed.fields ?? []).reduce((n, field) => n + field.name.length + field.value.length, 0),
    0,
  );
  return size > 6000
    ? [{ path: under, code: 'MAX_EMBED_SIZE_EXCEEDED', message: 'Embed size exceeds maximum size of 6000' }]
    : [];
}

function mentionFaults(allowed: AllowedMentionsBody, under: Path): Fault[] {
  return (['users', 'roles'] as const)
    .filter((kind) => allowed.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0)
    .map((kind) => ({
      path: under,
      code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
    }));
}

function attachmentFaults(
  body: MessageBody,
  files: readonly UploadedFile[],
  under: Path,
  existing: readonly { id: string; filename: string }[],
): Fault[] {
  const faults: Fault[] = [];
  const listed = body.attachments;
  for (const [index, attachment] of (listed ?? []).entries())
    if (!files.some((file) => file.key === attachment.id) && !existing.some((old) => old.id === attachment.id))
      faults.push({
        path: [...under, 'attachments', index, 'id'],
        code: 'ATTACHMENT_NOT_FOUND',
        message: `Could not find attachment with id ${attachment.id}`,
      });
  if (files.length > 10)
    faults.push({
      path: [...under, 'attachments'],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: 'Must be 10 or fewer in length.',
    });
  const names = new Set([
    ...files.map((file) => listed?.find((attachment) => attachment.id === file.key)?.filename ?? file.name),
    ...existing
      .filter((old) => listed === undefined || listed?.some((kept) => kept.id === old.id))
      .map((old) => old.filename),
  ]);
  for (const [component, path] of everyComponent(body.components ?? [], [...under, 'components'])) {
    const places: [string | undefined, Path, boolean][] = [
      [component.media?.url, [...path, 'media', 'url'], false],
      [component.file?.url, [...path, 'file', 'url'], true],
      ...(component.items ?? []).map((item, n): [string, Path, boolean] => [
        item.media.url,
        [...path, 'items', n, 'media', 'url'],
        false,
      ]),
    ];
    for (const [url, place, onlyAttachment] of places) {
      if (url === undefined) continue;
      const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
      if (name === undefined && (onlyAttachment || !/^https?:/i.test(url)))
        faults.push({
          path: place,
          code: 'URL_TYPE_INVALID_SCHEME',
          message: `Scheme "${url.split(':')[0]}" is not supported. Scheme must be one of (${onlyAttachment ? "'attachment'" : "'http', 'https', 'attachment'"}).`,
        });
      if (name !== undefined && !names.has(name))
        faults.push({
          path: place,
          code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          message: `The referenced attachment could not be found: ${name}`,
        });
    }
  }
  return faults;
}
