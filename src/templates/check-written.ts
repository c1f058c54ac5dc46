import type { Locale } from '../i18n/locales.ts';
import { editDistance } from '../text/distance.ts';
import { fold } from '../text/words.ts';
import { fieldsFromBrackets } from './brackets.ts';
import { placeholdersOf } from './form.ts';
import { DERIVED_NAMES } from './greeting.ts';
import { parseTemplateText } from './parse.ts';
import type { Placeholder, TextProblem } from './types.ts';

export interface WrittenText {
  readonly title: string;
  readonly text: string;
  readonly locale: Locale;
}

/** A custom field's name that looks like a misspelling of one the bot knows. */
export interface DoubtfulName {
  readonly name: string;
  readonly meant: string;
}

export type WrittenCheck =
  | { readonly ok: true; readonly fields: readonly Placeholder[]; readonly doubtful: readonly DoubtfulName[] }
  | { readonly ok: false; readonly problems: readonly WrittenProblem[] };

export type WrittenProblem =
  | TextProblem
  | { readonly code: 'title-empty'; readonly params: Readonly<Record<string, never>> };

/**
 * Checks a template that a member or moderator wrote, before it is saved. Names the bot does not know are custom fields; a known
 * choice needs as many forms as it has values.
 */
export function checkWritten(
  { title, text, locale }: WrittenText,
  shared: ReadonlyMap<string, Placeholder>,
): WrittenCheck {
  const choices = new Map([...shared.values()].map(({ name, choices: list }) => [name, list?.length ?? 0]));
  const parsed = parseTemplateText(fieldsFromBrackets(text, locale), { choices });
  const problems: WrittenProblem[] = [
    // A title without letters or digits could not be found by typing.
    ...(/[\p{L}\p{N}]/u.test(title) ? [] : [{ code: 'title-empty', params: {} } as const]),
    ...(parsed.ok ? [] : parsed.problems),
  ];
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const known = [...new Set([...shared.keys(), ...DERIVED_NAMES])];
  const doubtful = parsed.text.names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = known.find((one) => editDistance(fold(name), fold(one), 2) <= (one.length > 5 ? 2 : 1));
      return meant === undefined ? [] : [{ name, meant }];
    });
  return { ok: true, fields: placeholdersOf(parsed.text, shared, 'formal', locale), doubtful };
}
