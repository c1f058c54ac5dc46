import type { Temporal } from 'temporal-polyfill';
import { findSettings } from '../../communities/settings.ts';
import type { Db } from '../../database/client.ts';
import type { OutboxStep } from '../../database/generated/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';
import { defineStep } from '../../outbox/define-step.ts';
import { waitOut } from '../../outbox/places.ts';
import type { Prepared, StepDefinition } from '../../outbox/step-definition.ts';
import type { FindResult, Messenger } from '../../ports/messenger.ts';
import { UNREADABLE } from '../../text/unreadable.ts';
import { instantOf } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import { isAfter } from '../posting/work.ts';
import { type Advice, readAdvice } from './advice.ts';
import { type OpenCard, readCard, WITH_LIKES } from './card.ts';
import type { CardComposer } from './composer.ts';
import { removalStep } from './removal.ts';
import { CARD_STEPS, type MessageAddress, removeMessage } from './steps.ts';
import { endUnshown, forgetTrouble, giveUp, noteBlocked, noteDiscussionGone, noteOpen } from './trouble.ts';

export interface CardJobContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly messenger: Messenger;
  readonly composer: CardComposer;
}

/** The steps of cards and advice. A card's message is always the bot's own, never an interaction's answer. */
export function cardSteps(context: CardJobContext): StepDefinition[] {
  return [postCard(context), editCard(context), postAdvice(context), removalStep(context)];
}

interface CardWork extends Place {
  readonly card: OpenCard;
  readonly locale: Locale;
  readonly closesAt: Temporal.Instant;
  /** Whether its discussion ended too long ago for it to be of use there. */
  readonly late: boolean;
}

/** Days after the close for which a change is still attempted. */
const EDITED_DAYS = 7;
/** Hours after the close, or the approval, after which an unposted card is given up. */
const POSTED_HOURS = 24;

function postCard(context: CardJobContext): StepDefinition {
  const { messenger, composer } = context;
  return defineStep<CardWork | Gone>({
    kind: CARD_STEPS.post,
    prepare: (step) =>
      prepared(context, step, async (id) => {
        const work = await loadCard(context, step, id);
        return work && { work, wanted: work.card.state === 'shared' && !work.card.messageId && isReadable(work.card) };
      }),
    find: (work, since) => find(context, work, since),
    send: (work, nonce) =>
      'card' in work
        ? messenger.send(work.channelId, composer.card(work.card, work.locale), nonce)
        : Promise.resolve({ ok: false, reason: 'missing' }),
    async record(tx, { id, ...place }, messageId) {
      const card = await tx.card.findUnique({ where: { id }, select: { state: true, messageId: true } });
      await noteOpen(context, tx, place);
      if (card && stays(card, messageId)) await tx.card.update({ where: { id }, data: { messageId } });
      else await removeMessage(tx, { ...addressOf(place), messageId }, context.clock.now());
    },
    async missing(tx, work) {
      if (!('card' in work)) return;
      const { authorId, story, learned } = work.card;
      const text = [story, learned ?? ''].filter(Boolean).join('\n\n');
      await noteDiscussionGone(context, tx, { ...work, authorId, text }, 'card');
    },
    expire: async (tx, work) => void ('card' in work && work.late && (await giveUp(tx, work, 'card'))),
    broken: async (tx, { subjectId }) => void (subjectId && (await endUnshown(tx, subjectId, 'card'))),
    trouble: (tx, work, problem) => noteBlocked(context, tx, work, problem),
  });
}

/** Whether a card's texts can be read: an unreadable text never replaces one in the discussion. */
function isReadable({ story, learned }: OpenCard): boolean {
  return story !== UNREADABLE && learned !== UNREADABLE;
}

/** Whether a sent or found message stays: it is wanted, and no later one has replaced it. */
function stays(row: { readonly state: string; readonly messageId: string | null }, messageId: string): boolean {
  return row.state === 'shared' && (row.messageId === null || row.messageId === messageId);
}

/** Seconds until an edit checks again whether its card's post is settled. */
const POST_AWAITED_SECONDS = 5;

async function isUnderWay(db: Db, cardId: string): Promise<boolean> {
  const post = { kind: CARD_STEPS.post, subjectId: cardId, firstAt: { not: null } };
  return (await db.outboxStep.count({ where: { ...post, state: { in: ['pending', 'claimed'] } } })) > 0;
}

