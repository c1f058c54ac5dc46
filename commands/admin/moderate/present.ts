import type { QueueItem } from '../../../src/checkins/cards/moderation.ts';
import type { Call } from '../../../src/discord/call.ts';
import type { CustomId } from '../../../src/discord/ids.ts';
import { cut } from '../../../src/discord/limits.ts';
import { escapeMarkdown, quote } from '../../../src/discord/markdown.ts';
import { type Block, buttons, panel } from '../../../src/discord/reply.ts';

/** Shows the queue anew, with what is to be said first. */
export type ShowQueue = (call: Call, said?: string) => Promise<(string | Block)[]>;

const TEXT_SHOWN = 500;

/** One matter of the queue. Nobody who reported it is named, nor who wrote an anonymous card. */
export function presentItem(
  { t }: Call,
  { card, advice, type, held, reports, reasons }: QueueItem,
  controls: { readonly keep: CustomId; readonly remove: CustomId },
): Block[] {
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
    ...reasons
      .slice(0, 2)
      .map(
        (reason) => `-# ${t('cards:queue.quoted', { reason: escapeMarkdown(cut(reason, 100).replace(/\s+/gu, ' ')) })}`,
      ),
  ];
  return [
    panel(undefined, lines.join('\n')),
    buttons(
      { label: t(held ? 'cards:queue.approve' : 'cards:queue.keep'), style: 'success', does: controls.keep },
      { label: t('cards:queue.remove'), style: 'danger', does: controls.remove },
    ),
  ];
}
