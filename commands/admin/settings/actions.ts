import { changeOf } from '../../../src/communities/settings.ts';
import { settingsSchema } from '../../../src/communities/settings-schema.ts';
import { defineButton, defineSelect } from '../../../src/dialogue/action.ts';
import { settingControls } from './controls.ts';
import { channelHere } from './here.ts';
import { fieldsShownWith, readListValue } from './lists.ts';
import { PAGE_OF, STEPS } from './pages.ts';
import { fieldsOf, showAgain, store } from './store.ts';
import { openTime, submitTime } from './time-form.ts';
import { openWords, submitWords, takeWords } from './words-form.ts';

const open = defineButton({
  ...settingControls.openPage,
  reads: true,
  access: 'moderator',
  run: (call, place) => showAgain(call, place),
});

const choose = defineSelect({
  ...settingControls.choose,
  access: 'moderator',
  run: (call, { way, seen, field }, { values: [value = ''] }) => {
    const place = { page: PAGE_OF[field], way };
    const parsed = settingsSchema.partial().safeParse(readListValue(field, value));
    if (!parsed.success) return showAgain(call, place);
    return store(call, place, changeOf(parsed.data), { fields: fieldsShownWith(field), mark: seen });
  },
});

const pickChannel = defineSelect({
  ...settingControls.pickChannel,
  access: 'moderator',
  run: (call, { way, seen, field }, { values, channels: [channel] }) => {
    const place = { page: PAGE_OF[field], way };
    // Ids that are not channels of this community did not come from the list.
    if (values.length > 0 && !channel?.kind) return showAgain(call, place);
    return store(call, place, { [field]: channel?.id ?? null }, { fields: [field], mark: seen });
  },
});

const pickHere = defineButton({
  ...settingControls.pickHere,
  access: 'moderator',
  run: (call, { way, seen, field }) => {
    const place = { page: PAGE_OF[field], way };
    const here = channelHere(call);
    return here ? store(call, place, { [field]: here }, { fields: [field], mark: seen }) : showAgain(call, place);
  },
});

const pickRole = defineSelect({
  ...settingControls.pickRole,
  access: 'moderator',
  run: (call, { way, seen }, { values, roles: [role] }) => {
    const place = { page: 'moderators', way } as const;
    if (values.length > 0 && !role) return showAgain(call, place);
    return store(call, place, { moderatorRoleId: role?.id ?? null }, { fields: ['moderatorRoleId'], mark: seen });
  },
});

const takeSuggestion = defineButton({
  ...settingControls.takeSuggestion,
  access: 'moderator',
  run: (call, { page, seen, change }) => {
    const next = STEPS[STEPS.indexOf(page) + 1];
    return store(call, { page, way: 'setup' }, change, { fields: fieldsOf(change), mark: seen }, next);
  },
});

const apply = defineButton({
  ...settingControls.apply,
  access: 'moderator',
  run: (call, { page, way, seen, change }) =>
    store(call, { page, way }, change, { fields: fieldsOf(change), mark: seen }),
});

/** Actions on the pages. Each stores its change at once and shows the updated page. */
export const SETTING_ACTIONS = [
  ...[open, choose, pickChannel, pickHere, pickRole, takeSuggestion, apply],
  ...[openTime, submitTime],
  ...[openWords, submitWords, takeWords],
];
