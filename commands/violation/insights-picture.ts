import type { Call } from '../../src/dialogue/call.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Chart, Figure, Picture } from '../../src/pictures/picture.ts';
import { formatDay, formatNumber, formatPercent } from '../../src/text/format.ts';
import type { Insights } from '../../src/violations/insights.ts';
import { formatHours } from '../../src/violations/timeline.ts';

/** Maximum kinds with their own colour in the columns; more would be indistinguishable. */
const KINDS_SHOWN = 6;

/** A member's insights as a picture. */
export function insightsPicture(insights: Insights, { t, person }: Pick<Call, 't' | 'person'>): Picture {
  const { locale } = person;
  const { kinds, weeks } = insights;
  const first = weeks[0];
  const last = weeks.at(-1)?.add({ days: 6 });
  const empty = t('violations:insights.empty');
  return {
    title: t('violations:insights.title'),
    ...(first && last
      ? { subtitle: t('violations:insights.span', { from: formatDay(first, locale), to: formatDay(last, locale) }) }
      : {}),
    figures: figures(insights, t, locale),
    charts: [
      columnsByKind(insights, { t, locale }, t('violations:insights.columns')),
      {
        type: 'bars',
        title: t('violations:insights.bars'),
        rows: kinds.map(({ kind, total }) => ({ name: t(`violations:kinds.${kind}`), value: total })),
        empty,
      },
    ],
  };
}

/** The weeks as columns, the most frequent kinds in colours of their own. */
export function columnsByKind(
  { kinds, weeks }: Pick<Insights, 'kinds' | 'weeks'>,
  { t, locale }: { readonly t: Call['t']; readonly locale: Locale },
  title: string,
): Chart {
  const others = kinds.slice(KINDS_SHOWN);
  return {
    type: 'columns',
    title,
    places: weeks.map((week) => formatDay(week, locale, 'short')),
    series: [
      ...kinds
        .slice(0, KINDS_SHOWN)
        .map(({ kind, weeks: values }) => ({ name: t(`violations:kinds.${kind}`), values })),
      {
        name: t('violations:insights.others'),
        values: weeks.map((_, index) => others.reduce((sum, kind) => sum + (kind.weeks[index] ?? 0), 0)),
      },
    ],
    empty: t('violations:insights.empty'),
  };
}

function figures(
  { total, addressed, daysUntilAddressed, keptWeeks, unpaidMinutes }: Insights,
  t: Call['t'],
  locale: Locale,
): Figure[] {
  return [
    ...(total > 0 ? [{ value: formatPercent(addressed / total, locale), label: t('violations:insights.share') }] : []),
    ...(daysUntilAddressed === undefined
      ? []
      : [{ value: formatNumber(daysUntilAddressed, locale, 1), label: t('violations:insights.days') }]),
    { value: String(keptWeeks), label: t('violations:insights.kept', { count: keptWeeks }) },
    ...(unpaidMinutes > 0
      ? [
          {
            value: t('violations:insights.hoursShort', { hours: formatHours(unpaidMinutes, locale) }),
            label: t('violations:insights.unpaid'),
          },
        ]
      : []),
  ];
}
