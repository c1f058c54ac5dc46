import { defineButton, defineForm, type FormInput } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { choice, defineCommand, defineMessageCommand } from '../../src/dialogue/command.ts';
import { adviseOn } from '../../src/guide/reading/advice.ts';
import { VIOLATION_KINDS, type ViolationKind } from '../../src/kinds/violations.ts';
import { cut } from '../../src/messages/limits.ts';
import { openForm, type Reply } from '../../src/messages/reply.ts';
import { ENTRY_LIMITS } from '../../src/violations/entries.ts';
import { adoptPressed } from '../checkin/adopt.ts';
import { refuseForm } from '../fill-again.ts';
import { sourcesFor } from '../guide/here.ts';
import { chosenIn, saidBefore, TEXT_FIELDS } from './again.ts';
import { violationControls } from './controls.ts';
import { askToDelete, deleteForGood } from './delete.ts';
import { changeEntryText, changeWhen, editAgain, editEntry, editWhen, editWhenAgain } from './edit.ts';
import { finishFollowUp, remind, setReminder, stopAllReminders, stopReminder } from './follow-up-actions.ts';
import { violationForm } from './form.ts';
import { readChoices } from './read-form.ts';
import { rescueEntry, saveEntryAgain } from './retry.ts';
import { saveEntry } from './save.ts';
import { keepCard, setState, showCard } from './show.ts';
import { explainSuggesting, suggestNow, takeKind } from './suggest.ts';

interface LogParams {
  readonly kind: ViolationKind | undefined;
  readonly checkin: string | undefined;
}

export const openLog = defineButton({
  ...violationControls.open,
  access: 'everyone',
  async run(call, { kind, checkin }, { message }) {
    if (checkin) await adoptPressed(call, checkin, message);
    return openForm(violationForm(call, violationControls.log.with({ kind, checkin }), { kind }));
  },
});

/** Reopens it after an omission, with the entered values. */
const openLogAgain = defineButton({
  ...violationControls.openAgain,
  access: 'everyone',
  run: (call, { kind, checkin, ...again }, { message }) =>
    openForm(
      violationForm(call, violationControls.log.with({ kind, checkin }), { kind, says: saidBefore(message, again) }),
    ),
});

export const submitLog = defineForm({
  ...violationControls.log,
  access: 'everyone',
  run: save,
  rescue: rescueEntry,
});

export const violationLog = defineCommand({
  key: 'violation.log',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    kind: choice({ values: VIOLATION_KINDS, label: (t, kind) => t(`violations:kinds.${kind}`) }),
  },
  actions: [
    openLog,
    openLogAgain,
    submitLog,
    saveEntryAgain,
    showCard,
    keepCard,
    setState,
    editEntry,
    editAgain,
    changeEntryText,
    editWhen,
    editWhenAgain,
    changeWhen,
    askToDelete,
    deleteForGood,
    remind,
    setReminder,
    finishFollowUp,
    stopReminder,
    stopAllReminders,
    explainSuggesting,
    suggestNow,
    takeKind,
  ],
  run: (call, { kind }) =>
    openForm(violationForm(call, violationControls.log.with({ kind, checkin: undefined }), { kind })),
});

/**
 * Begins with the kind that the message tells of. Stores neither the message's author nor a link to it: the entry is about the
 * client, and belongs to the member.
 */
export const logMessage = defineMessageCommand({
  key: 'log-message',
  access: 'everyone',
  contexts: 'everywhere',
  async run(call, { text }) {
    const { kind } = adviseOn(await sourcesFor(call), text);
    const says = { story: cut(text, ENTRY_LIMITS.story), kind };
    return openForm(violationForm(call, violationControls.log.with({ kind: undefined, checkin: undefined }), { says }));
  },
});

async function save(call: Call, { kind: chosen, checkin }: LogParams, { values }: FormInput): Promise<Reply> {
  const { t } = call;
  const read = readChoices(t, chosen, values);
  if ('problems' in read)
    return refuseForm(t, {
      message: [t('violations:notSaved'), ...read.problems.map((text) => `- ${text}`)].join('\n'),
      fields: TEXT_FIELDS,
      values,
      label: t('violations:again'),
      again: (kept) => violationControls.openAgain.with({ kind: chosen, checkin, ...chosenIn(values), kept }),
    });
  return saveEntry(call, {
    ...read,
    checkin,
    clientLabel: values.text('client') || undefined,
    nextStep: values.text('nextStep') || undefined,
    interactionId: call.interactionId,
  });
}
