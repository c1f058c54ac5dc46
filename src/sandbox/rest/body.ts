import type { FastifyRequest } from 'fastify';
import { refusal } from '../rules/errors.ts';
import type { UploadedFile } from '../rules/messages.ts';

/** JSON, or multipart with `payload_json` and `files[n]` (https://docs.discord.com/developers/reference#uploading-files). */
export async function readBody(request: FastifyRequest): Promise<{ body: unknown; files: UploadedFile[] }> {
  const raw = request.body;
  if (!Buffer.isBuffer(raw) || raw.length === 0) return { body: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: parse(raw.toString()), files: [] };
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData().catch(() => {
    throw refusal(50046);
  });
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') {
      if (field === 'payload_json') body = parse(value);
      continue;
    }
    const key = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (key !== undefined)
      files.push({
        key,
        name: value.name,
        contentType: contentType(value),
        bytes: Buffer.from(await value.arrayBuffer()),
      });
  }
  return { body, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw Object.assign(refusal(50109), { cause: error });
  }
}

const BY_ENDING: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
};

/** A file's content type. Discord examines the content; the extension is close enough. */
function contentType(file: File): string {
  return BY_ENDING[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? (file.type || 'application/octet-stream');
}
