import { type Advice, readAdvice } from '../../checkins/cards/advice.ts';
import { type OpenCard, readCard, withLikes } from '../../checkins/cards/card.ts';
import type { CardComposer } from '../../checkins/cards/composer.ts';
import { CARD_STEPS, type MessageAddress, removeMessage } from '../../checkins/cards/steps.ts';
import type { Clock } from '../../clock.ts';
import { findSettings } from '../../communities/settings.ts';
import type { Db, Tx } from '../../database/client.ts';
import type { OutboxStep } from '../../database/generated/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ChannelStanding, FindResult, Messenger } from '../../messenger.ts';
import { defineStep, type Prepared, type StepDefinition } from '../outbox/step.ts';

export interface CardJobContext<C> {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly messenger: Messenger<C>;
  readonly composer: CardComposer<C>;
}

/** The steps of cards and advice. A card's message is always the bot's own, never an interaction's answer. */
export function cardSteps<C>(context: CardJobContext<C>): StepDefinition[] {
  return [postCard(context), editCard(context), postAdvice(context), removeStep(context)];
}

interface CardWork {
  readonly card: OpenCard;
  /** Channel (snowflake) of the check-in, whose permissions are those of its thread. */
  readonly parentId: string;
  readonly locale: Locale;
}

function postCard<C>(context: CardJobContext<C>): StepDefinition {
  const { messenger, composer } = context;
  return defineStep<CardWork>({
    kind: CARD_STEPS.post,
    prepare: (step) =>
      prepared(context, async () => {
        const work = await loadCard(context, step);
        return work && { work, address: placeOf(work), wanted: work.card.state === 'shared' && !work.card.messageId };
      }),
    find: (work, since) => find(context, work, work.card.channelId, { mark: composer.mark(work.card.id), since }),
    send: ({ card, locale }, nonce) => messenger.send(card.channelId, composer.card(card, locale), nonce),
    record: (tx, { card }, messageId) => recordCard(context, tx, card, messageId),
    missing: async () => undefined, // somebody deleted the discussion
  });
}

/** Notes a card's message; one that was taken back meanwhile disappears again. */
async function recordCard<C>(context: CardJobContext<C>, tx: Tx, card: OpenCard, messageId: string): Promise<void> {
  const { count } = await tx.card.updateMany({ where: { id: card.id, state: 'shared' }, data: { messageId } });
  if (count === 0) await removeMessage(context, tx, { ...addressOf(card), messageId });
}

function editCard<C>(context: CardJobContext<C>): StepDefinition {
  const { messenger, composer } = context;
  return defineStep<CardWork & { readonly messageId: string }>({
    kind: CARD_STEPS.edit,
    async prepare(step, now) {
      const work = await loadCard(context, step);
      const messageId = work?.card.messageId;
      // Not posted yet: the post will say it as it is by then.
      if (!work || !messageId || work.card.state !== 'shared') return { type: 'cancelled' };
      if (isDown(messenger.look(work.card.communityId, work.parentId)))
        return { type: 'later', at: now.add({ minutes: 1 }), problem: 'unavailable' };
      return { type: 'ready', work: { ...work, messageId } };
    },
    send: ({ card, locale, messageId }) => messenger.edit(card.channelId, messageId, composer.card(card, locale)),
    record: async () => undefined,
    async missing(tx, { card }) {
      // Somebody with the right to do so deleted the message.
      await tx.card.updateMany({
        where: { id: card.id, state: 'shared' },
        data: { state: 'removed', messageId: null },
      });
    },
  });
}

interface AdviceWork extends CardWork {
  readonly advice: Advice;
}

