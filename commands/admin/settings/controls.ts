import { readWatchWords } from '../../../src/checkins/cards/rules.ts';
import { parseTime } from '../../../src/checkins/schedule.ts';
import { type ChangeOutcome, changeOf, type Seen } from '../../../src/communities/settings.ts';
import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
  settingsSchema,
  WATCH_WORDS_MAX,
} from '../../../src/communities/settings-schema.ts';
import { canonicalZone, findZones } from '../../../src/communities/zones.ts';
import { defineButton, defineForm, defineSelect, type FormInput } from '../../../src/discord/action.ts';
import type { Call } from '../../../src/discord/call.ts';
import { giveBack } from '../../../src/discord/failures.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { choiceParam } from '../../../src/discord/params.ts';
import {
  type Block,
  type Button,
  buttons,
  openForm,
  panel,
  type Reply,
  toMe,
  update,
} from '../../../src/discord/reply.ts';
import { change, changeParam, controlParams, readStored, seenOf, WAYS, type Way } from './change.ts';
import { PAGE_OF, type Page, pageParam } from './pages.ts';
import { sayValue } from './values.ts';

/** Shows a page anew, with what is to be said first. */
export type ShowPage = (
  call: Call,
  place: { readonly page: Page; readonly way: Way },
  settings: StoredSettings,
  notices?: readonly (string | Block)[],
) => Promise<(string | Block)[]>;

const CHOSEN_FIELDS = [
  'checkinWeekday',
  'checkinWindowHours',
  'checkinCatchUpHours',
  'checkinHolidays',
  'locale',
  'sharing',
  'slowMinutes',
  'retentionMonths',
  'assistant',
  'digestInChannel',
  'digestSummary',
] as const;
const CHANNEL_FIELDS = ['checkinChannelId', 'moderatorChannelId'] as const;
const TIME_FIELDS = ['checkinTime', 'zone'] as const;
const AMBER = 0xd9822b;

/** The value of the list that switches the assistant off. */
export const ASSISTANT_OFF = 'off';

/** The values of a list that switches something on or off. */
export const SWITCH = ['off', 'on'] as const;

/** The value of the list that leaves no holidays out. */
export const NO_HOLIDAYS = 'none';

