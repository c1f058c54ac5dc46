import { listQueue, type QueueItem } from '../../../src/checkins/cards/moderation.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { defineCommand } from '../../../src/discord/command.ts';
import { cut } from '../../../src/discord/limits.ts';
import { escapeMarkdown, quote } from '../../../src/discord/markdown.ts';
import { type Block, buttons, panel, type Reply, toMe } from '../../../src/discord/reply.ts';
import { askReason, keepIt, submitReason } from './decide.ts';

/** As many as fit a message with their texts and buttons. */
const SHOWN = 4;
const TEXT_SHOWN = 500;

export const adminModerateQueue = defineCommand({
  key: 'admin.moderate.queue',
  access: 'moderator',
  contexts: 'guild',
  actions: [keepIt, askReason, submitReason],
  run: showQueue,
});

async function showQueue(call: Call): Promise<Reply> {
  const { t, services } = call;
  const items = await listQueue(services, communityOf(call).id, 100);
  if (items.length === 0) return toMe(t('cards:queue.empty'));
  const shown = items.slice(0, SHOWN);
  return toMe(
    `## ${t('cards:queue.title', { count: items.length })}`,
    ...shown.flatMap((item) => presentItem(call, item)),
  );
}

function presentItem({ t }: Call, { type, id, card, advice, held, reports, reasons }: QueueItem): Block[] {
  const author = advice
    ? `<@${advice.authorId}>`
    : card.pseudonym === undefined
      ? `<@${card.author}>`
      : escapeMarkdown(card.pseudonym);
  const text = advice?.text ?? [card.story, card.learned ?? ''].filter(Boolean).join('\n');
  const lines = [
    `**${t(`cards:queue.${type}`)}** · ${author} · ${t(`violations:kinds.${card.kind}`)}`,
    quote(escapeMarkdown(cut(text, TEXT_SHOWN)) + (text.length > TEXT_SHOWN ? '…' : '')),
    ...(held ? [`-# ${t('cards:queue.held')}`] : []),
    ...(reports > 0 ? [`-# ${t('cards:queue.reports', { count: reports })}`] : []),
    ...reasons.slice(0, 2).map((reason) => `-# „${escapeMarkdown(cut(reason, 100))}”`),
  ];
  return [
    panel(undefined, lines.join('\n')),
    buttons(
      {
        label: t(held ? 'cards:queue.approve' : 'cards:queue.keep'),
        style: 'success',
        does: keepIt.with({ type, id }),
      },
      { label: t('cards:queue.remove'), style: 'danger', does: askReason.with({ type, id }) },
    ),
  ];
}