/** Whether there was another change after a step was claimed: what was read may already be what is seen at a later moment only. */
function findLaterChange(db: Db, { id, nonce }: OutboxStep): Promise<Pick<OutboxStep, 'dueAt'> | null> {
  return db.outboxStep.findFirst({ where: { id, nonce: { not: nonce } }, select: { dueAt: true } });
}

function editCard(context: CardJobContext): StepDefinition {
  const { db, messenger, composer } = context;
  return defineStep<CardWork & { readonly messageId: string }>({
    kind: CARD_STEPS.edit,
    follows: true,
    async prepare(step, now) {
      // Tried again, or taken over, it may come before an anonymous author's moment.
      const dueAt = instantOf(step.dueAt);
      if (isAfter(dueAt, now)) return { type: 'later', at: dueAt };
      // Asked before the card is read: a post that ends in between has left its message there.
      const underWay = step.subjectId !== null && (await isUnderWay(db, step.subjectId));
      const work = step.subjectId ? await loadCard(context, step, step.subjectId) : undefined;
      const messageId = work?.card.messageId;
      if (work?.card.state !== 'shared' || !isReadable(work.card)) return { type: 'cancelled' };
      const changed = work.card.pseudonym === undefined ? undefined : await findLaterChange(db, step);
      if (changed) return { type: 'later', at: instantOf(changed.dueAt) };
      // A post in progress, or one whose answer was lost, may show the card's earlier state, so the edit waits for it. A post
      // not yet begun will show the current state.
      if (!messageId)
        return underWay ? { type: 'later', at: now.add({ seconds: POST_AWAITED_SECONDS }) } : { type: 'cancelled' };
      const late = isAfter(now, work.closesAt.add({ hours: 24 * EDITED_DAYS }));
      if (late) return { type: 'expired', work: { ...work, messageId } };
      const outage = waitOut(messenger.look(work.communityId, work.parentId), now);
      return outage ?? { type: 'ready', work: { ...work, messageId } };
    },
    send: ({ card, locale, messageId }) => messenger.edit(card.channelId, messageId, composer.card(card, locale)),
    record: (tx, work) => noteOpen(context, tx, work),
    expire: (tx, { communityId }) => forgetTrouble(tx, communityId),
    trouble: (tx, work, problem) => noteBlocked(context, tx, work, problem),
    async missing(tx, { card, messageId }) {
      // A member with permission deleted the message; or moderators removed it, and may have approved another one meanwhile.
      await tx.card.updateMany({
        where: { id: card.id, state: 'shared', messageId },
        data: { state: 'removed', messageId: null },
      });
    },
  });
}

interface AdviceWork extends CardWork {
  readonly advice: Advice;
}

function postAdvice(context: CardJobContext): StepDefinition {
  const { db, sealer, messenger, composer } = context;
  return defineStep<AdviceWork | Gone>({
    kind: CARD_STEPS.advice,
    prepare: (step) =>
      prepared(context, step, async (subjectId) => {
        const row = await db.cardAdvice.findUnique({
          where: { id: subjectId },
          include: { card: { include: WITH_CHECKIN } },
        });
        if (!row) return undefined;
        const { id, communityId, channelId } = row;
        const advice = readAdvice(sealer, row);
        const place = { id, communityId, channelId, parentId: row.card.checkin.channelId };
        const locale = await localeOf(db, communityId);
        const work = {
          ...place,
          ...closing(context, step, row.card.checkin),
          advice,
          card: readCard(sealer, row.card),
          locale,
        };
        return { work, wanted: advice.state === 'shared' && !advice.messageId && advice.text !== UNREADABLE };
      }),
    find: (work, since) => find(context, work, since),
    send: (work, nonce) =>
      'advice' in work
        ? messenger.send(work.channelId, composer.advice(work.advice, work.card, work.locale), nonce)
        : Promise.resolve({ ok: false, reason: 'missing' }),
    async record(tx, { id, ...place }, messageId) {
      const advice = await tx.cardAdvice.findUnique({ where: { id }, select: { state: true, messageId: true } });
      await noteOpen(context, tx, place);
      if (advice && stays(advice, messageId)) await tx.cardAdvice.update({ where: { id }, data: { messageId } });
      else await removeMessage(tx, { ...addressOf(place), messageId }, context.clock.now());
    },
    async missing(tx, work) {
      if ('advice' in work) await noteDiscussionGone(context, tx, { ...work, ...work.advice }, 'cardAdvice');
    },
    expire: async (tx, work) => void ('advice' in work && work.late && (await giveUp(tx, work, 'cardAdvice'))),
    broken: async (tx, { subjectId }) => void (subjectId && (await endUnshown(tx, subjectId, 'cardAdvice'))),
    trouble: (tx, work, problem) => noteBlocked(context, tx, work, problem),
  });
}

