import { randomUUID } from 'node:crypto';
import type { Given, GivenFile } from '../persons/commands.ts';
import { NotPossible } from '../persons/commands.ts';
import type { GivenValue } from '../persons/form.ts';
import type { Upload, Value } from '../protocol.ts';

/** Files that a person picked on the page and has not sent yet. Only the newest 50 are kept. */
export interface Uploads {
  add(file: GivenFile & { content: Buffer }): Upload;
  take(id: string): GivenFile;
  option(value: Value): Given;
  field(value: Value): GivenValue;
}

export function createUploads(): Uploads {
  const files = new Map<string, GivenFile>();
  const take = (id: string) => {
    const file = files.get(id);
    if (file === undefined) throw new NotPossible('The picked file is no longer there');
    return file;
  };
  return {
    add(file) {
      const uploadId = randomUUID();
      files.set(uploadId, file);
      const [oldest] = files.keys();
      if (files.size > 50 && oldest !== undefined) files.delete(oldest);
      return {
        uploadId,
        name: file.name,
        size: file.content.length,
        contentType: file.contentType ?? 'application/octet-stream',
      };
    },
    take,
    option(value) {
      if (Array.isArray(value)) throw new NotPossible('An option takes one value');
      return typeof value === 'object' ? take(value.upload) : value;
    },
    field(value) {
      if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? take(item.upload) : item));
      if (typeof value === 'object') return take(value.upload);
      return typeof value === 'number' ? String(value) : value;
    },
  };
}
