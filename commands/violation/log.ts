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
import { chosenIn, isNewClient, saidBefore, TEXT_FIELDS, textsIn } from './again.ts';
import { violationControls } from './controls.ts';
import { askToDelete, deleteForGood } from './delete.ts';
import { changeEntryText, changeWhen, editAgain, editEntry, editWhen, editWhenAgain } from './edit.ts';
import {
  askDay,
  finishFollowUp,
  remind,
  setReminder,
  setReminderDay,
  stopAllReminders,
  stopReminder,
} from './follow-up-actions.ts';
import { logForm } from './form.ts';
import { suggestClients } from './list.ts';
import { readChoices, readWhenField } from './read-form.ts';
import { relabel } from './relabel.ts';
import { rescueEntry, saveEntryAgain } from './retry.ts';
import { saveEntry } from './save.ts';
import { nameClient, saveClient, weighEntry } from './saved.ts';
import { keepCard, setState, showCard } from './show.ts';
import { explainSuggesting, suggestNow, takeKind } from './suggest.ts';
import { todayOf } from './today.ts';

interface LogParams {
  readonly kind: ViolationKind | undefined;
  readonly checkin: string | undefined;
}

export const openLog = defineButton({
  ...violationControls.open,
  access: 'everyone',
  async run(call, { kind, checkin }, { message }) {
    if (checkin) await adoptPressed(call, checkin, message);
    return openForm(await logForm(call, violationControls.log.with({ kind, checkin }), { kind }));
  },
});

/** Reopens it after an omission, with the entered values. */
const openLogAgain = defineButton({
  ...violationControls.openAgain,
  access: 'everyone',
  async run(call, { kind, checkin, client, ...again }, { message }) {
    const says = { ...saidBefore(message, again), newClient: client === 'new' };
    return openForm(await logForm(call, violationControls.log.with({ kind, checkin }), { kind, says }));
  },
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
    client: { type: 'text', maxLength: ENTRY_LIMITS.clientLabel, suggest: suggestClients },
  },
  actions: [
    openLog,
    openLogAgain,
    submitLog,
    saveEntryAgain,
    weighEntry,
    nameClient,
    relabel,
    saveClient,
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
    askDay,
    setReminderDay,
    finishFollowUp,
    stopReminder,
    stopAllReminders,
    explainSuggesting,
    suggestNow,
    takeKind,
  ],
  async run(call, { kind, client: clientLabel }) {
    const submits = violationControls.log.with({ kind, checkin: undefined });
    return openForm(await logForm(call, submits, { kind, says: { clientLabel } }));
  },
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
    return openForm(await logForm(call, violationControls.log.with({ kind: undefined, checkin: undefined }), { says }));
  },
});

async function save(call: Call, { kind: chosen, checkin }: LogParams, { values }: FormInput): Promise<Reply> {
  const { t } = call;
  const today = await todayOf(call);
  const texts = textsIn(values);
  const read = readChoices(t, chosen, values);
  const when = readWhenField(t, texts.when, today);
  const problems = [...('problems' in read ? read.problems : []), ...('problems' in when ? when.problems : [])];
  const client = isNewClient(values) ? 'new' : undefined;
  if (problems.length > 0 || 'problems' in read || 'problems' in when)
    return refuseForm(t, {
      message: [t('violations:notSaved'), ...problems.map((text) => `- ${text}`)].join('\n'),
      fields: TEXT_FIELDS,
      texts,
      values,
      label: t('violations:again'),
      again: (kept) => violationControls.openAgain.with({ kind: chosen, checkin, ...chosenIn(values), kept, client }),
    });
  return saveEntry(call, {
    ...read,
    checkin,
    clientLabel: texts.client || undefined,
    nextStep: texts.nextStep || undefined,
    happenedOn: when.day ?? today,
    unpaidMinutes: when.minutes,
    cost: when.cost,
    newClient: client !== undefined,
    interactionId: call.interactionId,
  });
}
