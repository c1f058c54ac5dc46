import type { Advice } from '../../../src/checkins/cards/advice.ts';
import type { OpenCard } from '../../../src/checkins/cards/card.ts';
import type { QueueItem } from '../../../src/checkins/cards/moderation.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { cut } from '../../../src/messages/limits.ts';
import { escapeMarkdown, quote } from '../../../src/messages/markdown.ts';
import { type Block, buttons, panel } from '../../../src/messages/reply.ts';

/** Shows the queue anew, with what is to be said first. */
export type ShowQueue = (call: Call, said?: string) => Promise<(string | Block)[]>;

const TEXT_SHOWN = 500;

/** One matter of the queue. Nobody who reported it is named, nor who wrote an anonymous card. */
export function presentItem(
  { t }: Call,
  { card, advice, type, held, reports, reasons }: QueueItem,
  controls: { readonly keep: CustomId; readonly remove: CustomId; readonly read: CustomId },
): Block[] {
  const author = advice
    ? `<@${advice.authorId}>`
    : card.pseudonym === undefined
      ? `<@${card.author}>`
      : escapeMarkdown(card.pseudonym);
  const text = textOf(advice ? { advice, card } : { card });
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
      // Nobody should have to decide on what they cannot read.
      ...(text.length > TEXT_SHOWN ? [{ label: t('cards:queue.read'), does: controls.read }] : []),
    ),
  ];
}

/** All that is said in a card, or in advice. */
export function textOf({
  card,
  advice,
}: {
  readonly card: Pick<OpenCard, 'story' | 'learned'>;
  readonly advice?: Pick<Advice, 'text'>;
}): string {
  return advice?.text ?? [card.story, card.learned ?? ''].filter(Boolean).join('\n');
}
