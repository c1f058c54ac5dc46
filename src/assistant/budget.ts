import type { Db, Tx } from '../database/client.ts';
import type { Clock } from '../time/clock.ts';

/** Maximum share of a community's daily tokens for one member, so that no one uses up everything. */
const MEMBER_SHARE = 0.2;

export interface BudgetContext {
  readonly db: Db;
  readonly clock: Clock;
}

/** The budgets a request is charged to. */
export interface Payer {
  readonly communityId: string;
  /** Undefined for requests by the community as a whole. */
  readonly personId: string | undefined;
}

/** The budget that does not allow a request today. */
export type OverBudget = 'community' | 'member';

/** A part of today's budgets reserved for one request. */
export interface Reservation {
  /** Replaces the reserved tokens by those used. */
  settle(tokens: number): Promise<void>;
}

/**
 * Reserves tokens in both budgets before a request is sent, so that concurrent requests cannot exceed a limit together. Days are
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

/** Tokens a community used today (UTC). */
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
