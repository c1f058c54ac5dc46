import { type BudgetContext, type OverBudget, type Payer, reserve } from './budget.ts';
import type { CompletionFailure, CompletionRequest, Endpoint } from './endpoint.ts';
import { mostTokens } from './tokens.ts';

/** Dependencies of the assistant's tasks. */
export interface AssistantContext extends BudgetContext {
  readonly endpoint: Endpoint;
}

/** Why the assistant did not answer. Everything works without it, so each task has a fallback. */
export type NoAnswer = CompletionFailure | OverBudget | 'off';

export type AssistantOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: NoAnswer };

/** Whether moderators switched the assistant on in a community; off by default. */
export async function isAssistantOn({ db }: Pick<AssistantContext, 'db'>, communityId: string): Promise<boolean> {
  const row = await db.community.findUnique({ where: { id: communityId }, select: { assistant: true } });
  return row?.assistant ?? false;
}

/** Asks the endpoint within the community's and the member's budgets; `off` unless moderators switched it on. */
export async function ask<T>(
  context: AssistantContext,
  payer: Payer,
  request: CompletionRequest<T>,
): Promise<AssistantOutcome<T>> {
  const { complete } = context.endpoint;
  if (!complete || !(await isAssistantOn(context, payer.communityId))) return { ok: false, reason: 'off' };
  const reservation = await reserve(context, payer, mostTokens(request));
  if (typeof reservation === 'string') return { ok: false, reason: reservation };
  const completion = await complete(request);
  await reservation.settle(completion.tokens);
  return completion.ok ? { ok: true, value: completion.value } : { ok: false, reason: completion.reason };
}
