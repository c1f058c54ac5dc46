import { type Answered, saveAnswer } from '../../src/checkins/answers.ts';
import { findReminded } from '../../src/checkins/reminders.ts';
import type { AnswerChange } from '../../src/checkins/store-answer.ts';
import type { SourceMessage } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import type { MessageReply } from '../../src/messages/reply.ts';
import { adoptPressed } from './adopt.ts';

/**
 * Saves what a member says to a check-in of the community where they are or, in a direct message, of one that reminded them of
 * it.
 *
 * @param message the pressed message, which may be a post whose address is not known yet
 */
export async function saveFrom(
  call: Call,
  checkinId: string,
  change: AnswerChange,
  message?: SourceMessage,
): Promise<Answered> {
  const { services, person, community } = call;
  const save = (communityId: string) => saveAnswer(services, { checkinId, communityId, personId: person.id }, change);
  let answered: Answered = community ? await save(community.id) : { type: 'gone' };
  // Nearly always the post is known, and nobody waits for a look at it.
  if (
    community &&
    (answered.type === 'soon' || answered.type === 'gone') &&
    (await adoptPressed(call, checkinId, message))
  )
    answered = await save(community.id);
  if (answered.type !== 'gone') return answered;
  const reminding = await findReminded(services.db, { checkinId, personId: person.id });
  return reminding === undefined || reminding === community?.id ? answered : save(reminding);
}

/** Says why nothing was saved, and returns what was typed. */
export function notSaved(
  call: Call,
  { type }: Pick<Exclude<Answered, { readonly type: 'saved' }>, 'type'>,
  typed: readonly { readonly text: string }[] = [],
): MessageReply {
  return giveBack(call.t, type === 'soon' ? call.t('checkins:answer.soon') : overText(call), typed);
}

/** Says that a check-in takes no answers any more. */
export function overText({ t, command }: Call): string {
  return t('checkins:answer.over', { log: command('violation.log') });
}
