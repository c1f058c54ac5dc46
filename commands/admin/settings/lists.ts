import type { SettingField } from '../../../src/communities/settings-schema.ts';

// Values chosen from lists, and how they are parsed.

export const LIST_FIELDS = [
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
type ListField = (typeof LIST_FIELDS)[number];

/** List value that switches the assistant off. */
export const ASSISTANT_OFF = 'off';

/** List values that switch something on or off. */
export const SWITCH = ['off', 'on'] as const;

/** List value for no holidays. */
export const NO_HOLIDAYS = 'none';

/** Settings combined in one list: the assistant and its budget are one. */
export function fieldsShownWith(field: ListField): readonly SettingField[] {
  return field === 'assistant' ? ['assistant', 'assistantTokens'] : [field];
}

/** The setting of a list's value, not yet checked against the schema. */
export function readListValue(field: ListField, value: string): { readonly [F in SettingField]?: unknown } {
  if (field === 'assistant')
    return value === ASSISTANT_OFF ? { assistant: false } : { assistant: true, assistantTokens: Number(value) };
  if (field === 'digestInChannel' || field === 'digestSummary')
    return SWITCH.some((known) => known === value) ? { [field]: value === 'on' } : { [field]: value };
  if (field === 'checkinHolidays') return { [field]: value === NO_HOLIDAYS ? null : value };
  if (field !== 'locale' && field !== 'sharing') return { [field]: Number(value) };
  return { [field]: value };
}
