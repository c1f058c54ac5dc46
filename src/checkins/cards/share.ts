import { dateOf } from '../../clock.ts';
import type { Tx } from '../../database/client.ts';
import type { Locale } from '../../i18n/locales.ts';
import { newId } from '../../ids.ts';
import { noteLanguage } from '../../members/language.ts';
import { enqueue } from '../../outbox.ts';
import type { Reaction, ViolationKind } from '../../violations/kinds.ts';
import { type HashPerson, isBlocked } from './blocks.ts';
import { type CardsContext, findDiscussion, type OpenCard, readCard, withLikes } from './card.ts';
import { findOrMakePseudonym } from './pseudonyms.ts';
import { lockQueue, withQueueAlert } from './queue-alert.ts';
import { findSharingRules, needsLook, nextAnonymousAt } from './rules.ts';
import { CARD_STEPS, editKey, postKey, removeMessage } from './steps.ts';

export interface SharingContext extends CardsContext {
  readonly hashPerson: HashPerson;
  /** From 0 (inclusive) to 1 (exclusive); not guessable. */
  readonly random: () => number;
}

/** Why something cannot be shared now. */
export type SharingProblem =
  | { readonly type: 'off' | 'noDiscussion' | 'namedOnly' | 'blocked' | 'gone' | 'other' }
  | { readonly type: 'slow'; readonly until: Date };

/** What a member would share of one of their entries. */
export interface NewCard {
  readonly authorId: string;
  readonly communityId: string;
  readonly violationId: string;
  readonly anonymous: boolean;
  readonly kind: ViolationKind;
  readonly reaction: Reaction;
  readonly story: string;
  readonly learned: string | undefined;
  /** Whether the author is told that the assistant sums it up in the digest. */
  readonly summarised: boolean;
  /** Language of the community: its pseudonyms are in it. */
  readonly locale: Locale;
  /** Language of the author's Discord client: what becomes of the card, they are told in it. */
  readonly discordLocale: Locale;
}

/**
 * Stores what is to be shared, and shows nothing to anybody: the author sees first what others will. An entry is one card a
 * check-in; done again, the draft is replaced.
 */
export async function draftCard(context: SharingContext, card: NewCard): Promise<OpenCard | SharingProblem> {
  const { db, sealer, clock, hashPerson, random } = context;
  const { authorId, communityId, violationId, anonymous, kind, reaction, story, learned, summarised, locale } = card;
  return db.$transaction(async (tx) => {
    const rules = await findSharingRules(tx, communityId);
    if (rules.sharing === 'off') return { type: 'off' };
    if (anonymous && rules.sharing !== 'anonymous') return { type: 'namedOnly' };
    const discussion = await findDiscussion(tx, clock, communityId);
    if (!discussion) return { type: 'noDiscussion' };
    if (anonymous && (await isBlocked(tx, communityId, await hashPerson(tx, authorId)))) return { type: 'blocked' };
    const { checkinId, threadId } = discussion;
    const known = await tx.card.findUnique({ where: { checkinId_violationId: { checkinId, violationId } } });
    if (known && known.authorId !== authorId) return { type: 'gone' };
    if (known && !['draft', 'withdrawn'].includes(known.state)) return { type: 'other' };
    const bearer = { checkinId, personId: authorId, locale };
    const pseudonym = anonymous ? await findOrMakePseudonym(tx, bearer, random) : null;
    const now = dateOf(clock);
    await noteLanguage(tx, authorId, card.discordLocale);
    // A new row each time: an earlier card's message, if it is on its way, is not mistaken for this one's.
    if (known) await tx.card.delete({ where: { id: known.id } });
    const row = await tx.card.create({
      data: sealer.seal('Card', {
        id: newId(clock.now().epochMilliseconds),
        communityId,
        checkinId,
        authorId,
        violationId,
        pseudonym,
        kind,
        reaction,
        story,
        learned: learned ?? null,
        summarised,
        state: 'draft',
        channelId: threadId,
        createdAt: now,
        updatedAt: now,
      }),
    });
    return readCard(sealer, row);
  });
}

