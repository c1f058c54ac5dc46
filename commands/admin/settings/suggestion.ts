import { changeOf } from '../../../src/communities/settings.ts';
import { SETTING_FIELDS, type SettingsChange, type StoredSettings } from '../../../src/communities/settings-schema.ts';
import { suggestSettings } from '../../../src/communities/suggest.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { seenOf } from './change.ts';
import { SUGGESTED } from './pages.ts';
import { withheldFrom } from './rights.ts';
import { sayValue } from './values.ts';

/** Suggestions from names for a step of the set-up: as text, and as a button's parameter. */
export interface SettingsSuggestion {
  readonly text: string;
  readonly page: (typeof SUGGESTED)[number];
  readonly change: SettingsChange;
  readonly seen: string;
}

/** The suggestions from names of channels and roles; undefined if everything is chosen or no name matches. */
export function suggestionFor(call: Call, page: string, settings: StoredSettings): SettingsSuggestion | undefined {
  const { t, services } = call;
  const known = SUGGESTED.find((one) => one === page);
  if (!known) return undefined;
  const { id } = communityOf(call);
  const names = { channels: services.guilds.channels(id), roles: services.guilds.roles(id) };
  const suggested = suggestSettings(known, settings, names);
  // Settings that the person may not change are not suggested to them.
  const allowed = SETTING_FIELDS.filter((field) => !withheldFrom(call, field, suggested[field] ?? null));
  const change = changeOf(Object.fromEntries(allowed.map((field) => [field, suggested[field]])));
  const fields = SETTING_FIELDS.filter((field) => change[field] !== undefined);
  if (fields.length === 0) return undefined;
  const list = fields.map((field) => `- ${t(`audit:fields.${field}`)}: ${sayValue(call, field, change[field])}`);
  const text = [t('setup:suggestion.says', { button: t('setup:suggestion.take') }), ...list].join('\n');
  return { text, page: known, change, seen: seenOf(settings, ...fields) };
}
