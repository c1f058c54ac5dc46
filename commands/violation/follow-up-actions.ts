import type { Temporal } from 'temporal-polyfill';
import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import { escapeMarkdown, timestamp } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, openForm, toMe, update } from '../../src/messages/reply.ts';
import { optIn, optOutEverywhere } from '../../src/notices/consent.ts';
import { cancelNotice, resetNotice } from '../../src/notices/notices.ts';
import type { DmWindow } from '../../src/sheet/working-time.ts';
import { formatDay } from '../../src/text/format.ts';
import { changeEntry } from '../../src/violations/changes.ts';
import { readReminderDay } from '../../src/violations/read-reminder-day.ts';
import { readTyped, refuseForm } from '../fill-again.ts';
import { stateSelect } from './card.ts';
import { REMINDER_DAYS, violationControls } from './controls.ts';
import { dmWindowOf, findReminder, reminderOn } from './remind-day.ts';
import { ownEntry, sayGone } from './show.ts';
import { todayOf } from './today.ts';

/** Days after which an undelivered reminder is no longer useful. */
const STALE_DAYS = 60;

/** Asks when to remind, and explains it: choosing a day is the consent. A reminder that is set can be moved or cancelled. */
export const remind = defineButton({
  ...violationControls.remind,
  access: 'everyone',
  async run(call, { id }) {
    const { t } = call;
    const entry = await ownEntry(call, id);
    if (!entry) return toMe(sayGone(call));
    if (entry.state === 'resolved') return toMe(t('violations:followUp.resolved'));
    const due = await findReminder(call, id);
    const choices: Button[] = REMINDER_DAYS.map((days) => ({
      label: sayDistance(t, days),
      does: violationControls.remindIn.with({ id, days }),
    }));
    return toMe(
      due ? t('violations:followUp.current', { when: timestamp(due, 'F') }) : t('violations:followUp.ask'),
      buttons(
        ...choices,
        { label: t('violations:followUp.otherDay'), does: violationControls.remindDay.with({ id, kept: undefined }) },
        ...(due ? [cancelButton(t, id)] : []),
      ),
    );
  },
});

function sayDistance(t: Translate, days: (typeof REMINDER_DAYS)[number]): string {
  if (days === '1') return t('violations:followUp.tomorrow');
  if (days === '7') return t('violations:followUp.week');
  if (days === '14') return t('violations:followUp.twoWeeks');
  return t('violations:followUp.days', { count: Number(days) });
}

function cancelButton(t: Translate, id: string): Button {
  return { label: t('violations:followUp.cancel'), does: violationControls.stop.with({ id }) };
}

export const setReminder = defineButton({
  ...violationControls.remindIn,
  access: 'everyone',
  async run(call, { id, days }) {
    const window = await dmWindowOf(call);
    const day = todayIn(call, window).add({ days: Number(days) });
    return update(...(await remindOn(call, id, window, day)));
  },
});

const DAY_FIELDS = ['day'] as const;

/** The form for a day of one's own, with the typed one after a mistake. */
export const askDay = defineButton({
  ...violationControls.remindDay,
  access: 'everyone',
  run({ t }, { id, kept }, { message }) {
    const typed = readTyped(message, DAY_FIELDS, kept)?.day;
    return openForm({
      title: t('violations:followUp.form.title'),
      submits: violationControls.remindText.with({ id }),
      fields: [
        {
          type: 'text',
          id: 'day',
          label: t('violations:followUp.form.label'),
          hint: t('violations:followUp.form.hint'),
          example: t('violations:followUp.form.example'),
          max: 60,
          ...(typed ? { value: typed } : {}),
        },
      ],
    });
  },
});

export const setReminderDay = defineForm({
  ...violationControls.remindText,
  access: 'everyone',
  async run(call, { id }, { values, message }) {
    const { t } = call;
    const window = await dmWindowOf(call);
    const read = readReminderDay(values.text('day'), todayIn(call, window));
    if (!read.ok)
      return refuseForm(t, {
        message: t(`violations:followUp.problems.${read.problem}`, { typed: escapeMarkdown(values.text('day')) }),
        fields: DAY_FIELDS,
        values,
        label: t('violations:again'),
        again: (kept) => violationControls.remindDay.with({ id, kept }),
      });
    const parts = await remindOn(call, id, window, read.value);
    return message ? update(...parts) : toMe(...parts);
  },
});

function todayIn({ services }: Call, { zone }: DmWindow): Temporal.PlainDate {
  return services.clock.now().toZonedDateTimeISO(zone).toPlainDate();
}

/** Sets the reminder for the first moment of a day at which the bot may write, and says which one that is. */
async function remindOn(
  call: Call,
  id: string,
  window: DmWindow,
  day: Temporal.PlainDate,
): Promise<(string | Block)[]> {
  const { t, services, person, community, discordLocale } = call;
  const entry = await ownEntry(call, id);
  if (!entry) return [sayGone(call)];
  if (entry.state === 'resolved') return [t('violations:followUp.resolved')];
  const { at: dueAt, sent, onDay } = reminderOn(window, day, services.clock.now());
  const about = { personId: person.id, kind: 'follow-up', communityId: community?.id } as const;
  await services.db.$transaction(async (tx) => {
    const context = { ...services, db: tx };
    await optIn(context, about, discordLocale);
    await resetNotice(context, {
      ...about,
      subject: id,
      locale: person.locale,
      payload: { state: entry.state },
      dueAt,
      staleAt: dueAt.add({ hours: 24 * STALE_DAYS }),
    });
  });
  const when = timestamp(dueAt, 'F');
  return [
    [
      t(sent ? 'violations:followUp.set' : 'violations:followUp.setForCommand', { when }),
      ...(sent && !onDay ? [t('violations:followUp.moved', { day: formatDay(day, person.locale, 'full') })] : []),
    ].join('\n'),
    buttons({ label: t('violations:followUp.move'), does: violationControls.remind.with({ id }) }, cancelButton(t, id)),
  ];
}

/** "Done": the entry is at least addressed; the member may add at once how it ended. */
export const finishFollowUp = defineButton({
  ...violationControls.done,
  access: 'everyone',
  async run(call, { id }) {
    const { t, services, person } = call;
    const entry = await ownEntry(call, id);
    if (!entry) return update(sayGone(call));
    const state = { state: 'addressed', outcome: undefined } as const;
    const changed =
      entry.state === 'open' ? await changeEntry(services, person.id, id, { state }, await todayOf(call)) : entry;
    await cancelNotice(services.db, { personId: person.id, kind: 'follow-up', subject: id });
    return update(t('violations:followUp.doneText'), stateSelect(t, changed ?? entry));
  },
});

export const stopReminder = defineButton({
  ...violationControls.stop,
  access: 'everyone',
  async run({ t, services, person }, { id }) {
    await cancelNotice(services.db, { personId: person.id, kind: 'follow-up', subject: id });
    return update(
      t('violations:followUp.stopped'),
      buttons({ label: t('violations:followUp.stopAll'), does: violationControls.stopAll.with({}) }),
    );
  },
});

export const stopAllReminders = defineButton({
  ...violationControls.stopAll,
  access: 'everyone',
  async run({ t, services, person }) {
    await optOutEverywhere(services.db, person.id, 'follow-up');
    return update(t('violations:followUp.stoppedAll'));
  },
});
