import { BOUNDARY_LENGTH, findStanding } from '../../src/checkins/answers.ts';
import { findLogged } from '../../src/checkins/logged.ts';
import { stageOf } from '../../src/checkins/stage.ts';
import { type ButtonInput, defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { adoptPressed } from './adopt.ts';
import { checkinControls } from './controls.ts';
import { answerBeside, presentSaved } from './present.ts';
import { notSaved, overText, saveFrom } from './save.ts';

export const askBoundary = defineButton({ ...checkinControls.boundary, access: 'everyone', run: boundaryForm });

/** The form for a boundary, opened from the discussion's question. */
export const joinDiscussion = defineButton({
  ...checkinControls.join,
  access: 'everyone',
  contexts: 'guild',
  run: boundaryForm,
});

async function boundaryForm(
  call: Call,
  { checkin }: { readonly checkin: string },
  { message }: ButtonInput,
): Promise<Reply> {
  const { t, services, person } = call;
  await adoptPressed(call, checkin, message);
  const row = await services.db.checkin.findUnique({ where: { id: checkin } });
  if (!row || stageOf(row, services.clock.now()) === 'over') return toMe(overText(call));
  const { answer } = await findStanding(services, { checkinId: checkin, personId: person.id });
  return openForm({
    title: t('checkins:answer.form.title'),
    submits: checkinControls.saveBoundary.with({ checkin }),
    fields: [
      {
        type: 'text',
        id: 'boundary',
        label: t('checkins:answer.form.label'),
        hint: t('checkins:answer.form.hint'),
        example: t('checkins:answer.form.example'),
        max: BOUNDARY_LENGTH,
        ...(answer?.boundary ? { value: answer.boundary } : {}),
      },
    ],
  });
}

export const submitBoundary = defineForm({
  ...checkinControls.saveBoundary,
  access: 'everyone',
  async run(call, { checkin }, { values, message }) {
    const boundary = values.text('boundary');
    if (boundary === '') return giveBack(call.t, call.t('checkins:answer.empty'), values.typed);
    const answered = await saveFrom(call, checkin, { boundary });
    if (answered.type !== 'saved') return notSaved(call, answered, values.typed);
    const logged = await findLogged(call.services.db, { checkinId: checkin, personId: call.person.id });
    return answerBeside(call, { message }, ...presentSaved(call, checkin, answered, { logged }));
  },
});
