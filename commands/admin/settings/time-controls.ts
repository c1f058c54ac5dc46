import { parseTime } from '../../../src/checkins/schedule.ts';
import { canonicalZone, findZones } from '../../../src/communities/zones.ts';
import { defineButton, defineForm, type FormInput } from '../../../src/discord/action.ts';
import type { Call } from '../../../src/discord/call.ts';
import { giveBack } from '../../../src/discord/failures.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { choiceParam } from '../../../src/discord/params.ts';
import { buttons, openForm, type Reply, toMe } from '../../../src/discord/reply.ts';
import { controlParams, readStored, seenOf, WAYS, type Way } from './change.ts';
import type { StoreChange } from './controls.ts';

const TIME_FIELDS = ['checkinTime', 'zone'] as const;

/** The form of the check-in's time and zone, which belong together. */
export function defineTimeControls(store: StoreChange) {
  const openTime = defineButton({
    name: 'setup.time',
    access: 'moderator',
    params: { way: choiceParam(WAYS) },
    async run(call, { way }) {
      const { t } = call;
      const settings = await readStored(call);
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
        submits: submitTime.with({ way, seen: seenOf(settings, ...TIME_FIELDS) }),
        fields: [text('time', settings.checkinTime), text('zone', settings.zone)],
      });
    },
  });

  const submitTime = defineForm({
    name: 'setup.time-form',
    access: 'moderator',
    params: controlParams,
    run: saveTime,
  });

  async function saveTime(
    call: Call,
    { way, seen }: { readonly way: Way; readonly seen: string },
    { values, message }: FormInput,
  ): Promise<Reply> {
    const { t } = call;
    const time = parseTime(values.text('time'));
    const typedZone = values.text('zone');
    const zone = canonicalZone(typedZone);
    if (time && zone) {
      const reply = await store(
        call,
        { page: 'checkin', way },
        { checkinTime: time, zone },
        { fields: TIME_FIELDS, mark: seen },
      );
      return message ? reply : toMe(...reply.blocks);
    }
    const similar = findZones(typedZone, 5);
    const problems = [
      ...(time ? [] : [t('setup:time.badTime', { typed: escapeMarkdown(values.text('time')) })]),
      ...(zone ? [] : [t('setup:time.badZone', { typed: escapeMarkdown(typedZone) })]),
      ...(zone || similar.length === 0 ? [] : [t('setup:time.suggestZones', { zones: similar.join(', ') })]),
    ];
    const reply = giveBack(t, problems.join('\n'), values.typed);
    return {
      ...reply,
      blocks: [...reply.blocks, buttons({ label: t('setup:time.again'), does: openTime.with({ way }) })],
    };
  }

  return { openTime, submitTime };
}
