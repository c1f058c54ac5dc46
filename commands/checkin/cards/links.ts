import { type CustomId, encodeId } from '../../../src/messages/custom-id.ts';
import { uuidParam } from '../../../src/messages/params.ts';

// Ids of the controls under cards and advice, by the names of their actions: jobs compose these messages without the actions.

const ofCard =
  (name: string) =>
  (id: string): CustomId =>
    encodeId(name, { card: uuidParam }, { card: id });
const ofAdvice =
  (name: string) =>
  (id: string): CustomId =>
    encodeId(name, { advice: uuidParam }, { advice: id });

/** The action `meToo` of `react.ts`. */
export const likeCard = ofCard('card.meToo');
/** The action `advise` of `react.ts`. */
export const giveAdvice = ofCard('card.advise');
/** The action `askReport` of `react.ts`. */
export const reportCard = ofCard('card.report');
/** The action `rate` of `react.ts`. */
export const rateAdviceButton = ofAdvice('advice.rate');
/** The action `askReportAdvice` of `react.ts`. */
export const reportAdvice = ofAdvice('advice.report');

/** What stands in the ids of a card's or of advice's buttons, and in no other message: how it is found again. */
export function markOf(id: string): string {
  return uuidParam.encode(id);
}
