import {
  type Answer,
  type AnswerableCheckin,
  BOUNDARY_LENGTH,
  findAnswer,
  findAnswerable,
  saveAnswer,
} from '../../src/checkins/answers.ts';
import { stageOf } from '../../src/checkins/stage.ts';
import type { AnswerChange } from '../../src/checkins/store-answer.ts';
import { type ButtonInput, defineButton, defineForm, type SourceMessage } from '../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { deadline, escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { fromDateColumn } from '../../src/time/calendar.ts';
import { violationControls } from '../violation/controls.ts';
import { logForm } from '../violation/form.ts';
import { adoptPressed } from './adopt.ts';
import { REACT_ACTIONS } from './cards/react.ts';
import { SHARE_ACTIONS } from './cards/share.ts';
import { checkinControls } from './controls.ts';

const inGuild = { access: 'everyone', contexts: 'guild' } as const;

/** "A calm week": a single press. */
export const answerCalm = defineButton({
  ...checkinControls.calm,
  ...inGuild,
  run: (call, { checkin }, { message }) => save(call, checkin, { outcome: 'calm' }, { message }),
});

export const askBoundary = defineButton({ ...checkinControls.boundary, ...inGuild, run: boundaryForm });

/** The form for a boundary, opened from the discussion's question. */
export const joinDiscussion = defineButton({ ...checkinControls.join, ...inGuild, run: boundaryForm });

async function boundaryForm(
  call: Call,
  { checkin }: { readonly checkin: string },
  { message }: ButtonInput,
): Promise<Reply> {
  const { t, services, person } = call;
  await adoptPressed(call, checkin, message);
  const row = await services.db.checkin.findUnique({ where: { id: checkin } });
  if (!row || stageOf(row, services.clock.now()) === 'over') return toMe(overText(call));
  const earlier = await findAnswer(services, { checkinId: checkin, personId: person.id });
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
        ...(earlier?.boundary ? { value: earlier.boundary } : {}),
      },
    ],
  });
}

export const submitBoundary = defineForm({
  ...checkinControls.saveBoundary,
  ...inGuild,
  async run(call, { checkin }, { values }) {
    const boundary = values.text('boundary');
    if (boundary === '') return giveBack(call.t, call.t('checkins:answer.empty'), values.typed);
    return save(call, checkin, { boundary }, { typed: values.typed });
  },
});

export const discuss = defineButton({
  ...checkinControls.discuss,
  ...inGuild,
  async run(call, { checkin }, { message }) {
    const { t, services } = call;
    await adoptPressed(call, checkin, message);
    const row = await services.db.checkin.findUnique({ where: { id: checkin } });
    if (row?.communityId !== communityOf(call).id) return toMe(overText(call));
    if (!row.threadId) return toMe(t('checkins:answer.discussLater'));
    return toMe(t('checkins:answer.discuss', { thread: `<#${row.threadId}>` }));
  },
});

/** Opens the form for an entry without a check-in: the digest's check-in is over. */
export const logFromDigest = defineButton({
  ...checkinControls.digest,
  ...inGuild,
  run: async (call) =>
    openForm(await logForm(call, violationControls.log.with({ kind: undefined, checkin: undefined }), {})),
});

export const checkinAnswer = defineCommand({
  key: 'checkin.answer',
  access: 'everyone',
  contexts: 'guild',
  actions: [
    answerCalm,
    askBoundary,
    joinDiscussion,
    submitBoundary,
    discuss,
    logFromDigest,
    ...SHARE_ACTIONS,
    ...REACT_ACTIONS,
  ],
  async run(call) {
    const { t, services, person } = call;
    const row = await findAnswerable(services.db, services.clock, communityOf(call).id);
    if (!row) return toMe(t('checkins:answer.none', { log: call.command('violation.log') }));
    const answer = await findAnswer(services, { checkinId: row.id, personId: person.id });
    return toMe(...presentAnswer(call, row, answer));
  },
});

/** The member's answer, and the actions still available. */
function presentAnswer(call: Call, row: AnswerableCheckin, answer: Answer | undefined): (string | Block)[] {
  const { t, services, person } = call;
  const day = formatDay(fromDateColumn(row.localDate), person.locale);
  const isOpen = stageOf(row, services.clock.now()) === 'open';
  const when = deadline(row.closesAt);
  return [
    [
      `## ${t('checkins:answer.title', { day })}`,
      ...answerLines(call, answer),
      isOpen ? t('checkins:answer.open', { when }) : t('checkins:answer.late'),
    ].join('\n'),
    buttons(
      {
        label: t('checkins:post.log'),
        style: 'primary',
        does: violationControls.open.with({ kind: undefined, checkin: row.id }),
      },
      { label: t('checkins:post.calm'), style: 'success', does: checkinControls.calm.with({ checkin: row.id }) },
      { label: t('checkins:post.boundary'), does: checkinControls.boundary.with({ checkin: row.id }) },
      { label: t('checkins:post.discuss'), does: checkinControls.discuss.with({ checkin: row.id }) },
    ),
  ];
}

function answerLines({ t }: Call, answer: Answer | undefined): string[] {
  if (!answer) return [t('checkins:answer.nothing')];
  const { outcome, boundary } = answer;
  return [
    ...(outcome ? [t(`checkins:answer.${outcome}`)] : []),
    ...(boundary ? [t('checkins:answer.boundarySaved', { boundary: escapeMarkdown(boundary) })] : []),
  ];
}

async function save(
  call: Call,
  checkinId: string,
  change: AnswerChange,
  from: { readonly typed?: readonly { readonly text: string }[]; readonly message?: SourceMessage | undefined },
): Promise<Reply> {
  const { t, services, person } = call;
  const key = { checkinId, communityId: communityOf(call).id, personId: person.id };
  const { typed = [], message } = from;
  let answered = await saveAnswer(services, key, change);
  // Nearly always the post is known, and nobody waits for a look at it.
  if ((answered.type === 'soon' || answered.type === 'gone') && (await adoptPressed(call, checkinId, message)))
    answered = await saveAnswer(services, key, change);
  if (answered.type === 'soon') return giveBack(t, t('checkins:answer.soon'), typed);
  if (answered.type !== 'saved') return giveBack(t, overText(call), typed);
  const { answer } = answered;
  return toMe(
    [...answerLines(call, answer), answer.late ? t('checkins:answer.late') : t('checkins:answer.change')].join('\n'),
  );
}

function overText({ t, command }: Call): string {
  return t('checkins:answer.over', { log: command('violation.log') });
}
