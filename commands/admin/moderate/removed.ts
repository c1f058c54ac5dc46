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

/** Tells an author that something of theirs is not in the discussion, by moderators or with the discussion itself, and gives the text back. */
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
 * How the author is told the next time: by a direct message, or with a private answer as anybody is who has not asked for
 * one. From a direct message too, so the community stands in its id; it changes nothing but their own choice.
 */
export const tellBy = defineButton({
  ...queueControls.tellBy,
  access: 'everyone',
  async run({ t, services, person, command, discordLocale }, { community: communityId, by }) {
    const key = { personId: person.id, kind: KIND, communityId } as const;
    if (by === 'message') {
      // Only where they were told so before: an id may name any community.
      if ((await services.db.notice.count({ where: key })) === 0) return toMe(t('cards:problems.gone'));
      await optIn(services, key, discordLocale);
    } else await optOut(services.db, key);
    return toMe(t(`cards:removed.from.${by}`, { hours: command('settings.hours') }));
  },
});
