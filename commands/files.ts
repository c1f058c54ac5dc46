import { groupFiles, type PartFile } from '../src/messages/file-parts.ts';
import { type Block, type MessageReply, toMe } from '../src/messages/reply.ts';

/** A private answer with files: those that do not fit one message are sent in further ones. */
export function toMeWithFiles(text: string, files: readonly PartFile[], ...rest: readonly Block[]): MessageReply {
  const [first = [], ...others] = groupFiles(files).map((group) =>
    group.map((file): Block => ({ type: 'file', file })),
  );
  return { ...toMe(text, ...first, ...rest), followedBy: others.map((blocks) => toMe(...blocks)) };
}
