import type { ChangeOutcome, Seen } from '../../../src/communities/settings.ts';
import { SETTING_FIELDS, type SettingField, type SettingsChange } from '../../../src/communities/settings-schema.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { codeBlock } from '../../../src/messages/markdown.ts';
import { type Block, type Button, buttons, panel, type UpdateReply, update } from '../../../src/messages/reply.ts';
import { AMBER } from '../../colours.ts';
import { change, readStored, seenOf } from './change.ts';
import { settingControls } from './controls.ts';
import { changesPlan, watchWeek } from './lost-week.ts';
import type { PagePlace, SettingsPage } from './pages.ts';
import { reasonAgainst } from './rights.ts';
import { showSettingsPage } from './show.ts';
import { sayValue } from './values.ts';

/** Maximum characters of a value in a question. */
const LONGEST = 300;

/** Shows a page with the stored values. */
export async function showAgain(call: Call, place: PagePlace): Promise<UpdateReply> {
  return update(...(await showSettingsPage(call, place, await readStored(call))));
}

/** Stores a change and shows its updated page, or `then`; after a conflict, the page with the question which value to keep. */
export async function store(
  call: Call,
  place: PagePlace,
  wanted: SettingsChange,
  seen: Seen,
  then: SettingsPage = place.page,
): Promise<UpdateReply> {
  const present = await readStored(call);
  const reason = reasonAgainst(call, wanted, present);
  if (reason) {
    const notice = panel(AMBER, `⚠️ ${call.t(`setup:withheld.${reason}`)}`);
    return update(...(await showSettingsPage(call, place, present, [notice])));
  }
  const { done: outcome, notice } = changesPlan(wanted)
    ? await watchWeek(call, () => change(call, wanted, seen))
    : { done: await change(call, wanted, seen) };
  if (outcome.type !== 'conflict') {
    const notices = notice ? [panel(AMBER, notice)] : [];
    return update(...(await showSettingsPage(call, { ...place, page: then }, outcome.settings, notices)));
  }
  return update(
    ...(await showSettingsPage(call, place, outcome.settings, [sayConflict(call, place, wanted, outcome)])),
  );
}

/** The settings in a change. */
export function fieldsOf(wanted: SettingsChange): SettingField[] {
  return SETTING_FIELDS.filter((field) => wanted[field] !== undefined);
}

/** The conflict with another change: its result, and the choice. */
function sayConflict(
  call: Call,
  place: PagePlace,
  wanted: SettingsChange,
  { field, settings, actorId }: ChangeOutcome & { type: 'conflict' },
): Block {
  const { t } = call;
  const fields = fieldsOf(wanted);
  const say = (values: SettingsChange) =>
    fields.map((one) => `${t(`audit:fields.${one}`)}: ${cut(sayValue(call, one, values[one]), LONGEST)}`).join('; ');
  const seen = seenOf(settings, ...fields);
  // Many words do not fit a custom id, so they stay in the message.
  const many = wanted.watchWords ? wanted.watchWords : undefined;
  const mine: Button = {
    label: t('setup:conflict.take'),
    does: many
      ? settingControls.takeWords.with({ way: place.way, seen })
      : settingControls.apply.with({ ...place, change: wanted, seen }),
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
    buttons(mine, { label: t('setup:conflict.keep'), does: settingControls.openPage.with(place) }),
  );
}
