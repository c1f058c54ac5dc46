import { nextOccurrences, parseTime } from '../../src/checkins/schedule.ts';
import { changeSettings, findSettings } from '../../src/communities/settings.ts';
import type { SettingsChange } from '../../src/communities/settings-schema.ts';
import { canonicalZone, findZones } from '../../src/communities/zones.ts';
import { defineButton, defineForm, defineSelect, type FormInput, type SelectInput } from '../../src/discord/action.ts';
import { type Call, communityOf } from '../../src/discord/call.ts';
import { defineCommand } from '../../src/discord/command.ts';
import { giveBack } from '../../src/discord/failures.ts';
import { escapeMarkdown } from '../../src/discord/markdown.ts';
import { missingPermissions } from '../../src/discord/permissions.ts';
import { type Block, buttons, openForm, panel, type Reply, toMe, update } from '../../src/discord/reply.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

const pickChannel = defineSelect({
  name: 'setup.channel',
  access: 'moderator',
  params: {},
  run: async (call, _params, { channels: [channel] }: SelectInput) => {
    if (!channel) return showSetup(call);
    const missing = channel.appPermissions === undefined ? [] : missingPermissions(channel.appPermissions);
    await change(call, { checkinChannelId: channel.id });
    const permissions = missing.map((name) => call.t(`admin:permissions.${name}`)).join(', ');
    const lacks = call.t('admin:setup.lacks', { channel: `<#${channel.id}>`, permissions });
    return update(...(await presentSetup(call)), ...(missing.length > 0 ? [`⚠️ ${lacks}`] : []));
  },
});

const pickWeekday = defineSelect({
  name: 'setup.weekday',
  access: 'moderator',
  params: {},
  run: async (call, _params, { values: [value] }: SelectInput) => {
    const weekday = WEEKDAYS.find((day) => day === value);
    if (!weekday) return showSetup(call);
    await change(call, { checkinWeekday: Number(weekday) });
    return update(...(await presentSetup(call)));
  },
});

const openTime = defineButton({ name: 'setup.time', access: 'moderator', params: {}, run: timeForm });
const submitTime = defineForm({ name: 'setup.time-form', access: 'moderator', params: {}, run: saveTime });

export const adminSetup = defineCommand({
  key: 'admin.setup',
  access: 'moderator',
  contexts: 'guild',
  actions: [pickChannel, pickWeekday, openTime, submitTime],
  run: async (call) => {
    // The first call stores the defaults: the dialogue may be left at any point and taken up again.
    await change(call, {});
    return toMe(...(await presentSetup(call)));
  },
});

/** Shows the dialogue anew. The settings may be gone since it was opened: the defaults then count again. */
async function showSetup(call: Call): Promise<Reply> {
  await change(call, {});
  return update(...(await presentSetup(call)));
}

async function presentSetup(call: Call): Promise<(string | Block)[]> {
  const { t, services, person, command } = call;
  const settings = await findSettings(services.db, communityOf(call).id);
  if (!settings?.schedule) throw new Error('the set-up has no defaults');
  const { schedule, checkinChannelId } = settings;
  const weekday = WEEKDAYS.find((day) => Number(day) === schedule.weekday) ?? '1';
  const channel = checkinChannelId ? `<#${checkinChannelId}>` : t('admin:setup.noChannel');
  const day = new Intl.DateTimeFormat(person.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: schedule.zone,
  });
  const next = nextOccurrences(schedule, services.clock.now(), 3).map(
    ({ at }) => `- ${day.format(at.epochMilliseconds)} (<t:${Math.floor(at.epochMilliseconds / 1000)}:R>)`,
  );
  return [
    panel(
      undefined,
      `## ${t('admin:setup.title')}`,
      [
        t('admin:setup.channel', { channel }),
        t('admin:setup.when', {
          weekday: t(`common:onWeekdays.${weekday}`),
          time: schedule.time,
          zone: schedule.zone,
        }),
      ].join('\n'),
      `${t('admin:setup.next')}\n${next.join('\n')}`,
      {
        type: 'channelSelect',
        select: {
          does: pickChannel.with({}),
          prompt: t('admin:setup.pickChannel'),
          kinds: ['text', 'announcement'],
          ...(checkinChannelId ? { chosen: checkinChannelId } : {}),
        },
      },
      {
        type: 'select',
        select: {
          does: pickWeekday.with({}),
          prompt: t('admin:setup.pickWeekday'),
          options: WEEKDAYS.map((value) => ({
            value,
            label: t(`common:weekdays.${value}`),
            chosen: Number(value) === schedule.weekday,
          })),
        },
      },
      buttons({ label: t('admin:setup.timeButton'), does: openTime.with({}) }),
      `-# ${t('admin:setup.intro')}`,
    ),
    checkinChannelId ? t('admin:setup.ready', { post: command('admin.checkin.post') }) : t('admin:setup.missing'),
  ];
}

async function timeForm(call: Call): Promise<Reply> {
  const { t, services } = call;
  const settings = await findSettings(services.db, communityOf(call).id);
  const text = (id: 'time' | 'zone', value: string | undefined) =>
    ({
      type: 'text',
      id,
      label: t(`admin:setup.form.${id}`),
      hint: t(`admin:setup.form.${id}Hint`),
      max: 60,
      ...(value ? { value } : {}),
    }) as const;
  return openForm({
    title: t('admin:setup.form.title'),
    submits: submitTime.with({}),
    fields: [text('time', settings?.schedule?.time), text('zone', settings?.zone)],
  });
}

async function saveTime(call: Call, _params: unknown, { values, message }: FormInput): Promise<Reply> {
  const { t } = call;
  const time = parseTime(values.text('time'));
  const zone = canonicalZone(values.text('zone'));
  if (time && zone) {
    await change(call, { checkinTime: time, zone });
    const parts = await presentSetup(call);
    return message ? update(...parts) : toMe(...parts);
  }
  const typedZone = values.text('zone');
  const similar = findZones(typedZone, 5);
  const problems = [
    ...(time ? [] : [t('admin:setup.badTime', { typed: escapeMarkdown(values.text('time')) })]),
    ...(zone ? [] : [t('admin:setup.badZone', { typed: escapeMarkdown(typedZone) })]),
    ...(zone || similar.length === 0 ? [] : [t('admin:setup.suggestZones', { zones: similar.join(', ') })]),
  ];
  const reply = giveBack(t, problems.join('\n'), values.typed);
  return { ...reply, blocks: [...reply.blocks, buttons({ label: t('admin:setup.again'), does: openTime.with({}) })] };
}

async function change(call: Call, settings: SettingsChange): Promise<void> {
  await changeSettings(call.services, communityOf(call), settings, { actorId: call.person.id });
}
