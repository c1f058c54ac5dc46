import type { Bearer } from '../../../src/checkins/cards/blocks.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import { fold } from '../../../src/text/words.ts';

/** A pseudonym as written in an option, which identifies its holder in one check-in. */
export function writeBearer({ pseudonym, day }: Bearer): string {
  return `${day} ${pseudonym}`;
}

export function readBearer(text: string): Bearer | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (.{1,80})$/u.exec(text.trim());
  return match?.[1] && match[2] && !Number.isNaN(Date.parse(match[1]))
    ? { day: match[1], pseudonym: match[2] }
    : undefined;
}

const MOST = 25;

export function asSuggestions(bearers: readonly Bearer[], typed: string): Suggestion[] {
  const wanted = fold(typed.trim());
  return bearers
    .map((bearer) => ({ name: `${bearer.pseudonym} (${bearer.day})`, value: writeBearer(bearer) }))
    .filter(({ name, value }) => fold(name).includes(wanted) || fold(value).includes(wanted))
    .slice(0, MOST);
}

/** Pseudonyms used for sharing here, newest first. It is never revealed which of them belong to one person. */
export async function recentBearers(call: Call): Promise<Bearer[]> {
  const rows = await call.services.db.card.findMany({
    where: { communityId: communityOf(call).id, pseudonym: { not: null }, state: { not: 'draft' } },
    select: { pseudonym: true, checkin: { select: { localDate: true } } },
    orderBy: { createdAt: 'desc' },
    take: 200,
  });
  const all = rows.flatMap(({ pseudonym, checkin }) =>
    pseudonym ? [{ pseudonym, day: checkin.localDate.toISOString().slice(0, 10) }] : [],
  );
  return [...new Map(all.map((bearer) => [writeBearer(bearer), bearer])).values()];
}
