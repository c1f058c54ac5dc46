import type { APIAttachment } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { AttachmentBody } from '../rules/bodies.ts';
import type { UploadedFile } from '../rules/messages.ts';

/** Stores uploaded files, to be served by address, and describes them. `listed`: the request's `attachments`, by file key. */
export function attachFiles(
  core: Core,
  channelId: string,
  files: readonly UploadedFile[],
  listed: readonly AttachmentBody[],
): APIAttachment[] {
  return files.map((file) => {
    const described = listed.find((attachment) => attachment.id === file.key);
    const name = tidyName(described?.filename ?? file.name);
    return storeFile(core, channelId, {
      name,
      contentType: file.contentType,
      bytes: file.bytes,
      ...(described?.description ? { description: described.description } : {}),
      ...(described?.title ? { title: described.title } : {}),
    });
  });
}

/** Stores one file and returns its attachment object. */
export function storeFile(
  core: Core,
  channelId: string,
  file: { name: string; contentType: string; bytes: Buffer; description?: string; title?: string },
): APIAttachment {
  const id = core.newId();
  core.world.files.set(id, { id, name: file.name, contentType: file.contentType, bytes: file.bytes });
  const url = `${core.url}/attachments/${channelId}/${id}/${encodeURIComponent(file.name)}`;
  const size = pictureSize(file.bytes);
  return {
    id,
    filename: file.name,
    size: file.bytes.length,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(file.description ? { description: file.description } : {}),
    ...(file.title ? { title: file.title } : {}),
    ...(size ?? {}),
  };
}

/** The attachments left by an edit: all if it names none, else those it lists, with new descriptions. */
export function keptAttachments(
  existing: readonly APIAttachment[],
  listed: readonly AttachmentBody[] | null | undefined,
): APIAttachment[] {
  if (listed === undefined) return [...existing];
  return existing.flatMap((attachment) => {
    const kept = listed?.find((entry) => entry.id === attachment.id);
    if (kept === undefined) return [];
    return [{ ...attachment, ...(kept.description ? { description: kept.description } : {}) }];
  });
}

/** Discord replaces spaces and removes unsafe characters from file names. */
function tidyName(name: string): string {
  return name.replaceAll(/\s+/g, '_').replaceAll(/[^\p{L}\p{N}._()-]/gu, '');
}

/** Width and height of a PNG; other pictures have none, as the sandbox does not decode pictures. */
function pictureSize(bytes: Buffer): { width: number; height: number } | undefined {
  const isPng = bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47;
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}
