import type { Locale } from '../i18n/locales.ts';
import { formatClock } from '../text/format.ts';
import type { LateFee, Sheet, SheetPart, Term } from './sheet.ts';
import type { SheetValues } from './store.ts';
import { type SheetLanguage, sayDue, sayKeptHours, sayLateFee, sayRate, saySpans, sayTerm } from './words.ts';

/** A part's content as form values: reading them back gives the same content. */
export function editable(sheet: Sheet, part: SheetPart, language: SheetLanguage): SheetValues {
  const { hours, contact, scope, payment, away, focus } = sheet;
  switch (part) {
    case 'hours':
      return texts({
        hours: hours?.spans && saySpans(hours.spans, language).replaceAll('; ', '\n'),
        zone: hours?.zone,
      });
    case 'contact':
      return texts({
        channels: contact?.channels?.join(', '),
        responseTime: contact?.responseTime && typeTerm(contact.responseTime, language),
        callLength: contact?.callLength && typeTerm(contact.callLength, language),
        emergency: contact?.emergency,
      });
    case 'scope':
      return texts({
        included: scope?.included?.join('\n'),
        excluded: scope?.excluded?.join('\n'),
        turnaround: scope?.turnaround && typeTerm(scope.turnaround, language),
        rounds: scope?.rounds === undefined ? undefined : String(scope.rounds),
        extraRate: scope?.extraRate && typeMoney(sayRate(scope.extraRate, language)),
      });
    case 'payment':
      return {
        ...texts({
          due: payment?.due === undefined ? undefined : sayDue(payment.due, language),
          lateFee: payment?.lateFee && typeFee(payment.lateFee, language),
        }),
        methods: payment?.methods ?? [],
      };
    case 'away':
      return texts({
        timeOff: away?.timeOff?.map(({ from, to }) => typeRange(from, to, language.locale)).join('\n'),
        country: away?.country,
      });
    case 'focus':
      return texts({
        priorities: focus?.priorities?.join('\n'),
        keptHours: focus?.keptHours === undefined ? undefined : sayKeptHours(focus.keptHours, language),
      });
  }
}

function typeTerm(term: Term, language: SheetLanguage): string {
  return sayTerm(term, 'plain', language);
}

function typeFee(fee: LateFee, language: SheetLanguage): string {
  const said = typeMoney(sayLateFee(fee, language));
  // "a one-off fee of €20" begins with words; the sum alone means the same.
  return 'sum' in fee && fee.per === 'once' ? (/(?:[€$£]|[A-Z]{3})?\s?\d.*$/.exec(said)?.[0] ?? said) : said;
}

function typeRange(from: string, to: string, locale: Locale): string {
  const typed = (date: string) => (locale === 'pl' ? date.split('-').reverse().join('.') : date);
  return from === to ? typed(from) : `${typed(from)} – ${typed(to)}`;
}

/** Sums as people type them: "1,000" could also be read as one with decimals. */
function typeMoney(said: string): string {
  return said
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/(?<=\d),(?=\d{3}\b)/g, '')
    .replaceAll('US$', '$');
}

function texts(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/** A time range as phrased in a question: "22:00–6:00". */
export function sayRange({ from, to }: { readonly from: string; readonly to: string }, locale: Locale): string {
  return `${formatClock(from, locale)}–${formatClock(to, locale)}`;
}
