import { z } from 'zod';
import { defineButton } from '../../../src/dialogue/action.ts';
import { codeBlock, escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, type MessageContent, toMe } from '../../../src/messages/reply.ts';
import { hasOptedIn, optIn, optOut } from '../../../src/notices/consent.ts';
import type { NoticeView } from '../../notices/notice.ts';
import { queueControls } from './controls.ts';

const payloadSchema = z.object({
  type: z.enum(['card', 'advice', 'goneCard', 'goneAdvice']),
  text: z.string(),
  reason: z.string().optional(),
});
const KIND = 'removed';

/**
 * Tells an author that their text is no longer in the discussion, because of moderators or because the discussion was deleted,
 * and returns it.
 */
export async function presentRemoved({ services, notice, t }: NoticeView): Promise<MessageContent | undefined> {
  const payload = payloadSchema.safeParse(notice.payload);
  if (!payload.success) return undefined;
  const { type, text, reason } = payload.data;
  const { personId, communityId } = notice;
  const lines = [
    t(`cards:removed.${type}`),
    ...(reason ? [t('cards:removed.why', { reason: escapeMarkdown(reason) })] : []),
    t('cards:removed.text'),
  ];
  const told = await hasOptedIn(services.db, { personId, kind: KIND, communityId });
  const by = told ? 'answer' : 'message';
  return {
    blocks: [
      { type: 'text', text: lines.join('\n') },
      { type: 'text', text: codeBlock(text) },
      ...(communityId
        ? [
            buttons({
              label: t(`cards:removed.by.${by}`),
              does: queueControls.tellBy.with({ community: communityId, by }),
            }),
          ]
        : []),
    ],
  };
}

/**
 * Chooses how the author is notified next time: by a direct message, or with a private answer (the default). The id contains
 * the community, because it is also used in direct messages; it changes nothing but the author's own choice.
 */
export const tellBy = defineButton({
  ...queueControls.tellBy,
  access: 'everyone',
  async run({ t, services, person, command, discordLocale }, { community: communityId, by }) {
    const key = { personId: person.id, kind: KIND, communityId } as const;
    if (by === 'message') {
      // Only in communities that notified them before: the id may name any.
      if ((await services.db.notice.count({ where: key })) === 0) return toMe(t('cards:problems.gone'));
      await optIn(services, key, discordLocale);
    } else await optOut(services.db, key);
    return toMe(t(`cards:removed.from.${by}`, { hours: command('settings.hours') }));
  },
});