/** The subject of a message, and its place. */
interface Place {
  /** Id of the card or the advice. */
  readonly id: string;
  readonly communityId: string;
  /** Channel (snowflake) of the check-in, known to the gateway; its permissions apply to its thread. */
  readonly parentId: string;
  /** The discussion (snowflake). */
  readonly channelId: string;
}

/** A row deleted before it was known whether its message was sent: its author's data were erased, or it was shared again. */
type Gone = Place;

const WITH_CHECKIN = { ...WITH_LIKES, checkin: { select: { channelId: true, closesAt: true } } } as const;

/** A row withdrawn before it was sent is not sent; if it may have been sent, its message is searched for and removed. */
async function prepared<W extends Place>(
  { db, messenger, clock }: CardJobContext,
  step: OutboxStep,
  load: (subjectId: string) => Promise<{ readonly work: W; readonly wanted: boolean } | undefined>,
): Promise<Prepared<W | Gone>> {
  const { subjectId } = step;
  if (!subjectId) return { type: 'cancelled' };
  const loaded = await load(subjectId);
  const work = loaded?.work ?? (await findGone(db, step, subjectId));
  if (!work) return { type: 'cancelled' };
  // Whether the discussion still exists is known only from a request.
  const outage = waitOut(messenger.look(work.communityId, work.parentId), clock.now());
  if (outage) return outage;
  const wanted = loaded?.wanted && !('late' in work && work.late);
  return { type: wanted ? 'ready' : 'expired', work };
}

/** Where the message of a deleted row would be: in the discussion that was open when it was shared. */
async function findGone(db: Db, { communityId, dueAt }: OutboxStep, id: string): Promise<Gone | undefined> {
  if (!communityId) return undefined;
  const checkin = await db.checkin.findFirst({
    where: { communityId, threadId: { not: null }, dueAt: { lte: dueAt } },
    orderBy: { dueAt: 'desc' },
  });
  if (!checkin?.threadId) return undefined;
  return { id, communityId, parentId: checkin.channelId, channelId: checkin.threadId };
}

async function loadCard(context: CardJobContext, step: OutboxStep, id: string): Promise<CardWork | undefined> {
  const { db, sealer } = context;
  const row = await db.card.findUnique({ where: { id }, include: WITH_CHECKIN });
  if (!row) return undefined;
  const { communityId, channelId } = row;
  const place = { id, communityId, channelId, parentId: row.checkin.channelId };
  return {
    ...place,
    ...closing(context, step, row.checkin),
    card: readCard(sealer, row),
    locale: await localeOf(db, communityId),
  };
}

function closing({ clock }: CardJobContext, { dueAt }: OutboxStep, checkin: { readonly closesAt: Date }) {
  const closesAt = instantOf(checkin.closesAt);
  const from = isAfter(instantOf(dueAt), closesAt) ? instantOf(dueAt) : closesAt;
  return { closesAt, late: isAfter(clock.now(), from.add({ hours: POSTED_HOURS })) };
}

async function localeOf(db: Db, communityId: string): Promise<Locale> {
  return (await findSettings(db, communityId))?.locale ?? 'pl';
}

function find(
  { messenger, composer }: CardJobContext,
  { id, communityId, parentId, channelId }: Place,
  since: Temporal.Instant,
): Promise<FindResult> {
  const standing = messenger.look(communityId, parentId);
  if (standing.state === 'ready' && standing.lacks.includes('ReadMessageHistory'))
    return Promise.resolve({ type: 'unreadable' });
  return messenger.find(channelId, { mark: composer.mark(id), since });
}

const addressOf = ({ communityId, channelId }: Pick<MessageAddress, 'communityId' | 'channelId'>) => ({
  communityId,
  channelId,
});