/** Every control of the pages. Each stores its change at once and shows the page anew with `show`. */
export function defineControls(show: ShowPage) {
  const choose = defineSelect({
    name: 'settings.choose',
    access: 'moderator',
    params: { ...controlParams, field: choiceParam(CHOSEN_FIELDS) },
    run: (call, { way, seen, field }, { values: [value = ''] }) => {
      const parsed = settingsSchema.partial().safeParse(wantedOf(field, value));
      if (!parsed.success) return again(call, PAGE_OF[field], way);
      return store(call, { page: PAGE_OF[field], way }, changeOf(parsed.data), {
        fields: fieldsShownWith(field),
        mark: seen,
      });
    },
  });

  const pickChannel = defineSelect({
    name: 'setup.channel',
    access: 'moderator',
    params: { ...controlParams, field: choiceParam(CHANNEL_FIELDS) },
    run: (call, { way, seen, field }, { values, channels: [channel] }) => {
      const page = PAGE_OF[field];
      // Ids that are no channels of this community were not chosen from the list.
      if (values.length > 0 && !channel?.kind) return again(call, page, way);
      return store(call, { page, way }, { [field]: channel?.id ?? null }, { fields: [field], mark: seen });
    },
  });

  const pickRole = defineSelect({
    name: 'setup.role',
    access: 'moderator',
    params: controlParams,
    run: (call, { way, seen }, { values, roles: [role] }) => {
      if (values.length > 0 && !role) return again(call, 'moderators', way);
      return store(
        call,
        { page: 'moderators', way },
        { moderatorRoleId: role?.id ?? null },
        { fields: ['moderatorRoleId'], mark: seen },
      );
    },
  });

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

  const openWords = defineButton({
    name: 'settings.words',
    access: 'moderator',
    params: { way: choiceParam(WAYS) },
    async run(call, { way }) {
      const { t } = call;
      const settings = await readStored(call);
      return openForm({
        title: t('setup:words.title'),
        submits: submitWords.with({ way, seen: seenOf(settings, 'watchWords') }),
        fields: [
          {
            type: 'text',
            id: 'words',
            long: true,
            required: false,
            label: t('setup:words.label'),
            hint: t('setup:words.hint'),
            max: WATCH_WORDS_MAX,
            ...(settings.watchWords ? { value: settings.watchWords } : {}),
          },
        ],
      });
    },
  });

  const submitWords = defineForm({
    name: 'settings.words-form',
    access: 'moderator',
    params: controlParams,
    async run(call, { way, seen }, { values, message }) {
      const watchWords = readWatchWords(values.text('words')).join('\n');
      const reply = await store(call, { page: 'rules', way }, { watchWords }, { fields: ['watchWords'], mark: seen });
      return message ? reply : toMe(...reply.blocks);
    },
  });

  /** What a moderator wanted before somebody was faster, and still wants. */
  const apply = defineButton({
    name: 'settings.apply',
    access: 'moderator',
    params: { ...controlParams, page: pageParam, change: changeParam },
    run: (call, { page, way, seen, change: wanted }) =>
      store(call, { page, way }, wanted, { fields: fieldsOf(wanted), mark: seen }),
  });

  const open = defineButton({
    name: 'settings.page',
    access: 'moderator',
    params: { page: pageParam, way: choiceParam(WAYS) },
    run: (call, { page, way }) => again(call, page, way),
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

  async function store(call: Call, place: { page: Page; way: Way }, wanted: SettingsChange, seen: Seen) {
    const outcome = await change(call, wanted, seen);
    const notices = outcome.type === 'conflict' ? [sayConflict(call, place, wanted, outcome)] : [];
    return update(...(await show(call, place, outcome.settings, notices)));
  }

  /** Somebody was faster: what they made of it, and the choice. */
  function sayConflict(
    call: Call,
    place: { page: Page; way: Way },
    wanted: SettingsChange,
    { field, settings, actorId }: ChangeOutcome & { type: 'conflict' },
  ): Block {
    const { t } = call;
    const fields = fieldsOf(wanted);
    const say = (values: SettingsChange) =>
      fields.map((one) => `${t(`audit:fields.${one}`)}: ${sayValue(call, one, values[one])}`).join('; ');
    // Many words do not fit into a custom id: the page's form shows what there is now.
    const mine: Button[] =
      wanted.watchWords === undefined
        ? [
            {
              label: t('setup:conflict.take'),
              does: apply.with({ ...place, change: wanted, seen: seenOf(settings, ...fields) }),
              style: 'primary',
            },
          ]
        : [];
    return panel(
      AMBER,
      [
        actorId === call.person.id
          ? t('setup:conflict.byYou', { field: t(`audit:fields.${field}`) })
          : t('setup:conflict.by', {
              person: actorId ? `<@${actorId}>` : t('setup:conflict.somebody'),
              field: t(`audit:fields.${field}`),
            }),
        `- ${t('setup:conflict.now')} ${say(settings)}`,
        `- ${t('setup:conflict.yours')} ${say(wanted)}`,
      ].join('\n'),
      buttons(...mine, { label: t('setup:conflict.keep'), does: open.with(place) }),
    );
  }

  async function again(call: Call, page: Page, way: Way): Promise<Reply> {
    return update(...(await show(call, { page, way }, await readStored(call))));
  }

  return { choose, pickChannel, pickRole, openTime, submitTime, openWords, submitWords, apply, open };
}

export type Controls = ReturnType<typeof defineControls>;

/** The settings that a list shows together: the assistant and its budget are one. */
export function fieldsShownWith(field: (typeof CHOSEN_FIELDS)[number]): readonly SettingField[] {
  return field === 'assistant' ? ['assistant', 'assistantTokens'] : [field];
}

function fieldsOf(wanted: SettingsChange): SettingField[] {
  return SETTING_FIELDS.filter((field) => wanted[field] !== undefined);
}

function wantedOf(field: (typeof CHOSEN_FIELDS)[number], value: string): { readonly [F in SettingField]?: unknown } {
  if (field === 'assistant')
    return value === ASSISTANT_OFF ? { assistant: false } : { assistant: true, assistantTokens: Number(value) };
  if (field === 'digestInChannel' || field === 'digestSummary')
    return SWITCH.some((known) => known === value) ? { [field]: value === 'on' } : { [field]: value };
  if (field === 'checkinHolidays') return { [field]: value === NO_HOLIDAYS ? null : value };
  if (field !== 'locale' && field !== 'sharing') return { [field]: Number(value) };
  return { [field]: value };
}
