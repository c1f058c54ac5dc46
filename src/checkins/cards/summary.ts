import type { Tx } from '../../database/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';
import { LEAST_PEOPLE } from '../../kinds/least-people.ts';
import { UNREADABLE } from '../../text/unreadable.ts';

/** Summarises members' cards; undefined if there is no summary for any reason: the digest goes without it. Never rejects. */
export type SumUp = (
  checkin: { readonly id: string; readonly communityId: string },
  what: { readonly cards: readonly string[]; readonly locale: Locale },
) => Promise<string | undefined>;

/**
 * The texts that may be summarised: of cards in the discussion whose authors were told of it before sharing. Without names, and
 * none unless they come from at least three people.
 */
export async function findCardsToSum(
  { db, sealer }: { readonly db: Tx; readonly sealer: Sealer },
  checkinId: string,
): Promise<string[]> {
  const rows = await db.card.findMany({
    where: { checkinId, state: 'shared', messageId: { not: null }, summarised: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  if (new Set(rows.map(({ authorId }) => authorId)).size < LEAST_PEOPLE) return [];
  return rows.flatMap((row) => {
    const { story, learned } = sealer.open('Card', row);
    const said = [story, ...(learned ? [learned] : [])].filter((text) => text !== UNREADABLE);
    return said.length === 0 ? [] : [said.join('\n')];
  });
}
