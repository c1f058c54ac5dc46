import type { Absence } from '../sheet/auto-reply.ts';
import { sayBack } from '../sheet/auto-reply.ts';
import type { Sheet } from '../sheet/sheet.ts';
import {
  type SheetLanguage,
  sayDue,
  sayHours,
  sayLateFee,
  sayMethods,
  sayRate,
  sayRounds,
  sayTerm,
} from '../sheet/words.ts';
import { tidyValue } from './format.ts';
import type { TypedValues } from './store.ts';
import type { Placeholder } from './types.ts';

/** What a sheet says for a path of a placeholder's `source`, as a person would type it. */
type Saying = (sheet: Sheet, language: SheetLanguage, absence: Absence | undefined) => string | undefined;

const SAYINGS: Readonly<Record<string, Saying>> = {
  'sheet.hours': ({ hours }, language) => hours && sayHours(hours, language),
  'sheet.responseTime': ({ contact }, language) =>
    contact?.responseTime && sayTerm(contact.responseTime, 'within', language),
  'sheet.channels': ({ contact }) => contact?.channels?.join(', '),
  'sheet.callLength': ({ contact }, language) => contact?.callLength && sayTerm(contact.callLength, 'upTo', language),
  'sheet.emergency': ({ contact }) => contact?.emergency,
  'sheet.turnaround': ({ scope }, language) => scope?.turnaround && sayTerm(scope.turnaround, 'plain', language),
  'sheet.revisions': ({ scope }, language) =>
    scope?.rounds === undefined ? undefined : sayRounds(scope.rounds, language),
  'sheet.scope': ({ scope }) => scope?.included?.join('\n'),
  'sheet.extraRate': ({ scope }, language) => scope?.extraRate && sayRate(scope.extraRate, language),
  'sheet.payment.method': ({ payment }, language) => payment?.methods && sayMethods(payment.methods, language),
  'sheet.payment.days': ({ payment }, language) =>
    payment?.due === undefined ? undefined : sayDue(payment.due, language),
  'sheet.payment.lateFee': ({ payment }, language) => payment?.lateFee && sayLateFee(payment.lateFee, language),
  'sheet.backAt': (_sheet, language, absence) => absence && sayBack(absence, language),
};

/** Every path that a placeholder's `source` may name. */
export const SHEET_PATHS: readonly string[] = Object.keys(SAYINGS);

/**
 * What a sheet fills in of a template, by the name of the field, as editable text. What does not fit a field is left out
 * rather than cut off.
 */
export function valuesFromSheet(
  placeholders: readonly Placeholder[],
  sheet: Sheet,
  language: SheetLanguage,
  absence?: Absence,
): TypedValues {
  const values = placeholders.flatMap(({ name, source, kind, maxLength }): [string, string][] => {
    const said = SAYINGS[source ?? '']?.(sheet, language, absence);
    const text = said === undefined ? '' : tidyValue(said, kind);
    return text !== '' && text.length <= maxLength ? [[name, text]] : [];
  });
  return Object.fromEntries(values);
}
