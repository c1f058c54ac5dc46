import { SHARING, type Sharing } from '../../communities/settings-schema.ts';
import { readWatchWords } from '../../communities/watch-words.ts';
import type { Tx } from '../../database/client.ts';
import { tokenize } from '../../text/words.ts';
import type { Clock } from '../../time/clock.ts';

/** A community's rules for shared texts. */
export interface SharingRules {
  readonly sharing: Sharing;
  /** Minutes between two anonymous cards or pieces of advice in a community; 0: no limit. */
  readonly slowMinutes: number;
  /** Words (or beginnings of words, with a star) that a moderator checks before they are posted. */
  readonly watchWords: readonly string[];
}

export async function findSharingRules(db: Tx, communityId: string): Promise<SharingRules> {
  const row = await db.community.findUnique({
    where: { id: communityId },
    select: { sharing: true, slowMinutes: true, watchWords: true },
  });
  return {
    sharing: SHARING.find((known) => known === row?.sharing) ?? 'off',
    slowMinutes: row?.slowMinutes ?? 0,
    watchWords: readWatchWords(row?.watchWords ?? ''),
  };
}

/** Whether a text contains a watched word, ignoring case and diacritics. `głup*` matches every word that begins so. */
export function holdsWatchedWord(text: string, watchWords: readonly string[]): boolean {
  if (watchWords.length === 0) return false;
  const words = tokenize(text).map(({ word }) => word);
  const joined = ` ${words.join(' ')} `;
  return watchWords.some((watched) => {
    const asked = tokenize(watched.replaceAll('*', ''))
      .map(({ word }) => word)
      .join(' ');
    return asked !== '' && joined.includes(watched.endsWith('*') ? ` ${asked}` : ` ${asked} `);
  });
}

/** An invitation to another server: in an anonymous card it would be an advertisement without an accountable author. */
const INVITE = /(?:discord(?:app)?\.com\/invite|discord\.gg|dsc\.gg)\/[\w-]+/iu;

/** Whether a moderator must check a text before it is posted. */
export function needsLook(text: string, watchWords: readonly string[]): boolean {
  return INVITE.test(text) || holdsWatchedWord(text, watchWords);
}

/**
 * Prevents other anonymous sharing in a community with slow mode until the transaction ends, so that only one of two
 * simultaneous cards is shared. Taken before the queue's lock and before a card's.
 */
export async function lockSlowMode(tx: Tx, communityId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`slow ${communityId}`}, 0))`;
}

/**
 * When the next anonymous card may be shared here: slow mode applies to the whole community, so that it reveals nothing about a
 * member, and counts from a card's appearance, so that it reveals no press either.
 */
export async function nextAnonymousAt(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
  slowMinutes: number,
): Promise<Date | undefined> {
  if (slowMinutes === 0) return undefined;
  const last = await db.card.findFirst({
    where: { communityId, pseudonym: { not: null }, appearsAt: { not: null } },
    orderBy: { appearsAt: 'desc' },
    select: { appearsAt: true },
  });
  const next = last?.appearsAt ? new Date(last.appearsAt.getTime() + slowMinutes * 60_000) : undefined;
  return next && next.getTime() > clock.now().epochMilliseconds ? next : undefined;
}
