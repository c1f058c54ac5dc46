import { defineButton, defineForm, type FormInput, type SourceMessage } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { crossesMidnight, DEFAULT_HOURS, type DmHours, writeDays } from '../../src/members/hours.ts';
import { changeMember } from '../../src/members/settings.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { findSheet } from '../../src/sheet/store.ts';
import { sayHours, saySpans } from '../../src/sheet/words.ts';
import { formatList } from '../../src/text/format.ts';
import { parseTime } from '../../src/time/weekly.ts';
import { sheetControls } from '../boundaries/controls.ts';
import { readTyped, refuseForm } from '../fill-again.ts';
import { hoursControls } from './controls.ts';
import { asOneSpan, type InForce, settingsInForce } from './in-force.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

const openHours = defineButton({ ...hoursControls.open, access: 'everyone', run: storedForm });
const ownHours = defineButton({
  ...hoursControls.own,
  access: 'everyone',
  run: (call) => hoursForm(call, DEFAULT_HOURS),
});
const submitHours = defineForm({ ...hoursControls.submit, access: 'everyone', run: checkHours });

/** The form's text fields. */
const TYPED = ['from', 'to'] as const;

/** Reopens the form after a mistake, with the entered values. */
const correctHours = defineButton({
  ...hoursControls.correct,
  access: 'everyone',
  run: async (call, { days = [], kept }, { message }) => openTyped(call, days, kept, message),
});

/** The same, for hours that were understood but doubted. */
const otherHours = defineButton({
  ...hoursControls.other,
  access: 'everyone',
  run: hoursForm,
});

const confirmNight = defineButton({
  ...hoursControls.confirmNight,
  access: 'everyone',
  run: saveHours,
});

const resetHours = defineButton({
  ...hoursControls.reset,
  access: 'everyone',
  run: async (call) => {
    const { t, services, person } = call;
    await changeMember(services.db, person.id, { hours: null });
    // Without hours of their own, those of the boundary sheet apply.
    const { hours } = await findSheet(services.db, services.sealer, person.id);
    const said = hours && sayHours(hours, { t, locale: person.locale });
    if (said) return toMe(t('settings:hours.wasResetToSheet', { hours: said }));
    return toMe(t('settings:hours.wasReset', { ...DEFAULT_HOURS, days: daysInWords(call, DEFAULT_HOURS.days) }));
  },
});

export const settingsHours = defineCommand({
  key: 'settings.hours',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [openHours, ownHours, correctHours, otherHours, submitHours, confirmNight, resetHours],
  run: storedForm,
});

/** The form with the hours in force; what it cannot say is not replaced by accident. */
async function storedForm(call: Call): Promise<Reply> {
  const { t, person } = call;
  const { window } = await settingsInForce(call);
  if (window.source === 'default') return hoursForm(call, DEFAULT_HOURS);
  const hours = asOneSpan(window.spans);
  if (hours) return hoursForm(call, hours);
  return toMe(
    t('settings:hours.fromSheet', { hours: saySpans(window.spans, { t, locale: person.locale }) }),
    buttons(
      { label: t('settings:hours.inSheet'), style: 'primary', does: sheetControls.overview.with({}) },
      { label: t('settings:hours.own'), does: hoursControls.own.with({}) },
    ),
  );
}

async function openTyped(
  call: Call,
  days: readonly number[],
  kept: number | undefined,
  message: SourceMessage | undefined,
): Promise<Reply> {
  const typed = readTyped(message, TYPED, kept);
  return typed ? hoursForm(call, { days, ...typed }) : storedForm(call);
}

function hoursForm({ t }: Call, hours: DmHours): Reply {
  const time = (id: 'from' | 'to') =>
    ({
      type: 'text',
      id,
      label: t(`settings:hours.form.${id}`),
      hint: t(`settings:hours.form.${id}Hint`),
      ...(hours[id] === '' ? {} : { value: hours[id] }),
      max: 10,
    }) as const;
  return openForm({
    title: t('settings:hours.form.title'),
    submits: hoursControls.submit.with({}),
    fields: [
      {
        type: 'choices',
        as: 'checkboxes',
        id: 'days',
        label: t('settings:hours.form.days'),
        min: 1,
        max: 7,
        options: WEEKDAYS.map((value) => ({
          value,
          label: t(`common:weekdays.${value}`),
          chosen: hours.days.includes(Number(value)),
        })),
      },
      time('from'),
      time('to'),
    ],
  });
}

