import type { Advice } from '../../../src/checkins/cards/advice.ts';
import type { OpenCard } from '../../../src/checkins/cards/card.ts';
import { listQueue, type QueueItem } from '../../../src/checkins/cards/moderation.ts';
import { countQueue } from '../../../src/checkins/cards/queue-alert.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { escapeMarkdown, quote } from '../../../src/messages/markdown.ts';
import { type Block, buttons, panel } from '../../../src/messages/reply.ts';
import { queueControls } from './controls.ts';

/** Maximum items in a message, and maximum characters of all: with the opening text, they fit. */
const [SHOWN, LENGTH] = [4, 3200];
const TEXT_SHOWN = 500;

/** The queue, below an opening text. */
export async function showQueue(call: Call, said?: string): Promise<(string | Block)[]> {
  const { t, services } = call;
  const { id: communityId } = communityOf(call);
  const first = said === undefined ? [] : [panel(undefined, said)];
  const items = await listQueue(services, communityId, SHOWN);
  if (items.length === 0) return [...first, t('cards:queue.empty')];
  const count = await countQueue(services.db, communityId);
  const shown: Block[][] = [];
  for (const item of items) {
    const presented = presentItem(call, item);
    if (shown.length > 0 && lengthOf([...shown.flat(), ...presented]) > LENGTH) break;
    shown.push(presented);
  }
  return [
    ...first,
    `## ${t('cards:queue.title', { count })}`,
    ...shown.flat(),
    ...(count > shown.length ? [`-# ${t('cards:queue.more')}`] : []),
  ];
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === 'panel') return sum + lengthOf(block.blocks);
    return block.type === 'text' ? sum + block.text.length : sum;
  }, 0);
}

/** One item of the queue. Neither reporters nor the author of an anonymous card are named. */
function presentItem({ t }: Call, { id, card, advice, type, held, reports, reasons }: QueueItem): Block[] {
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
      {
        label: t(held ? 'cards:queue.approve' : 'cards:queue.keep'),
        style: 'success',
        does: queueControls.keep.with({ type, id }),
      },
      { label: t('cards:queue.remove'), style: 'danger', does: queueControls.askReason.with({ type, id }) },
      // Moderators must not have to decide on a text that they cannot read.
      ...(text.length > TEXT_SHOWN
        ? [{ label: t('cards:queue.read'), does: queueControls.read.with({ type, id }) }]
        : []),
    ),
  ];
}

/** The full text of a card or of advice. */
export function textOf({
  card,
  advice,
}: {
  readonly card: Pick<OpenCard, 'story' | 'learned'>;
  readonly advice?: Pick<Advice, 'text'>;
}): string {
  return advice?.text ?? [card.story, card.learned ?? ''].filter(Boolean).join('\n');
}
