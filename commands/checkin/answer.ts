import { type AnswerableCheckin, findAnswerable, findStanding, type Standing } from '../../src/checkins/answers.ts';
import { findLogged, type Logged } from '../../src/checkins/logged.ts';
import { stageOf } from '../../src/checkins/stage.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { deadline } from '../../src/messages/markdown.ts';
import { type Block, buttons, openForm, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { fromDateColumn } from '../../src/time/calendar.ts';
import { violationControls } from '../violation/controls.ts';
import { logForm } from '../violation/form.ts';
import { adoptPressed } from './adopt.ts';
import { askBoundary, joinDiscussion, submitBoundary } from './boundary.ts';
import { REACT_ACTIONS } from './cards/react.ts';
import { SHARE_ACTIONS } from './cards/share.ts';
import { checkinControls } from './controls.ts';
import { KEPT_ACTIONS } from './kept.ts';
import {
  answerBeside,
  answerLines,
  boundaryButton,
  countButton,
  lookBack,
  offerLogged,
  presentSaved,
  saidOf,
} from './present.ts';
import { notSaved, overText, saveFrom } from './save.ts';

const inGuild = { access: 'everyone', contexts: 'guild' } as const;

/** "A calm week": a single press, unless there are entries of these days. */
export const answerCalm = defineButton({
  ...checkinControls.calm,
  access: 'everyone',
  async run(call, { checkin }, { message }) {
    const answered = await saveFrom(call, checkin, { outcome: 'calm', unlessLogged: true }, message);
    if (answered.type === 'logged')
      return answerBeside(call, { message }, ...askWhetherCalm(call, checkin, answered.logged));
    if (answered.type !== 'saved') return notSaved(call, answered);
    return answerBeside(call, { message }, ...presentSaved(call, checkin, answered));
  },
});

function askWhetherCalm(call: Call, checkin: string, logged: Logged): (string | Block)[] {
  const { t, person } = call;
  return [
    t('checkins:answer.calmAsk', saidOf(person.locale, logged)),
    buttons(countButton(call, checkin, logged), {
      label: t('checkins:answer.calmAnyway'),
      style: 'success',
      does: checkinControls.calmAnyway.with({ checkin }),
    }),
  ];
}

/** "A calm week", after the entries were pointed out. */
export const answerCalmAnyway = defineButton({
  ...checkinControls.calmAnyway,
  access: 'everyone',
  async run(call, { checkin }, { message }) {
    const answered = await saveFrom(call, checkin, { outcome: 'calm' });
    if (answered.type !== 'saved') return notSaved(call, answered);
    return answerBeside(call, { message }, ...presentSaved(call, checkin, answered));
  },
});

/** Counts what was logged: a single press. */
export const countLogged = defineButton({
  ...checkinControls.count,
  access: 'everyone',
  async run(call, { checkin, place }, { message }) {
    const { t, services, person } = call;
    const logged = await findLogged(services.db, { checkinId: checkin, personId: person.id }, { after: 'calm' });
    if (!logged) return answerBeside(call, { message, place }, t('checkins:answer.nothingLogged'));
    const answered = await saveFrom(call, checkin, { outcome: 'violation' });
    if (answered.type !== 'saved') return notSaved(call, answered);
    const counted = t('checkins:answer.counted', saidOf(person.locale, logged));
    return answerBeside(call, { message, place }, ...presentSaved(call, checkin, answered, { lines: [counted] }));
  },
});

export const discuss = defineButton({
  ...checkinControls.discuss,
  ...inGuild,
  async run(call, { checkin }, { message }) {
    const { t, services, person } = call;
    await adoptPressed(call, checkin, message);
    const row = await services.db.checkin.findUnique({ where: { id: checkin } });
    if (row?.communityId !== communityOf(call).id) return toMe(overText(call));
    const logged = await findLogged(services.db, { checkinId: checkin, personId: person.id });
    const thread = `<#${row.threadId}>`;
    return toMe(
      row.threadId ? t('checkins:answer.discuss', { thread }) : t('checkins:answer.discussLater'),
      ...offerLogged(call, checkin, logged),
    );
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
    answerCalmAnyway,
    countLogged,
    askBoundary,
    joinDiscussion,
    submitBoundary,
    discuss,
    logFromDigest,
    ...KEPT_ACTIONS,
    ...SHARE_ACTIONS,
    ...REACT_ACTIONS,
  ],
  async run(call) {
    const { t, services, person } = call;
    const row = await findAnswerable(services.db, services.clock, communityOf(call).id);
    if (!row) return toMe(t('checkins:answer.none', { log: call.command('violation.log') }));
    const key = { checkinId: row.id, personId: person.id };
    const logged = await findLogged(services.db, key);
    return toMe(...presentAnswer(call, row, await findStanding(services, key), logged));
  },
});

/** The member's answer, what they logged, and the actions still available. */
function presentAnswer(
  call: Call,
  row: AnswerableCheckin,
  standing: Standing,
  logged: Logged | undefined,
): (string | Block)[] {
  const { t, services, person } = call;
  const day = formatDay(fromDateColumn(row.localDate), person.locale);
  const isOpen = stageOf(row, services.clock.now()) === 'open';
  const when = deadline(row.closesAt);
  return [
    [
      `## ${t('checkins:answer.title', { day })}`,
      ...answerLines(call, standing.answer),
      isOpen ? t('checkins:answer.open', { when }) : t('checkins:answer.late'),
      ...(logged ? [t('checkins:answer.logged', saidOf(person.locale, logged))] : []),
    ].join('\n'),
    buttons(
      ...(logged ? [countButton(call, row.id, logged)] : []),
      {
        label: t('checkins:post.log'),
        ...(logged ? {} : { style: 'primary' }),
        does: violationControls.open.with({ kind: undefined, checkin: row.id }),
      },
      { label: t('checkins:post.calm'), style: 'success', does: checkinControls.calm.with({ checkin: row.id }) },
      boundaryButton(call, row.id),
      { label: t('checkins:post.discuss'), does: checkinControls.discuss.with({ checkin: row.id }) },
    ),
    ...lookBack(call, row.id, standing),
  ];
}