function postAdvice<C>(context: CardJobContext<C>): StepDefinition {
  const { db, sealer, messenger, composer } = context;
  return defineStep<AdviceWork>({
    kind: CARD_STEPS.advice,
    prepare: (step) =>
      prepared(context, async () => {
        const row = await db.cardAdvice.findUnique({
          where: { id: step.subjectId ?? '' },
          include: { card: { include: withCheckin } },
        });
        if (!row) return undefined;
        const advice = readAdvice(sealer, row);
        const locale = await localeOf(db, advice.communityId);
        const wanted = advice.state === 'shared' && !advice.messageId;
        const work = { advice, card: readCard(sealer, row.card), parentId: row.card.checkin.channelId, locale };
        return { work, address: placeOf(work), wanted };
      }),
    find: (work, since) => find(context, work, work.advice.channelId, { mark: composer.mark(work.advice.id), since }),
    send: ({ advice, card, locale }, nonce) =>
      messenger.send(advice.channelId, composer.advice(advice, card, locale), nonce),
    async record(tx, { advice }, messageId) {
      const { count } = await tx.cardAdvice.updateMany({
        where: { id: advice.id, state: 'shared' },
        data: { messageId },
      });
      if (count === 0) await removeMessage(context, tx, { ...addressOf(advice), messageId });
    },
    missing: async () => undefined,
  });
}

function removeStep<C>({ db, messenger }: CardJobContext<C>): StepDefinition {
  return defineStep<MessageAddress & { readonly id: string }>({
    kind: CARD_STEPS.remove,
    async prepare(step, now) {
      const work = step.subjectId ? await db.messageRemoval.findUnique({ where: { id: step.subjectId } }) : null;
      if (!work) return { type: 'cancelled' };
      if (isDown(messenger.look(work.communityId, work.channelId)))
        return { type: 'later', at: now.add({ minutes: 1 }), problem: 'unavailable' };
      return { type: 'ready', work };
    },
    send: ({ channelId, messageId }) => messenger.remove(channelId, messageId),
    record: async (tx, { id }) => void (await tx.messageRemoval.deleteMany({ where: { id } })),
    missing: async (tx, { id }) => void (await tx.messageRemoval.deleteMany({ where: { id } })),
  });
}

/** A channel of which the gateway knows. */
interface Place {
  readonly communityId: string;
  readonly parentId: string;
}

const placeOf = ({ card, parentId }: CardWork): Place => ({ communityId: card.communityId, parentId });

const withCheckin = { ...withLikes, checkin: { select: { channelId: true } } } as const;

/** What was taken back before it was sent is not sent; if it may have been sent, it is looked for, to be removed. */
async function prepared<C, W>(
  { messenger, clock }: CardJobContext<C>,
  load: () => Promise<{ readonly work: W; readonly address: Place; readonly wanted: boolean } | undefined>,
): Promise<Prepared<W>> {
  const loaded = await load();
  if (!loaded) return { type: 'cancelled' };
  const { work, address, wanted } = loaded;
  if (isDown(messenger.look(address.communityId, address.parentId)))
    return { type: 'later', at: clock.now().add({ minutes: 1 }), problem: 'unavailable' };
  return { type: wanted ? 'ready' : 'expired', work };
}

async function loadCard<C>({ db, sealer }: CardJobContext<C>, step: OutboxStep): Promise<CardWork | undefined> {
  const row = await db.card.findUnique({ where: { id: step.subjectId ?? '' }, include: withCheckin });
  if (!row) return undefined;
  return { card: readCard(sealer, row), parentId: row.checkin.channelId, locale: await localeOf(db, row.communityId) };
}

async function localeOf(db: Db, communityId: string): Promise<Locale> {
  return (await findSettings(db, communityId))?.locale ?? 'pl';
}

function find<C>(
  { messenger }: CardJobContext<C>,
  work: CardWork,
  channelId: string,
  wanted: Parameters<Messenger<C>['find']>[1],
): Promise<FindResult> {
  const standing = messenger.look(work.card.communityId, work.parentId);
  if (standing.state === 'ready' && standing.lacks.includes('ReadMessageHistory'))
    return Promise.resolve({ type: 'unreadable' });
  return messenger.find(channelId, wanted);
}

/** An outage of Discord's is waited for; whether the discussion is still there, Discord says when it is asked. */
function isDown(standing: ChannelStanding): boolean {
  return standing.state === 'unavailable';
}

const addressOf = ({ communityId, channelId }: Omit<MessageAddress, 'messageId'>) => ({ communityId, channelId });
