import { type AssistantContext, isAssistantOn, type NoAnswer } from '../src/assistant/assistant.ts';
import type { Payer } from '../src/assistant/budget.ts';
import type { Assistant } from '../src/assistant/start.ts';
import { type Call, communityOf } from '../src/dialogue/call.ts';
import { ifReachable } from '../src/dialogue/reach.ts';

// Shared by all dialogues with the assistant.

/** The assistant, if the bot has one and the community's moderators switched it on. */
export async function assistantHere({ services, community }: Call): Promise<Assistant | undefined> {
  const { assistant } = services;
  const isOn = assistant?.endpoint.complete && community && (await isAssistantOn(services, community.id));
  return isOn ? assistant : undefined;
}

/**
 * The search by vectors for what people type into a search: only where moderators switched the assistant on, and only if the
 * endpoint runs on the bot's own machine, since nobody who searches has been told that their words leave it.
 */
export async function vectorsHere(call: Call): Promise<Assistant['search'] | undefined> {
  const { services, community } = call;
  const { assistant } = services;
  if (!assistant?.isLocal || !assistant.endpoint.embed || !community) return undefined;
  const isOn = await ifReachable(call, () => isAssistantOn(services, community.id));
  return isOn ? assistant.search : undefined;
}

export function assistantContext({ services }: Call, { endpoint }: Assistant): AssistantContext {
  return { db: services.db, clock: services.clock, endpoint };
}

/** The budgets that a request is charged to: the assistant is only available in communities. */
export function payerOf(call: Call): Payer {
  return { communityId: communityOf(call).id, personId: call.person.id };
}

/** Explains why the assistant is not available. */
export function noAnswerText({ t }: Call, reason: NoAnswer): string {
  if (reason === 'community' || reason === 'member') return t('assistant:none.budget');
  return t(reason === 'off' ? 'assistant:none.off' : 'assistant:none.failed');
}