/** Shares a draft, or hands it to the moderators where a word is watched for. Done twice, it is shared once. */
export async function shareCard(
  context: SharingContext,
  id: string,
  authorId: string,
): Promise<OpenCard | SharingProblem> {
  const { db, sealer, clock, hashPerson } = context;
  return db.$transaction(async (tx) => {
    const row = await tx.card.findUnique({ where: { id }, include: withLikes });
    if (!row || row.authorId !== authorId) return { type: 'gone' };
    const card = readCard(sealer, row);
    if (card.state !== 'draft') return card;
    const { communityId, pseudonym } = card;
    const rules = await findSharingRules(tx, communityId);
    if (rules.sharing === 'off') return { type: 'off' };
    const discussion = await findDiscussion(tx, clock, communityId);
    if (discussion?.checkinId !== card.checkinId) return { type: 'noDiscussion' };
    if (pseudonym !== undefined) {
      if (rules.sharing !== 'anonymous') return { type: 'namedOnly' };
      if (await isBlocked(tx, communityId, await hashPerson(tx, authorId))) return { type: 'blocked' };
      const until = await nextAnonymousAt({ db: tx, clock }, communityId, rules.slowMinutes);
      if (until) return { type: 'slow', until };
    }
    const held = needsLook(`${card.story}\n${card.learned ?? ''}`, rules.watchWords);
    return moveTo(context, tx, card, held ? 'held' : 'shared');
  });
}

/** What an author may still change. */
export interface CardChange {
  readonly story: string;
  readonly learned: string | undefined;
}

/** Changes a card; its message follows. A watched word takes it back to the moderators. Nothing is changed after the close. */
export async function editCard(
  context: SharingContext,
  id: string,
  authorId: string,
  { story, learned }: CardChange,
): Promise<OpenCard | SharingProblem> {
  const { db, sealer, clock } = context;
  return db.$transaction(async (tx) => {
    const row = await tx.card.findUnique({ where: { id }, include: withLikes });
    if (!row || row.authorId !== authorId || ['withdrawn', 'removed'].includes(row.state)) return { type: 'gone' };
    const discussion = await findDiscussion(tx, clock, row.communityId);
    if (discussion?.checkinId !== row.checkinId) return { type: 'noDiscussion' };
    await lockQueue(tx, row.communityId);
    const data = sealer.seal('Card', { id, story, learned: learned ?? null, updatedAt: dateOf(context.clock) });
    const changed = await tx.card.update({ where: { id }, data, include: withLikes });
    const card = readCard(sealer, changed);
    if (card.state === 'draft' || card.state === 'held') return card;
    const { watchWords } = await findSharingRules(tx, card.communityId);
    if (needsLook(`${story}\n${learned ?? ''}`, watchWords)) return moveTo(context, tx, card, 'held');
    await followChange(context, tx, card);
    return card;
  });
}

/** Takes a card back: its message disappears. Always possible, also after the close. False for another member's. */
export async function withdrawCard(context: CardsContext, id: string, authorId: string): Promise<boolean> {
  return context.db.$transaction(async (tx) => {
    const row = await tx.card.findUnique({ where: { id } });
    if (!row || row.authorId !== authorId) return false;
    const card = readCard(context.sealer, row);
    if (card.state !== 'removed') await moveTo(context, tx, card, 'withdrawn');
    return true;
  });
}

/** Takes back every card made of an entry: before the entry is deleted. */
export async function withdrawCardsOf(context: CardsContext & { readonly tx: Tx }, violationId: string): Promise<void> {
  const rows = await context.tx.card.findMany({ where: { violationId } });
  for (const row of rows) await moveTo(context, context.tx, readCard(context.sealer, row), 'withdrawn');
}

/** Changes a card's state, and lets its message appear or disappear. */
export async function moveTo(
  context: CardsContext,
  tx: Tx,
  card: OpenCard,
  state: 'held' | 'shared' | 'withdrawn' | 'removed',
): Promise<OpenCard> {
  const { id, communityId, channelId, messageId } = card;
  const gone = state === 'shared' ? {} : { messageId: null };
  const update = () => tx.card.update({ where: { id }, data: { state, ...gone, updatedAt: dateOf(context.clock) } });
  // A draft that is shown never waits for anybody.
  if (card.state === 'draft' && state === 'shared') await update();
  else await withQueueAlert({ db: tx, clock: context.clock }, communityId, update);
  if (state === 'shared') {
    // Approved again after it was held: the earlier step is over, so it is another one.
    const again = card.state === 'held' ? `:${context.clock.now().epochMilliseconds}` : '';
    await enqueue(tx, [{ ...postKey(id, again), communityId, dueAt: context.clock.now() }]);
  } else if (messageId !== undefined) await removeMessage(context, tx, { communityId, channelId, messageId });
  // Without a message its post is still to come, or may have been sent: the step looks, and sends nothing more.
  return { ...card, state, messageId: state === 'shared' ? messageId : undefined };
}

/** Lets a card's message follow what is stored. Many changes at once are one edit. */
export async function followChange({ clock }: CardsContext, tx: Tx, { id, communityId }: OpenCard): Promise<void> {
  const waiting = await tx.outboxStep.count({ where: { kind: CARD_STEPS.edit, subjectId: id, state: 'pending' } });
  if (waiting > 0) return;
  await enqueue(tx, [{ ...editKey(id, newId(clock.now().epochMilliseconds)), communityId, dueAt: clock.now() }]);
}
