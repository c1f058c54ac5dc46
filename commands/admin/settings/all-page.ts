import { SETTING_FIELDS, type SettingField, type StoredSettings } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { type Block, buttons } from '../../../src/messages/reply.ts';
import { introductionButton } from '../introduction/introduction.ts';
import { settingControls } from './controls.ts';
import { PAGE_OF, SETTING_PAGES } from './pages.ts';
import { sayValue } from './values.ts';

/** Maximum characters of a value: the watched words may be long, and their form shows them all. */
const LONGEST = 200;

/** Every setting with its value, and a control to change it. */
export function allPage(call: Call, settings: StoredSettings): Block[] {
  const { t } = call;
  const sections = SETTING_PAGES.map((page): Block => {
    const lines = SETTING_FIELDS.filter((field) => PAGE_OF[field] === page).map(
      (field) => `${t(`audit:fields.${field}`)}: ${cut(sayPresent(call, field, settings), LONGEST)}`,
    );
    return {
      type: 'section',
      text: `**${t(`setup:pages.${page}`)}**\n${lines.join('\n')}`,
      button: { label: t(`setup:change.${page}`), does: settingControls.openPage.with({ page, way: 'settings' }) },
    };
  });
  return [...sections, buttons(introductionButton(call))];
}

/** A setting's value; a deleted channel or role is described as gone instead of mentioned as unknown. */
function sayPresent(call: Call, field: SettingField, settings: StoredSettings): string {
  const { t, services } = call;
  const { id } = communityOf(call);
  const value = settings[field];
  if (typeof value === 'string') {
    if (field === 'moderatorRoleId' && services.guilds.role(id, value) === 'missing') return t('setup:gone.role');
    const isChannel = field === 'checkinChannelId' || field === 'moderatorChannelId';
    if (isChannel && services.guilds.channel(id, value).presence === 'missing') return t('setup:gone.channel');
  }
  return sayValue(call, field, value);
}
