import type { Absence } from '../sheet/auto-reply.ts';
import { sayBack } from '../sheet/auto-reply.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { sayHoursAloud } from '../sheet/spoken.ts';
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

/** The sheet's value for a path in a placeholder's `source`, as a person would type it. */
type Saying = (sheet: Sheet, language: SheetLanguage, absence: Absence | undefined) => string | undefined;

const SAYINGS: Readonly<Record<string, Saying>> = {
  'sheet.hours': ({ hours }, language) => hours && sayHours(hours, language),
  'sheet.spokenHours': ({ hours }, language) => hours && sayHoursAloud(hours, language),
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

/** Every path allowed in a placeholder's `source`. */
export const SHEET_PATHS: readonly string[] = Object.keys(SAYINGS);

/**
 * The fields of a template that a sheet can fill in, by name, as editable text. A value that does not fit its field is omitted
 * rather than cut.
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
