import { CARD_LIMITS } from '../../../src/checkins/cards/card.ts';
import { type Decided, type Decision, decideAdvice, decideCard } from '../../../src/checkins/cards/moderation.ts';
import { recordAudit } from '../../../src/communities/audit.ts';
import { defineButton, defineForm } from '../../../src/discord/action.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { giveBack } from '../../../src/discord/failures.ts';
import { choiceParam, uuidParam } from '../../../src/discord/params.ts';
import { openForm, toMe } from '../../../src/discord/reply.ts';
import { oweNotice } from '../../../src/members/notices/notices.ts';

const TYPES = ['card', 'advice'] as const;
type Type = (typeof TYPES)[number];
const params = { type: choiceParam(TYPES), id: uuidParam };
const forModerators = { access: 'moderator', contexts: 'guild' } as const;

export const keepIt = defineButton({
  name: 'moderate.keep',
  ...forModerators,
  params,
  async run(call, { type, id }) {
    const { t } = call;
    const decided = await decide(call, type, id, 'keep');
    if (!decided) return toMe(t('cards:queue.decided'));
    const { state } = decided.type === 'card' ? decided.card : decided.advice;
    return toMe(t(state === 'held' ? 'cards:queue.approved' : 'cards:queue.kept'));
  },
});

export const askReason = defineButton({
  name: 'moderate.reason',
  ...forModerators,
  params,
  run: ({ t }, { type, id }) =>
    openForm({
      title: t('cards:queue.removeTitle'),
      submits: submitReason.with({ type, id }),
      fields: [
        {
          type: 'text',
          id: 'reason',
          long: true,
          required: false,
          label: t('cards:queue.reason'),
          hint: t('cards:queue.reasonHint'),
          max: CARD_LIMITS.reason,
        },
      ],
    }),
});

export const submitReason = defineForm({
  name: 'moderate.remove',
  ...forModerators,
  params,
  async run(call, { type, id }, { values }) {
    const { t } = call;
    const decided = await decide(call, type, id, 'remove', values.text('reason') || undefined);
    return decided ? toMe(t('cards:queue.removed')) : giveBack(t, t('cards:queue.decided'), values.typed);
  },
});

/** Decides, writes down that it was, and owes the author an explanation with their text, all at once. */
export async function decide(
  call: Call,
  type: Type,
  id: string,
  decision: Decision,
  reason?: string,
): Promise<Decided> {
  const { services, person } = call;
  const { db, sealer, clock, outbox } = services;
  const { id: communityId, locale } = communityOf(call);
  const decided = await db.$transaction(async (tx) => {
    const what = { id, communityId, decision };
    const found = await (type === 'card' ? decideCard(services, tx, what) : decideAdvice(services, tx, what));
    if (!found || decision === 'keep') return found;
    const { authorId } = found.type === 'card' ? found.card : found.advice;
    // An anonymous card stands in the trail by its pseudonym alone; advice and named cards stand there without a name.
    const pseudonym = (found.type === 'card' && found.card.pseudonym) || null;
    await recordAudit(
      { db: tx, clock },
      { communityId, actorId: person.id, action: 'share.remove', after: { pseudonym } },
    );
    const text =
      found.type === 'card'
        ? [found.card.story, found.card.learned ?? ''].filter(Boolean).join('\n\n')
        : found.advice.text;
    await oweNotice(
      { db: tx, sealer, clock },
      {
        personId: authorId,
        kind: 'removed',
        subject: id,
        communityId,
        locale,
        payload: { type, text, reason },
        dueAt: clock.now(),
      },
    );
    return found;
  });
  outbox.nudge();
  return decided;
}
