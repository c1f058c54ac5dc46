import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../src/messages/reply.ts';
import { tryToDraw } from '../../src/pictures/draw.ts';
import { formatDay, formatNumber, formatPercent } from '../../src/text/format.ts';
import { formatMoney } from '../../src/text/money.ts';
import { ENTRY_LIMITS } from '../../src/violations/entries.ts';
import { type Insights, readInsights } from '../../src/violations/insights.ts';
import { findClient, listClients } from '../../src/violations/list.ts';
import { formatHours } from '../../src/violations/timeline.ts';
import { chooseClient, clientSelect, presentClient, recentClients } from './client-view.ts';
import { insightsPicture } from './insights-picture.ts';
import { suggestClients } from './list.ts';
import { todayOf } from './today.ts';

export const violationInsights = defineCommand({
  key: 'violation.insights',
  access: 'everyone',
  contexts: 'everywhere',
  // The first picture after a while starts a thread, which takes a second.
  defer: 'me',
  options: { client: { type: 'text', maxLength: ENTRY_LIMITS.clientLabel, suggest: suggestClients } },
  actions: [chooseClient],
  async run(call, { client: typed }): Promise<Reply> {
    const { t, services, person, command } = call;
    if ((await services.db.violationTally.count({ where: { authorId: person.id } })) === 0)
      return toMe(t('violations:insights.none', { log: command('violation.log') }));
    if (typed !== undefined) {
      const clients = await listClients(services, person.id);
      const client = findClient(clients, typed);
      if (client) return toMe(...(await presentClient(call, client, clients)));
      return toMe(
        t('violations:list.unknownClient', { client: escapeMarkdown(typed) }),
        ...clientSelect(call, clients),
      );
    }
    const insights = await readInsights(services.db, person.id, await todayOf(call));
    const said = sayInsights(call, insights);
    const data = await tryToDraw(insightsPicture(insights, call), services.report);
    return toMe(
      `## ${t('violations:insights.title')}`,
      data
        ? { type: 'image', image: { name: t('violations:insights.file'), data, description: said } }
        : `-# ${t('common:failures.noPicture')}`,
      said,
      ...(await recentClients(call)),
      `-# ${t('violations:insights.export', { command: command('violation.export') })}`,
    );
  },
});

/** Everything in the picture as text, for screen readers and for people who prefer text. */
function sayInsights({ t, person }: Call, insights: Insights): string {
  const { locale } = person;
  const { total, addressed, daysUntilAddressed, keptWeeks, unpaidMinutes, costs, kinds, weeks } = insights;
  const line = (text: string) => `- ${text}`;
  const kept = line(t('violations:insights.text.kept', { count: keptWeeks }));
  if (total === 0) return [t('violations:insights.empty'), kept].join('\n');
  const share = formatPercent(addressed / total, locale);
  const byWeek = weeks.flatMap((day, index) => {
    const count = kinds.reduce((sum, kind) => sum + (kind.weeks[index] ?? 0), 0);
    return count === 0 ? [] : [t('violations:insights.text.week', { day: formatDay(day, locale, 'short'), count })];
  });
  return [
    `**${t('violations:insights.text.total', { count: total })}**`,
    line(t('violations:insights.text.share', { addressed, total, share })),
    ...(daysUntilAddressed === undefined
      ? []
      : [line(t('violations:insights.text.days', { days: formatNumber(daysUntilAddressed, locale, 1) }))]),
    kept,
    ...(unpaidMinutes > 0
      ? [line(t('violations:insights.text.unpaid', { hours: formatHours(unpaidMinutes, locale) }))]
      : []),
    ...(costs.length > 0
      ? [line(t('violations:insights.text.cost', { cost: costs.map((cost) => formatMoney(cost, locale)).join(' + ') }))]
      : []),
    t('violations:insights.text.kinds'),
    ...kinds.map(({ kind, total: count }) => line(`${t(`violations:kinds.${kind}`)}: ${count}`)),
    t('violations:insights.text.weeks', { weeks: byWeek.join(', ') }),
  ].join('\n');
}
