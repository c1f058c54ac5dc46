import type { MessageContent } from '../../src/discord/reply.ts';
import type { NoticeView } from '../notices/notice.ts';

/** Reminds of an entry that is still open. */
export async function presentFollowUp({ services, notice, t }: NoticeView): Promise<MessageContent | undefined> {
  const entry = await services.db.violation.findFirst({ where: { id: notice.subject, authorId: notice.personId } });
  if (!entry) return undefined;
  return { blocks: [{ type: 'text', text: t('violations:saved') }] };
}
