import { listAudit } from '../../../src/communities/audit.ts';
import { defineButton } from '../../../src/dialogue/action.ts';
import { communityOf } from '../../../src/dialogue/call.ts';
import { buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { CSV_STYLE, type CsvStyle, otherStyle, writeCsv } from '../../../src/text/csv.ts';
import { auditControls } from './controls.ts';
import { filterOf } from './filter.ts';

/** Maximum entries: more than a community makes in 12 months; a file of a few megabytes at most. */
const MOST = 10_000;

/** The filtered entries, as a file. */
export const downloadAudit = defineButton({
  ...auditControls.download,
  access: 'moderator',
  defer: 'me', // reads up to a year's entries
  async run(call, { format, ...chosen }): Promise<Reply> {
    const { t, services } = call;
    const filter = filterOf(call, chosen);
    const { entries, total } = await listAudit(services.db, communityOf(call).id, filter, { skip: 0, take: MOST });
    const rows = entries.map(({ createdAt, actorId, action, before, after }) => ({
      time: createdAt.toISOString(),
      actor: actorId ?? null,
      action,
      before: before ?? null,
      after: after ?? null,
    }));
    const style = format === 'json' || format === 'csv' ? CSV_STYLE[call.person.locale] : format;
    const asCsv = (as: CsvStyle) =>
      writeCsv(
        ['time', 'actor', 'action', 'before', 'after'],
        rows.map(({ time, actor, action, before, after }) => [
          time,
          actor ?? t('audit:deletedMember'),
          action,
          before && JSON.stringify(before),
          after && JSON.stringify(after),
        ]),
        as,
      );
    const data =
      format !== 'json'
        ? asCsv(style)
        : `${JSON.stringify({ format: 'granica-audit', version: 1, entries: rows }, null, 2)}\n`;
    const file = { name: format === 'json' ? 'audit.json' : 'audit.csv', data };
    const other = otherStyle(style);
    const offer =
      format === 'json'
        ? []
        : [
            buttons({
              label: t(`common:csv.${other}`),
              does: auditControls.download.with({ ...chosen, format: other }),
            }),
          ];
    const partial = total > MOST ? [t('audit:partial', { count: MOST })] : [];
    return toMe(t('audit:exported', { count: rows.length }), ...partial, { type: 'file', file }, ...offer);
  },
});
