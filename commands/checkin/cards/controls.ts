import { control } from '../../../src/messages/control.ts';
import { uuidParam } from '../../../src/messages/params.ts';

// Controls under cards and advice: jobs compose these messages.

export const cardParams = { card: uuidParam };
export const adviceParams = { advice: uuidParam };

export const meTooControl = control('card.meToo', cardParams);
export const adviseControl = control('card.advise', cardParams);
export const reportControl = control('card.report', cardParams);
export const rateControl = control('advice.rate', adviceParams);
export const reportAdviceControl = control('advice.report', adviceParams);

/** What stands in the ids of a card's or of advice's buttons, and in no other message: how it is found again. */
export function markOf(id: string): string {
  return uuidParam.encode(id);
}
