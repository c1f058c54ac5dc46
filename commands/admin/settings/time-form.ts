import { defineButton, defineForm, type FormInput } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { openForm, type Reply, toMe } from '../../../src/messages/reply.ts';
import { parseTime } from '../../../src/time/weekly.ts';
import { readZone } from '../../../src/time/zones.ts';
import { readTyped, refuseForm } from '../../fill-again.ts';
import { readStored, seenOf } from './change.ts';
import { settingControls } from './controls.ts';
import type { Way } from './pages.ts';
import { store } from './store.ts';

const TIME_FIELDS = ['checkinTime', 'zone'] as const;
/** The form's fields. */
const TYPED = ['time', 'zone'] as const;

/** The form of the check-in's time and zone, which belong together. */
export const openTime = defineButton({
  ...settingControls.openTime,
  access: 'moderator',
  async run(call, { way, kept }, { message }) {
    const { t } = call;
    const settings = await readStored(call);
    const typed = readTyped(message, TYPED, kept);
    const text = (id: 'time' | 'zone', value: string | null) =>
      ({
        type: 'text',
        id,
        label: t(`setup:time.${id}`),
        hint: t(`setup:time.${id}Hint`),
        max: 60,
        ...(value ? { value } : {}),
      }) as const;
    return openForm({
      title: t('setup:time.title'),
      submits: settingControls.submitTime.with({ way, seen: seenOf(settings, ...TIME_FIELDS) }),
      fields: [text('time', typed?.time ?? settings.checkinTime), text('zone', typed?.zone ?? settings.zone)],
    });
  },
});

export const submitTime = defineForm({ ...settingControls.submitTime, access: 'moderator', run: saveTime });

async function saveTime(
  call: Call,
  { way, seen }: { readonly way: Way; readonly seen: string },
  { values, message }: FormInput,
): Promise<Reply> {
  const { t } = call;
  const time = parseTime(values.text('time'));
  const typed = { time: escapeMarkdown(values.text('time')), zone: escapeMarkdown(values.text('zone')) };
  const read = readZone(values.text('zone'));
  if (time && read.ok) {
    const reply = await store(
      call,
      { page: 'checkin', way },
      { checkinTime: time, zone: read.zone },
      { fields: TIME_FIELDS, mark: seen },
    );
    return message ? reply : toMe(...reply.blocks);
  }
  const zoneProblems = read.ok
    ? []
    : [
        t(`setup:time.badZone.${read.reason}`, { typed: typed.zone }),
        ...(read.similar.length > 0 ? [t('setup:time.suggestZones', { zones: read.similar.join(', ') })] : []),
      ];
  const problems = [...(time ? [] : [t('setup:time.badTime', { typed: typed.time })]), ...zoneProblems];
  return refuseForm(t, {
    message: problems.join('\n'),
    fields: TYPED,
    values,
    label: t('setup:time.again'),
    again: (kept) => settingControls.openTime.with({ way, kept }),
  });
}
