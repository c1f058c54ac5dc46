import { defineButton } from '../../src/dialogue/action.ts';
import { timestamp } from '../../src/messages/markdown.ts';
import { buttons, toMe, update } from '../../src/messages/reply.ts';
import { optIn, optOutEverywhere } from '../../src/notices/consent.ts';
import { cancelNotice, resetNotice } from '../../src/notices/notices.ts';
import { changeEntry } from '../../src/violations/changes.ts';
import { stateSelect } from './card.ts';
import { REMINDER_DAYS, violationControls } from './controls.ts';
import { ownEntry, sayGone } from './show.ts';
import { todayOf } from './today.ts';

/** Days after which an undelivered reminder is no longer useful. */
const STALE_DAYS = 60;

/** Asks when to remind, and explains it: choosing a day is the consent. */
export const remind = defineButton({
  ...violationControls.remind,
  access: 'everyone',
  async run(call, { id }) {
    const { t } = call;
    const entry = await ownEntry(call, id);
    if (!entry) return toMe(sayGone(call));
    if (entry.state === 'resolved') return toMe(t('violations:followUp.resolved'));
    const choices = REMINDER_DAYS.map((days) => ({
      label: t('violations:followUp.days', { count: Number(days) }),
      does: violationControls.remindIn.with({ id, days }),
    }));
    return toMe(t('violations:followUp.ask'), buttons(...choices));
  },
});

export const setReminder = defineButton({
  ...violationControls.remindIn,
  access: 'everyone',
  async run(call, { id, days }) {
    const { t, services, person, community, discordLocale } = call;
    const entry = await ownEntry(call, id);
    if (!entry) return update(sayGone(call));
    if (entry.state === 'resolved') return update(t('violations:followUp.resolved'));
    const dueAt = services.clock.now().add({ hours: 24 * Number(days) });
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
    const when = timestamp(dueAt, 'D');
    return update(t('violations:followUp.set', { when }));
  },
});

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
