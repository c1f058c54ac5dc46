import { SETTING_FIELDS, type StoredSettings } from '../../../src/communities/settings-schema.ts';
import type { Call } from '../../../src/discord/call.ts';
import { cut } from '../../../src/discord/limits.ts';
import type { Block } from '../../../src/discord/reply.ts';
import type { Controls } from './controls.ts';
import { PAGE_OF, SETTING_PAGES } from './pages.ts';
import { sayValue } from './values.ts';

/** The words that are watched for may be many; their form shows them all. */
const LONGEST = 200;

/** Every setting with its value, and the way to change it. */
export function allPage(call: Call, settings: StoredSettings, controls: Controls): Block[] {
  const { t } = call;
  return SETTING_PAGES.map((page) => {
    const lines = SETTING_FIELDS.filter((field) => PAGE_OF[field] === page).map(
      (field) => `${t(`audit:fields.${field}`)}: ${cut(sayValue(call, field, settings[field]), LONGEST)}`,
    );
    return {
      type: 'section',
      text: `**${t(`setup:pages.${page}`)}**\n${lines.join('\n')}`,
      button: { label: t(`setup:change.${page}`), does: controls.open.with({ page, way: 'settings' }) },
    };
  });
}
