import type { Temporal } from 'temporal-polyfill';
import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { Form, FormValues } from '../../src/messages/form.ts';
import { openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { formatMoney } from '../../src/text/money.ts';
import { changeEntry, type EntryChange } from '../../src/violations/changes.ts';
import { ENTRY_LIMITS, type Entry } from '../../src/violations/entries.ts';
import { toPlain } from '../../src/violations/export.ts';
import { type Read, readCost, readDuration, readPastDay } from '../../src/violations/read-cost.ts';
import { formatHours } from '../../src/violations/timeline.ts';
import { type Refused, readTyped, refuseForm, type Typed } from '../fill-again.ts';
import { chosenIn, saidBefore, TEXT_FIELDS } from './again.ts';
import { presentCard } from './card.ts';
import { contactWarnings } from './contact-warnings.ts';
import { violationControls } from './controls.ts';
import { entryForm } from './form.ts';
import { readChoices } from './read-form.ts';
import { offerRelabelling } from './relabel.ts';
import { ownEntry, sayGone } from './show.ts';
import { todayOf } from './today.ts';

const SHORT = 60;

/** Opens the form with the entry's current values. */
export const editEntry = defineButton({
  ...violationControls.edit,
  access: 'everyone',
  async run(call, { id }) {
    const entry = await ownEntry(call, id);
    if (!entry) return toMe(sayGone(call));
    return openForm(entryForm(call, violationControls.editText.with({ id }), entry));
  },
});

/** Reopens it after an omission, with the entered values. */
export const editAgain = defineButton({
  ...violationControls.editAgain,
  access: 'everyone',
  async run(call, { id, ...again }, { message }) {
    const entry = await ownEntry(call, id);
    if (!entry) return toMe(sayGone(call));
    return openForm(entryForm(call, violationControls.editText.with({ id }), saidBefore(message, again, entry)));
  },
});

export const changeEntryText = defineForm({
  ...violationControls.editText,
  access: 'everyone',
  async run(call, { id }, { values }) {
    const read = readChoices(call.t, undefined, values);
    if ('problems' in read)
      return notChanged(call, read.problems, values, {
        fields: TEXT_FIELDS,
        again: (kept) => violationControls.editAgain.with({ id, ...chosenIn(values), kept }),
      });
    const { kind, reaction, weight, story } = read;
    const clientLabel = values.text('client') || null;
    return change(call, id, { kind, reaction, weight: weight ?? null, story, clientLabel }, await todayOf(call));
  },
});

/** The text fields of the second form. */
const WHEN_FIELDS = ['day', 'hours', 'amount', 'nextStep'] as const;

/** The day it happened, the cost, and the next step. */
export const editWhen = defineButton({
  ...violationControls.when,
  access: 'everyone',
  async run(call, { id }) {
    const entry = await ownEntry(call, id);
    return entry ? openForm(whenForm(call, entry)) : toMe(sayGone(call));
  },
});

/** Reopens it if a value could not be read, with the typed text. */
export const editWhenAgain = defineButton({
  ...violationControls.whenAgain,
  access: 'everyone',
  async run(call, { id, kept }, { message }) {
    const entry = await ownEntry(call, id);
    return entry ? openForm(whenForm(call, entry, readTyped(message, WHEN_FIELDS, kept))) : toMe(sayGone(call));
  },
});

export const changeWhen = defineForm({
  ...violationControls.whenText,
  access: 'everyone',
  async run(call, { id }, { values }) {
    const today = await todayOf(call);
    const typed = { day: values.text('day'), hours: values.text('hours'), amount: values.text('amount') };
    const day = typed.day === '' ? undefined : readPastDay(typed.day, today);
    const hours = typed.hours === '' ? undefined : readDuration(typed.hours);
    const amount = typed.amount === '' ? undefined : readCost(typed.amount);
    const { t } = call;
    const problems = [
      ...problem(day, (code) => t(`violations:edit.problems.day.${code}`, { typed: typed.day })),
      ...problem(hours, (code) => t(`violations:edit.problems.hours.${code}`, { typed: typed.hours })),
      ...problem(amount, (code) => t(`violations:edit.problems.amount.${code}`, { typed: typed.amount })),
    ];
    if (problems.length > 0)
      return notChanged(call, problems, values, {
        fields: WHEN_FIELDS,
        again: (kept) => violationControls.whenAgain.with({ id, kept }),
      });
    const changes: EntryChange = {
      ...(day?.ok ? { happenedOn: day.value } : {}),
      unpaidMinutes: (hours?.ok && hours.value) || null,
      cost: amount?.ok ? amount.value : null,
      nextStep: values.text('nextStep') || null,
    };
    return change(call, id, changes, today);
  },
});

function problem<P extends string>(read: Read<unknown, P> | undefined, say: (code: P) => string): string[] {
  return read === undefined || read.ok ? [] : [say(read.problem)];
}

async function change(call: Call, id: string, changes: EntryChange, today: Temporal.PlainDate): Promise<Reply> {
  const { t, services, person } = call;
  const before = await ownEntry(call, id);
  const entry = before && (await changeEntry(services, person.id, id, changes, today));
  if (!entry) return toMe(sayGone(call));
  const same = JSON.stringify(toPlain(before)) === JSON.stringify(toPlain(entry));
  const said = [t(same ? 'violations:card.unchanged' : 'violations:card.changed'), ...contactWarnings(t, changes)];
  return toMe(said.join('\n'), ...(await offerRelabelling(call, before, entry)), ...(await presentCard(call, entry)));
}

function notChanged<Id extends string>(
  { t }: Call,
  problems: readonly string[],
  values: FormValues,
  form: Pick<Refused<Id>, 'fields' | 'again'>,
): Reply {
  const message = [t('violations:edit.notChanged'), ...problems.map((text) => `- ${text}`)].join('\n');
  return refuseForm(t, { ...form, message, values, label: t('violations:again') });
}

function whenForm({ t, person }: Call, entry: Entry, typed?: Typed<(typeof WHEN_FIELDS)[number]>): Form {
  const { day, hours, amount, nextStep } = typed ?? typedOf(entry, person.locale);
  const field = (id: 'day' | 'hours' | 'amount', value: string | undefined) => ({
    type: 'text' as const,
    id,
    label: t(`violations:edit.${id}.label`),
    hint: t(`violations:edit.${id}.hint`),
    example: t(`violations:edit.${id}.example`),
    required: false,
    max: SHORT,
    ...(value ? { value } : {}),
  });
  return {
    title: t('violations:edit.whenTitle'),
    submits: violationControls.whenText.with({ id: entry.id }),
    fields: [
      field('day', day),
      field('hours', hours),
      field('amount', amount),
      {
        type: 'text',
        id: 'nextStep',
        label: t('violations:form.nextStep.label'),
        hint: t('violations:form.nextStep.hint'),
        required: false,
        max: ENTRY_LIMITS.nextStep,
        ...(nextStep ? { value: nextStep } : {}),
      },
    ],
  };
}

/** The values of the second form's fields for an entry. */
function typedOf({ happenedOn, unpaidMinutes, cost, nextStep }: Entry, locale: Call['person']['locale']) {
  return {
    day: formatDay(happenedOn, locale),
    hours: unpaidMinutes ? formatHours(unpaidMinutes, locale) : undefined,
    // In a notation that can be read back: some ways of writing an amount cannot be read in any language.
    amount: cost && typeCost(cost, locale),
    nextStep,
  };
}

function typeCost(cost: NonNullable<Entry['cost']>, locale: Call['person']['locale']): string {
  const said = formatMoney(cost, locale);
  const back = readCost(said);
  const same = back.ok && back.value.amount === cost.amount && back.value.currency === cost.currency;
  return same ? said : `${cost.amount.toFixed(2)} ${cost.currency}`;
}
