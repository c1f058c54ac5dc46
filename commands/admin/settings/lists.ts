import type { SettingField } from '../../../src/communities/settings-schema.ts';

// What is chosen from lists, and how their values are read.

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

/** The value of the list that switches the assistant off. */
export const ASSISTANT_OFF = 'off';

/** The values of a list that switches something on or off. */
export const SWITCH = ['off', 'on'] as const;

/** The value of the list that leaves no holidays out. */
export const NO_HOLIDAYS = 'none';

/** The settings that a list shows together: the assistant and its budget are one. */
export function fieldsShownWith(field: ListField): readonly SettingField[] {
  return field === 'assistant' ? ['assistant', 'assistantTokens'] : [field];
}

/** What a value of a list says, still to be held against the schema. */
export function readListValue(field: ListField, value: string): { readonly [F in SettingField]?: unknown } {
  if (field === 'assistant')
    return value === ASSISTANT_OFF ? { assistant: false } : { assistant: true, assistantTokens: Number(value) };
  if (field === 'digestInChannel' || field === 'digestSummary')
    return SWITCH.some((known) => known === value) ? { [field]: value === 'on' } : { [field]: value };
  if (field === 'checkinHolidays') return { [field]: value === NO_HOLIDAYS ? null : value };
  if (field !== 'locale' && field !== 'sharing') return { [field]: Number(value) };
  return { [field]: value };
}
