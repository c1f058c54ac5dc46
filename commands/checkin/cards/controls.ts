import { control } from '../../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, uuidParam } from '../../../src/messages/params.ts';

const cardParams = { card: uuidParam };
const adviceParams = { advice: uuidParam };
const entryParams = { entry: uuidParam };

export const cardControls = {
  // Below cards and advice, in messages composed by jobs, and the steps that follow.

  meToo: control('card.meToo', cardParams),
  notMeToo: control('card.notMeToo', cardParams),
  advise: control('card.advise', cardParams),
  submitAdvice: control('card.adviseNow', cardParams),
  /** Shows the author of advice how to withdraw it. */
  ownAdvice: control('advice.own', adviceParams),
  withdrawAdvice: control('advice.withdraw', adviceParams),
  report: control('card.report', cardParams),
  submitReport: control('card.reportNow', cardParams),
  rate: control('advice.rate', adviceParams),
  unrate: control('advice.unrate', adviceParams),
  reportAdvice: control('advice.report', adviceParams),
  submitAdviceReport: control('advice.reportNow', adviceParams),

  // For turning an entry into a card.

  share: control('card.share', entryParams),
  shareOne: control('card.shareOne', {}),
  draft: control('card.draft', entryParams),
  /** Reopens the form after a mistake, with what was typed (`kept`) and chosen. */
  shareAgain: control('card.shareAgain', {
    ...entryParams,
    kept: optionalParam(countParam),
    as: optionalParam(choiceParam(['anonymous', 'named'])),
  }),
  confirm: control('card.confirm', cardParams),
  redraft: control('card.redraft', cardParams),
  cancel: control('card.cancel', cardParams),

  // For the author of a card.

  own: control('card.own', cardParams),
  edit: control('card.edit', cardParams),
  saveEdit: control('card.save', cardParams),
  editAgain: control('card.editAgain', { ...cardParams, kept: optionalParam(countParam) }),
  withdraw: control('card.withdraw', cardParams),
};

/** Text that occurs only in the ids of that card's or advice's buttons, so that its message can be found. */
export function cardMark(id: string): string {
  return uuidParam.encode(id);
}
