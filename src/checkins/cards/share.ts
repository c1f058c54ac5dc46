import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import { timelessId } from '../../database/ids.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Reaction, ViolationKind } from '../../kinds/violations.ts';
import { noteLanguage } from '../../notices/language.ts';
import { enqueue } from '../../outbox/steps.ts';
import { dateAt } from '../../time/calendar.ts';
import { dateOf } from '../../time/clock.ts';
import { type HashPerson, isBlocked } from './blocks.ts';
import { type CardsContext, findDiscussion, type OpenCard, readCard, WITH_LIKES } from './card.ts';
import { followChange } from './follow.ts';
import { type Drawing, momentAfter, momentApart } from './moments.ts';
import { findOrMakePseudonym } from './pseudonyms.ts';
import { lockQueue, withQueueAlert } from './queue-alert.ts';
import { findSharingRules, lockSlowMode, needsLook, nextAnonymousAt } from './rules.ts';
import { cardPostKey, removeMessage } from './steps.ts';

export interface SharingContext extends CardsContext, Drawing {
  readonly hashPerson: HashPerson;
}

/** Why something cannot be shared now. */
export type SharingProblem =
  | { readonly type: 'off' | 'noDiscussion' | 'namedOnly' | 'blocked' | 'gone' | 'other' }
  | { readonly type: 'slow'; readonly until: Date };

/** A member's text to be shared, from one of their entries. */
export interface NewCard {
  readonly authorId: string;
  readonly communityId: string;
  readonly violationId: string;
  readonly anonymous: boolean;
  readonly kind: ViolationKind;
  readonly reaction: Reaction;
  readonly story: string;
  readonly learned: string | undefined;
  /** Whether the author is told that the assistant summarises it in the digest. */
  readonly summarised: boolean;
  /** Language of the community, used for its pseudonyms. */
  readonly locale: Locale;
  /** Language of the author's Discord client, for messages about the card. */
  readonly discordLocale: Locale;
}

/**
 * Stores a draft that is not shown to anyone: the author first sees the card as others will. An entry has one card per
 * check-in; a second draft replaces the first.
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
    // A new row each time, so that the message of an earlier card, if in progress, is not mistaken for this one's.
    if (known) await tx.card.delete({ where: { id: known.id } });
    const row = await tx.card.create({
      data: sealer.seal('Card', {
        id: timelessId(),
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

/**
 * Shares a draft, or submits it to the moderators if it contains a watched word. Repeating it shares it only once. Under a
 * pseudonym it appears after a random delay.
 */
export async function shareCard(
  context: SharingContext,
  id: string,
  authorId: string,
): Promise<OpenCard | SharingProblem> {
  const { db, sealer, clock, hashPerson } = context;
  return db.$transaction(async (tx) => {
    const known = await tx.card.findUnique({ where: { id }, select: { communityId: true, pseudonym: true } });
    if (known && known.pseudonym !== null) await lockSlowMode(tx, known.communityId);
    const row = await tx.card.findUnique({ where: { id }, include: WITH_LIKES });
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
    const at = pseudonym === undefined ? clock.now() : momentAfter(context, discussion.closesAt);
    return moveTo(context, tx, card, held ? 'held' : 'shared', at);
  });
}

/** The parts that an author may still change. */
export interface CardChange {
  readonly story: string;
  readonly learned: string | undefined;
}

/**
 * Changes a card; its message follows, an anonymous one after a random delay. A watched word sends it back to the moderators.
 * Changes nothing after the close.
 */
export async function editCard(
  context: SharingContext,
  id: string,
  authorId: string,
  { story, learned }: CardChange,
): Promise<OpenCard | SharingProblem> {
  const { db, sealer, clock } = context;
  return db.$transaction(async (tx) => {
    const row = await tx.card.findUnique({ where: { id }, include: WITH_LIKES });
    if (!row || row.authorId !== authorId || ['withdrawn', 'removed'].includes(row.state)) return { type: 'gone' };
    const discussion = await findDiscussion(tx, clock, row.communityId);
    if (discussion?.checkinId !== row.checkinId) return { type: 'noDiscussion' };
    await lockQueue(tx, row.communityId);
    const at = row.pseudonym === null ? clock.now() : momentAfter(context, discussion.closesAt);
    // Its step is locked before the card: where the step ends, too, so that they cannot wait for each other.
    if (row.state === 'shared') await followChange(context, tx, row, at);
    const data = sealer.seal('Card', { id, story, learned: learned ?? null, updatedAt: dateOf(context.clock) });
    const changed = await tx.card.update({ where: { id }, data, include: WITH_LIKES });
    const card = readCard(sealer, changed);
    if (card.state === 'draft' || card.state === 'held') return card;
    const { watchWords } = await findSharingRules(tx, card.communityId);
    if (needsLook(`${story}\n${learned ?? ''}`, watchWords)) return moveTo(context, tx, card, 'held', at);
    if (row.state !== 'shared') await followChange(context, tx, card, at);
    return card;
  });
}

/** Withdraws a card: its message disappears. Always possible, even after the close. False for another member's. */
export async function withdrawCard(context: CardsContext, id: string, authorId: string): Promise<boolean> {
  return context.db.$transaction(async (tx) => {
    const row = await tx.card.findUnique({ where: { id } });
    if (!row || row.authorId !== authorId) return false;
    const card = readCard(context.sealer, row);
    if (card.state !== 'removed') await moveTo(context, tx, card, 'withdrawn');
    return true;
  });
}

/**
 * Withdraws every card made from an entry, before the entry is deleted. If there are several, those under a pseudonym disappear
 * each at its own moment: together they would reveal that they are one person's.
 */
export async function withdrawCardsOf(context: CardsContext & Drawing, tx: Tx, violationId: string): Promise<void> {
  const rows = await tx.card.findMany({ where: { violationId } });
  const several = rows.filter(({ messageId }) => messageId !== null).length > 1;
  for (const row of rows) {
    const at = several && row.pseudonym !== null ? momentApart(context) : context.clock.now();
    await moveTo(context, tx, readCard(context.sealer, row), 'withdrawn', at);
  }
}

/** Changes a card's state and makes its message appear or disappear, at once or at the given moment. */
export async function moveTo(
  context: CardsContext,
  tx: Tx,
  card: OpenCard,
  state: 'held' | 'shared' | 'withdrawn' | 'removed',
  at: Temporal.Instant = context.clock.now(),
): Promise<OpenCard> {
  const { id, communityId, channelId, messageId } = card;
  const appears = state === 'shared' || card.state === 'draft' ? { appearsAt: dateAt(at) } : {};
  const gone = state === 'shared' ? {} : { messageId: null };
  const data = { state, ...appears, ...gone, updatedAt: dateOf(context.clock) };
  const update = () => tx.card.update({ where: { id }, data });
  // A draft that is shown never enters the queue.
  if (card.state === 'draft' && state === 'shared') await update();
  else await withQueueAlert({ db: tx, clock: context.clock }, communityId, update);
  if (state === 'shared') {
    // Approved again after it was held: the earlier step is over, so this needs a new one.
    const again = card.state === 'held' ? `:${context.clock.now().epochMilliseconds}` : '';
    await enqueue(tx, [{ ...cardPostKey(id, again), communityId, dueAt: at }]);
  } else if (messageId !== undefined) await removeMessage(tx, { communityId, channelId, messageId }, at);
  // Without a message, its post is either pending or may have been sent: the step checks, and sends nothing more.
  return { ...card, state, messageId: state === 'shared' ? messageId : undefined };
}
