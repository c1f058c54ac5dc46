import { defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { LIMITS } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, toMe } from '../../src/messages/reply.ts';
import { tryToDraw } from '../../src/pictures/draw.ts';
import type { Picture } from '../../src/pictures/picture.ts';
import { formatDay, formatDays, formatPercent } from '../../src/text/format.ts';
import { formatMoney } from '../../src/text/money.ts';
import { type ClientInsights, readClientInsights } from '../../src/violations/client-insights.ts';
import { findLabels, openLabels } from '../../src/violations/clients.ts';
import { type Client, listClients } from '../../src/violations/list.ts';
import { formatHours } from '../../src/violations/timeline.ts';
import { clientOptions, FIRST_PAGE, turnedTo } from './clients.ts';
import { violationControls } from './controls.ts';
import { columnsByKind } from './insights-picture.ts';
import { sayGone } from './show.ts';
import { todayOf } from './today.ts';

/** A client of one's own, chosen below the insights. */
export const chooseClient = defineSelect({
  ...violationControls.insightsOf,
  access: 'everyone',
  // A message of its own: the general picture stays to compare with.
  defer: 'me',
  async run(call, _params, { values: [value = ''] }) {
    const clients = await listClients(call.services, call.person.id);
    const from = turnedTo(value);
    if (from !== undefined)
      return toMe(call.t('violations:insights.clients'), ...clientSelect(call, clients, { from }));
    const client = clients.find(({ ids }) => ids.includes(value));
    return toMe(...(await presentClient(call, client, clients)));
  },
});

/** One's clients as a list, below the insights. */
export function clientSelect(
  { t }: Call,
  clients: readonly Client[],
  { from, chosen }: { readonly from?: number; readonly chosen?: string } = {},
): Block[] {
  const options = clientOptions(t, clients, { room: LIMITS.options, from, chosen }).map((option) => ({
    ...option,
    chosen: option.value === chosen,
  }));
  if (options.length === 0) return [];
  const select = { does: violationControls.insightsOf.with({}), prompt: t('violations:insights.clients'), options };
  return [{ type: 'select', select }];
}

/** The clients written about last, below the insights of all: to read all labels takes long in a long log. */
export async function recentClients({ t, services, person }: Call): Promise<Block[]> {
  const { rows, all } = await findLabels(services, person.id, LIMITS.options - 1);
  const clients = rows.flatMap((row) => openLabels(services, [row]).map((label) => ({ value: row.id, label })));
  if (clients.length === 0) return [];
  const options = [...clients, ...(all ? [] : [{ value: FIRST_PAGE, label: t('violations:insights.allClients') }])];
  const select = { does: violationControls.insightsOf.with({}), prompt: t('violations:insights.clients'), options };
  return [{ type: 'select', select }];
}

/** What one's entries say about a client, as a picture and as text, with the ways on. */
export async function presentClient(
  call: Call,
  client: Client | undefined,
  clients: readonly Client[],
): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const insights = client && (await readClientInsights(services, person.id, client, await todayOf(call)));
  if (!insights) return [sayGone(call)];
  const said = sayClient(call, insights);
  const data = await tryToDraw(clientPicture(call, insights), services.report);
  const { entry } = insights;
  return [
    `## ${t('violations:clientView.title', { client: escapeMarkdown(insights.label) })}`,
    data
      ? { type: 'image', image: { name: t('violations:insights.file'), data, description: said } }
      : `-# ${t('common:failures.noPicture')}`,
    said,
    buttons(
      { label: t('violations:repeated.timeline'), does: violationControls.timelineOf.with({ id: entry }) },
      { label: t('violations:clientView.entries'), does: violationControls.entriesOf.with({ id: entry }) },
    ),
    ...(clients.length > 1 ? clientSelect(call, clients, { chosen: entry }) : []),
  ];
}

function clientPicture({ t, person }: Call, insights: ClientInsights): Picture {
  const { locale } = person;
  const { label, total, addressed, unpaidMinutes, costs, first, last, weeks, kinds } = insights;
  const [cost] = costs;
  const empty = t('violations:insights.empty');
  return {
    title: t('violations:clientView.title', { client: label }),
    subtitle: sayFrom(first, last.happenedOn, locale),
    figures: [
      { value: String(total), label: t('violations:clientView.total', { count: total }) },
      { value: formatPercent(addressed / total, locale), label: t('violations:insights.share') },
      ...(unpaidMinutes > 0
        ? [
            {
              value: t('violations:insights.hoursShort', { hours: formatHours(unpaidMinutes, locale) }),
              label: t('violations:insights.unpaid'),
            },
          ]
        : []),
      ...(cost && costs.length === 1
        ? [{ value: formatMoney(cost, locale), label: t('violations:clientView.costLabel') }]
        : []),
    ],
    charts: [
      columnsByKind({ weeks, kinds }, { t, locale }, t('violations:clientView.weeks')),
      {
        type: 'bars',
        title: t('violations:insights.bars'),
        rows: kinds.map(({ kind, total: value }) => ({ name: t(`violations:kinds.${kind}`), value })),
        empty,
      },
    ],
  };
}

function sayFrom(
  first: ClientInsights['first'],
  last: ClientInsights['first'],
  locale: Call['person']['locale'],
): string {
  if (first.equals(last)) return formatDay(first, locale);
  return formatDays(first, last, locale);
}

/** Everything in the picture, and what was tried and how it ended. */
function sayClient({ t, person }: Call, insights: ClientInsights): string {
  const { locale } = person;
  const { total, open, unpaidMinutes, costs, last, kinds, tried, weeks, first } = insights;
  const line = (text: string) => `- ${text}`;
  const byWeek = weeks.flatMap((day, index) => {
    const count = kinds.reduce((sum, kind) => sum + (kind.weeks[index] ?? 0), 0);
    return count === 0 ? [] : [t('violations:insights.text.week', { day: formatDay(day, locale, 'short'), count })];
  });
  return [
    `**${t('violations:insights.text.total', { count: total })}** (${sayFrom(first, last.happenedOn, locale)})`,
    line(
      t('violations:clientView.last', {
        day: formatDay(last.happenedOn, locale, 'full'),
        kind: t(`violations:kinds.${last.kind}`),
      }),
    ),
    ...(open > 0 ? [line(t('violations:clientView.open', { count: open }))] : []),
    ...(unpaidMinutes > 0
      ? [line(t('violations:insights.text.unpaid', { hours: formatHours(unpaidMinutes, locale) }))]
      : []),
    ...(costs.length > 0
      ? [line(t('violations:insights.text.cost', { cost: costs.map((cost) => formatMoney(cost, locale)).join(' + ') }))]
      : []),
    t('violations:insights.text.kinds'),
    ...kinds.map(({ kind, total: count }) => line(`${t(`violations:kinds.${kind}`)}: ${count}`)),
    t('violations:clientView.tried'),
    ...tried.map(({ reaction, total: count, endings }) =>
      line(
        t('violations:clientView.triedLine', {
          reaction: t(`violations:reactions.${reaction}`),
          count,
          endings: endings
            .map(({ ending, count: times }) => `${t(`violations:clientView.endings.${ending}`)}: ${times}`)
            .join(', '),
        }),
      ),
    ),
    ...(byWeek.length > 0 ? [t('violations:clientView.byWeek', { weeks: byWeek.join(', ') })] : []),
  ].join('\n');
}