async function checkHours(call: Call, _params: unknown, { values }: FormInput): Promise<Reply> {
  const { t } = call;
  const days = WEEKDAYS.filter((day) => values.choices('days').includes(day)).map(Number);
  const [from, to] = [parseTime(values.text('from')), parseTime(values.text('to'))];
  const notATime = (id: 'from' | 'to') => t('settings:hours.problems.time', { typed: escapeMarkdown(values.text(id)) });
  const problems = [
    ...(days.length > 0 ? [] : [t('settings:hours.problems.days')]),
    ...(from === undefined ? [notATime('from')] : []),
    ...(to === undefined ? [notATime('to')] : []),
    ...(from !== undefined && from === to ? [t('settings:hours.problems.same')] : []),
  ];
  if (problems.length > 0 || from === undefined || to === undefined) {
    const message = [t('settings:hours.problems.notSaved'), ...problems.map((text) => `- ${text}`)].join('\n');
    return refuseForm(t, {
      message,
      fields: TYPED,
      values,
      label: t('settings:hours.correct'),
      again: (kept) => hoursControls.correct.with({ days: days.length > 0 ? days : undefined, kept }),
    });
  }
  const hours = { days, from, to };
  if (!crossesMidnight(hours)) return saveHours(call, hours);
  return toMe(
    t('settings:hours.askNight', { from, to, days: daysInWords(call, days) }),
    buttons(
      { label: t('settings:hours.confirmNight'), style: 'primary', does: hoursControls.confirmNight.with(hours) },
      { label: t('settings:hours.correct'), does: hoursControls.other.with(hours) },
    ),
  );
}

async function saveHours(call: Call, hours: DmHours): Promise<Reply> {
  const { t, services, person } = call;
  const before = await settingsInForce(call);
  const ofSheet = before.window.source === 'sheet' ? asOneSpan(before.window.spans) : undefined;
  if (ofSheet && sameHours(ofSheet, hours)) {
    const said = saySpans(before.window.spans, { t, locale: person.locale });
    return toMe(t('settings:hours.staySheet', { hours: said }));
  }
  await changeMember(services.db, person.id, { hours });
  const said = { days: daysInWords(call, hours.days), from: hours.from, to: hours.to };
  return toMe(
    t(crossesMidnight(hours) ? 'settings:hours.savedNight' : 'settings:hours.saved', said),
    whichZone(call, before),
    buttons(
      { label: t('settings:hours.change'), does: hoursControls.open.with({}) },
      { label: t('settings:hours.reset'), does: hoursControls.reset.with({}) },
    ),
  );
}

/** The zone of a member's own hours, and how to choose another. */
function whichZone({ t, command }: Call, { settings, sheet }: InForce): string {
  const zoneCommand = command('settings.zone');
  if (settings.zone) return t('settings:hours.zone', { zone: settings.zone, command: zoneCommand });
  const zone = sheet.hours?.zone;
  return zone
    ? t('settings:hours.sheetZone', { zone, command: zoneCommand })
    : t('settings:hours.noZone', { command: zoneCommand });
}

function sameHours(one: DmHours, other: DmHours): boolean {
  return one.from === other.from && one.to === other.to && writeDays(one.days) === writeDays(other.days);
}

/** "w poniedziałki, wtorki i piątki" would need other cases: each day has its full form, joined as the language does. */
function daysInWords({ t, person }: Call, days: readonly number[]): string {
  const names = WEEKDAYS.filter((day) => days.includes(Number(day))).map((day) => t(`common:onWeekdays.${day}`));
  return formatList(names, person.locale);
}
