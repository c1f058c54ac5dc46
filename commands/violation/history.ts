import type { Locale } from '../../src/i18n/locales.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import { isReaction, isState, isViolationKind, isViolationOutcome } from '../../src/kinds/violations.ts';
import { shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown, timestamp } from '../../src/messages/markdown.ts';
import type { Block } from '../../src/messages/reply.ts';
import { formatMoney } from '../../src/text/money.ts';
import type { Version } from '../../src/violations/history.ts';
import { formatHours } from '../../src/violations/timeline.ts';

/**
 * Maximum edits shown, and maximum characters of each text and of all, leaving room for the card above. The export has the
 * whole history.
 */
const SHOWN = 5;
const LETTERS = 120;
const MOST_TEXT = 1300;

interface Words {
  readonly t: Translate;
  readonly locale: Locale;
}

/** Earlier versions of an entry, the latest first; nothing for an unedited one. */
export function presentHistory(words: Words, history: readonly Version[]): Block[] {
  if (history.length === 0) return [];
  const { t } = words;
  const lines: string[] = [];
  let room = MOST_TEXT;
  for (const version of history.slice(-SHOWN).reverse()) {
    const line = `- ${sayVersion(words, version)}`;
    if (line.length > room) break;
    lines.push(line);
    room -= line.length;
  }
  return [
    { type: 'divider' },
    {
      type: 'text',
      text: [`**${t('violations:history.title')}**`, t('violations:history.intro'), ...lines].join('\n'),
    },
  ];
}

function sayVersion(words: Words, { at, was }: Version): string {
  const { t } = words;
  const changes = Object.entries(was).flatMap(([name, value]) => sayChange(words, name, value, was.currency) ?? []);
  return t('violations:history.entry', { when: timestamp(new Date(at), 'f'), changes: changes.join('; ') });
}

/** One old value as text; undefined for one that is shown with another. */
function sayChange(
  { t, locale }: Words,
  name: string,
  value: string | number | null,
  currency: Version['was'][string] | undefined,
): string | undefined {
  const none = t('violations:history.none');
  const text = String(value ?? '');
  switch (name) {
    case 'story':
    case 'nextStep': {
      const was = text === '' ? none : escapeMarkdown(shorten(text.replaceAll(/\s+/g, ' '), LETTERS));
      return t(`violations:history.${name}`, { was });
    }
    case 'kind':
      return isViolationKind(text) ? t('violations:history.kind', { was: t(`violations:kinds.${text}`) }) : undefined;
    case 'reaction':
      return isReaction(text)
        ? t('violations:history.reaction', { was: t(`violations:reactions.${text}`) })
        : undefined;
    case 'state':
      return isState(text) ? t('violations:history.state', { was: t(`violations:states.${text}`) }) : undefined;
    case 'outcome':
      return isViolationOutcome(text)
        ? t('violations:history.outcome', { was: t(`violations:outcomes.${text}`) })
        : undefined;
    case 'weight':
    case 'happenedOn':
      return t(`violations:history.${name}`, { was: text });
    case 'unpaidMinutes':
      return t('violations:history.unpaidMinutes', { was: formatHours(Number(value ?? 0), locale) });
    case 'amount':
      return t('violations:history.amount', {
        was:
          typeof value === 'number' && typeof currency === 'string'
            ? formatMoney({ amount: value, currency }, locale)
            : none,
      });
    default:
      return undefined;
  }
}
