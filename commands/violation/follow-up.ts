import { z } from 'zod';
import { STATES } from '../../src/kinds/violations.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, type MessageContent } from '../../src/messages/reply.ts';
import { findEntry } from '../../src/violations/entries.ts';
import type { NoticeView } from '../notices/notice.ts';
import { violationControls } from './controls.ts';
import { showDay } from './today.ts';

/** The data of a follow-up: the entry's state when its author asked for it. */
const payload = z.object({ state: z.enum(STATES) }).optional();

/** Reminds of an entry that has not changed since: shows its kind and client, never the story, as others may see the phone. */
export async function presentFollowUp({ services, notice, t }: NoticeView): Promise<MessageContent | undefined> {
  const entry = await findEntry(services, notice.personId, notice.subject);
  const since = payload.parse(notice.payload)?.state;
  if (!entry || entry.state === 'resolved' || (since !== undefined && since !== entry.state)) return undefined;
  const { id, clientLabel, nextStep } = entry;
  const lines = [
    t('violations:followUp.title'),
    t('violations:followUp.logged', {
      kind: t(`violations:kinds.${entry.kind}`),
      when: showDay(entry.happenedOn),
    }),
    ...(clientLabel ? [t('violations:list.client', { client: escapeMarkdown(clientLabel) })] : []),
    ...(nextStep ? [t('violations:followUp.next', { step: escapeMarkdown(nextStep) })] : []),
  ];
  return {
    blocks: [
      { type: 'text', text: lines.join('\n') },
      buttons(
        { label: t('violations:followUp.done'), style: 'success', does: violationControls.done.with({ id }) },
        { label: t('violations:followUp.later'), does: violationControls.remind.with({ id }) },
        { label: t('violations:card.show'), does: violationControls.show.with({ id }) },
        { label: t('violations:followUp.stop'), does: violationControls.stop.with({ id }) },
      ),
    ],
  };
}
