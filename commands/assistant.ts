import { type AssistantContext, isAssistantOn, type NoAnswer } from '../src/assistant/assistant.ts';
import type { Payer } from '../src/assistant/budget.ts';
import type { Assistant } from '../src/assistant/start.ts';
import { type Call, communityOf } from '../src/dialogue/call.ts';

// What all dialogues with the assistant share.

/** The assistant, where the bot has one and the community's moderators switched it on. */
export async function assistantHere({ services, community }: Call): Promise<Assistant | undefined> {
  const { assistant } = services;
  const isOn = assistant?.endpoint.complete && community && (await isAssistantOn(services, community.id));
  return isOn ? assistant : undefined;
}

export function assistantContext({ services }: Call, { endpoint }: Assistant): AssistantContext {
  return { db: services.db, clock: services.clock, endpoint };
}

/** Whose budgets a request is charged to: there is an assistant in communities alone. */
export function payerOf(call: Call): Payer {
  return { communityId: communityOf(call).id, personId: call.person.id };
}

/** Says why there is nothing of the assistant’s. */
export function noAnswerText({ t }: Call, reason: NoAnswer): string {
  if (reason === 'community' || reason === 'member') return t('assistant:none.budget');
  return t(reason === 'off' ? 'assistant:none.off' : 'assistant:none.failed');
}
