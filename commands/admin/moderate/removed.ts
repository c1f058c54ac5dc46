import { z } from 'zod';
import { codeBlock, escapeMarkdown } from '../../../src/discord/markdown.ts';
import type { MessageContent } from '../../../src/discord/reply.ts';
import type { NoticeView } from '../../notices/notice.ts';

const payloadSchema = z.object({ type: z.enum(['card', 'advice']), text: z.string(), reason: z.string().optional() });

/** Tells an author that moderators removed something of theirs, why, and gives the text back. */
export async function presentRemoved({ notice, t }: NoticeView): Promise<MessageContent | undefined> {
  const payload = payloadSchema.safeParse(notice.payload);
  if (!payload.success) return undefined;
  const { type, text, reason } = payload.data;
  const lines = [
    t(`cards:removed.${type}`),
    ...(reason ? [t('cards:removed.why', { reason: escapeMarkdown(reason) })] : []),
    t('cards:removed.text'),
  ];
  return {
    blocks: [
      { type: 'text', text: lines.join('\n') },
      { type: 'text', text: codeBlock(text) },
    ],
  };
}
