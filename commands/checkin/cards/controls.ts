import { control } from '../../../src/messages/control.ts';
import { uuidParam } from '../../../src/messages/params.ts';

const cardParams = { card: uuidParam };
const adviceParams = { advice: uuidParam };
const entryParams = { entry: uuidParam };

export const cardControls = {
  // What stands under cards and advice, in messages that jobs compose, and what follows from it.

  meToo: control('card.meToo', cardParams),
  notMeToo: control('card.notMeToo', cardParams),
  advise: control('card.advise', cardParams),
  submitAdvice: control('card.adviseNow', cardParams),
  withdrawAdvice: control('advice.withdraw', adviceParams),
  report: control('card.report', cardParams),
  submitReport: control('card.reportNow', cardParams),
  rate: control('advice.rate', adviceParams),
  unrate: control('advice.unrate', adviceParams),
  reportAdvice: control('advice.report', adviceParams),
  submitAdviceReport: control('advice.reportNow', adviceParams),

  // How an entry becomes a card.

  share: control('card.share', entryParams),
  shareOne: control('card.shareOne', {}),
  draft: control('card.draft', entryParams),
  confirm: control('card.confirm', cardParams),
  redraft: control('card.redraft', cardParams),
  cancel: control('card.cancel', cardParams),

  // What its author can still do.

  own: control('card.own', cardParams),
  edit: control('card.edit', cardParams),
  saveEdit: control('card.save', cardParams),
  withdraw: control('card.withdraw', cardParams),
};

/** What stands in the ids of a card's or of advice's buttons, and in no other message: how it is found again. */
export function cardMark(id: string): string {
  return uuidParam.encode(id);
}
