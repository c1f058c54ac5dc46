import { type ChangeOutcome, changeOf, type Seen } from '../../../src/communities/settings.ts';
import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
  settingsSchema,
} from '../../../src/communities/settings-schema.ts';
import { defineButton, defineSelect } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { codeBlock } from '../../../src/messages/markdown.ts';
import { choiceParam } from '../../../src/messages/params.ts';
import {
  type Block,
  type Button,
  buttons,
  panel,
  type Reply,
  type UpdateReply,
  update,
} from '../../../src/messages/reply.ts';
import { change, changeParam, controlParams, readStored, seenOf, WAYS, type Way } from './change.ts';
import { channelHere } from './here.ts';
import { changesPlan, watchWeek } from './lost-week.ts';
import { PAGE_OF, type Page, pageParam } from './pages.ts';
import { reasonAgainst } from './rights.ts';
import { defineTakeSuggestion } from './suggestion.ts';
import { defineTimeControls } from './time-controls.ts';
import { sayValue } from './values.ts';
import { defineWordsControls } from './words-controls.ts';

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
const AMBER = 0xd9822b;
/** Of a value that a question names, so much. */
const LONGEST = 300;

/** The value of the list that switches the assistant off. */
export const ASSISTANT_OFF = 'off';

/** The values of a list that switches something on or off. */
export const SWITCH = ['off', 'on'] as const;

/** The value of the list that leaves no holidays out. */
export const NO_HOLIDAYS = 'none';

/** Stores a change and shows its page anew, or `then`; where somebody was faster, the page with the question what is to stay. */
export type StoreChange = (
  call: Call,
  place: { readonly page: Page; readonly way: Way },
  wanted: SettingsChange,
  seen: Seen,
  then?: Page,
) => Promise<UpdateReply>;

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

  /** The channel in which the moderator stands: one press where the list takes two. */
  const pickHere = defineButton({
    name: 'setup.here',
    access: 'moderator',
    params: { ...controlParams, field: choiceParam(CHANNEL_FIELDS) },
    run: (call, { way, seen, field }) => {
      const page = PAGE_OF[field];
      const here = channelHere(call);
      if (!here) return again(call, page, way);
      return store(call, { page, way }, { [field]: here }, { fields: [field], mark: seen });
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
    reads: true,
    access: 'moderator',
    params: { page: pageParam, way: choiceParam(WAYS) },
    run: (call, { page, way }) => again(call, page, way),
  });

  const { openTime, submitTime } = defineTimeControls(store);
  const { openWords, submitWords, takeWords } = defineWordsControls(store, (call, way) => again(call, 'rules', way));

  const takeSuggestion = defineTakeSuggestion(store);

  async function store(...[call, place, wanted, seen, then = place.page]: Parameters<StoreChange>) {
    const present = await readStored(call);
    const reason = reasonAgainst(call, wanted, present);
    if (reason) {
      const notice = panel(AMBER, `⚠️ ${call.t(`setup:withheld.${reason}`)}`);
      return update(...(await show(call, place, present, [notice])));
    }
    const { done: outcome, notice } = changesPlan(wanted)
      ? await watchWeek(call, () => change(call, wanted, seen))
      : { done: await change(call, wanted, seen) };
    if (outcome.type !== 'conflict') {
      const notices = notice ? [panel(AMBER, notice)] : [];
      return update(...(await show(call, { ...place, page: then }, outcome.settings, notices)));
    }
    return update(...(await show(call, place, outcome.settings, [sayConflict(call, place, wanted, outcome)])));
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
      fields.map((one) => `${t(`audit:fields.${one}`)}: ${cut(sayValue(call, one, values[one]), LONGEST)}`).join('; ');
    const seen = seenOf(settings, ...fields);
    // Many words do not fit into a custom id: the message holds them.
    const many = wanted.watchWords ? wanted.watchWords : undefined;
    const mine: Button = {
      label: t('setup:conflict.take'),
      does: many ? takeWords.with({ way: place.way, seen }) : apply.with({ ...place, change: wanted, seen }),
      style: 'primary',
    };
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
        `- ${t('setup:conflict.yours')} ${many ? '' : say(wanted)}`,
      ].join('\n'),
      ...(many ? [codeBlock(many)] : []),
      buttons(mine, { label: t('setup:conflict.keep'), does: open.with(place) }),
    );
  }

  async function again(call: Call, page: Page, way: Way): Promise<Reply> {
    return update(...(await show(call, { page, way }, await readStored(call))));
  }

  return {
    choose,
    pickChannel,
    pickHere,
    pickRole,
    openTime,
    submitTime,
    openWords,
    submitWords,
    takeWords,
    takeSuggestion,
    apply,
    open,
  };
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
