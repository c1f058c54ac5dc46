import { type BudgetContext, type OverBudget, type Payer, reserve } from './budget.ts';
import { type CompletionFailure, type CompletionRequest, type Endpoint, mostTokens } from './endpoint.ts';

/** What the assistant's tasks need. */
export interface AssistantContext extends BudgetContext {
  readonly endpoint: Endpoint;
}

/** Why the assistant did not answer; everything works without it, so each task says what happens instead. */
export type NoAnswer = CompletionFailure | OverBudget | 'off';

export type AssistantOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: NoAnswer };

/** Whether moderators switched the assistant on in a community. Off until they do. */
export async function isAssistantOn({ db }: Pick<AssistantContext, 'db'>, communityId: string): Promise<boolean> {
  const row = await db.community.findUnique({ where: { id: communityId }, select: { assistant: true } });
  return row?.assistant ?? false;
}

/** Asks the endpoint within the budgets of the community and the member; `off` unless moderators switched it on. */
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
