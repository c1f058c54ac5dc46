import type { Db, Tx } from '../database/client.ts';
import type { Clock } from '../time/clock.ts';

/** Of a community's tokens a day, what one member may use: nobody uses up what is there for all. */
const MEMBER_SHARE = 0.2;

export interface BudgetContext {
  readonly db: Db;
  readonly clock: Clock;
}

/** Whose budget a request is charged to. */
export interface Payer {
  readonly communityId: string;
  /** Undefined for what the community asks for as a whole. */
  readonly personId: string | undefined;
}

/** Whose budget does not allow a request today. */
export type OverBudget = 'community' | 'member';

/** A part of today's budgets that is set aside for one request. */
export interface Reservation {
  /** Corrects what was set aside to what was used. */
  settle(tokens: number): Promise<void>;
}

/**
 * Sets tokens aside in both budgets before a request is sent, so that many at once cannot pass a limit together. Days are
 * counted in UTC.
 */
export async function reserve(
  { db, clock }: BudgetContext,
  payer: Payer,
  tokens: number,
): Promise<Reservation | OverBudget> {
  const day = clock.now().toString().slice(0, 10);
  const { communityId } = payer;
  const over = await db.$transaction(async (tx): Promise<OverBudget | undefined> => {
    const settings = await tx.community.findUnique({ where: { id: communityId }, select: { assistantTokens: true } });
    const most = settings?.assistantTokens ?? 0;
    const community = await addToCommunity(tx, communityId, day, tokens);
    const member = await addToMember(tx, payer, day, tokens);
    if (community <= most && member <= most * MEMBER_SHARE) return undefined;
    await addToCommunity(tx, communityId, day, -tokens);
    await addToMember(tx, payer, day, -tokens);
    return community > most ? 'community' : 'member';
  });
  if (over) return over;
  return {
    async settle(used) {
      await db.$transaction(async (tx) => {
        await addToCommunity(tx, communityId, day, used - tokens);
        await addToMember(tx, payer, day, used - tokens);
      });
    },
  };
}

/** What a community used today (UTC), in tokens. */
export async function usedToday({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<number> {
  const day = new Date(clock.now().toString().slice(0, 10));
  return (await db.assistantUse.findUnique({ where: { communityId_day: { communityId, day } } }))?.tokens ?? 0;
}

async function addToCommunity(tx: Tx, communityId: string, day: string, tokens: number): Promise<number> {
  const where = { communityId_day: { communityId, day: new Date(day) } };
  const row = await tx.assistantUse.upsert({
    where,
    create: { communityId, day: new Date(day), tokens },
    update: { tokens: { increment: tokens } },
  });
  return row.tokens;
}

async function addToMember(tx: Tx, { communityId, personId }: Payer, day: string, tokens: number): Promise<number> {
  if (personId === undefined) return 0;
  const key = { communityId, personId, day: new Date(day) };
  const row = await tx.assistantMemberUse.upsert({
    where: { communityId_personId_day: key },
    create: { ...key, tokens },
    update: { tokens: { increment: tokens } },
  });
  return row.tokens;
}
