import { type AuditEntry, listAudit } from '../../../src/communities/audit.ts';
import { AUDIT_GROUPS, type AuditField } from '../../../src/communities/audit-actions.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import { defineButton, defineSelect } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { timestamp } from '../../../src/messages/markdown.ts';
import { type Block, type Button, buttons, divider, panel, update } from '../../../src/messages/reply.ts';
import { sayValue } from '../settings/values.ts';
import { auditControls } from './controls.ts';
import { AUDIT_PERIODS, type Chosen, filterOf } from './filter.ts';
import { wayBack } from './undo.ts';

const PAGE = 6;
/** Maximum characters of an entry's line: six of them and the rest fit a message. */
const LINE = 450;

const turnPage = defineButton({
  ...auditControls.turnPage,
  reads: true,
  access: 'moderator',
  run: async (call, { page, ...chosen }) => update(...(await presentAudit(call, chosen, page))),
});

const chooseGroup = defineSelect({
  ...auditControls.chooseGroup,
  access: 'moderator',
  run: async (call, chosen, { values: [value] }) => {
    const group = AUDIT_GROUPS.find((one) => one === value);
    return update(...(await presentAudit(call, { ...chosen, group }, 0)));
  },
});

const choosePeriod = defineSelect({
  ...auditControls.choosePeriod,
  access: 'moderator',
  run: async (call, chosen, { values: [value] }) => {
    const period = AUDIT_PERIODS.find((one) => one === value) ?? 'all';
    return update(...(await presentAudit(call, { ...chosen, period }, 0)));
  },
});

export const TRAIL_ACTIONS = [turnPage, chooseGroup, choosePeriod];

/** A page of the audit trail, with its filters, and a button that undoes a change if that is still possible. */
export async function presentAudit(call: Call, chosen: Chosen, page: number): Promise<(string | Block)[]> {
  const { t, services } = call;
  const { id } = communityOf(call);
  const { entries, total } = await listAudit(services.db, id, filterOf(call, chosen), {
    skip: page * PAGE,
    take: PAGE,
  });
  const settings = await findSettings(services.db, id);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  // The filter may match fewer pages by now.
  if (page > 0 && page >= pages) return presentAudit(call, chosen, pages - 1);
  const who = chosen.person ? t('audit:of', { person: `<@${chosen.person}>` }) : t('audit:ofAll');
  return [
    panel(
      undefined,
      `## ${t('audit:title')}\n${who}`,
      ...(entries.length === 0
        ? [t('audit:empty')]
        : entries.flatMap((entry) => present(call, entry, settings?.stored))),
    ),
    ...filters(call, chosen),
    buttons(...turning(call, chosen, page, pages), ...downloads(call, chosen, total)),
    `-# ${t('audit:kept.long')}`,
  ];
}

function present(call: Call, entry: AuditEntry, settings: StoredSettings | undefined): Block[] {
  const text = cut(sayEntry(call, entry), LINE);
  const way = wayBack(call, entry, settings);
  return [
    typeof way === 'string' ? { type: 'text', text: `${text}\n-# ${way}` } : { type: 'section', text, button: way },
  ];
}

/** An entry as text: the change, the moderator, the time, and the values before and after. */
function sayEntry(call: Call, { action, actorId, createdAt, before, after }: AuditEntry): string {
  const { t } = call;
  const actor = actorId ? `<@${actorId}>` : t('audit:deletedMember');
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])] as AuditField[];
  const lines = fields.map((field) => {
    // Ended or deleted items have only a “before”.
    const now = sayValue(call, field, (after ?? before)?.[field]);
    const changed = before && after && before[field] !== after[field];
    return `- ${t(`audit:fields.${field}`)}: ${changed ? `${sayValue(call, field, before[field])} → ${now}` : now}`;
  });
  return [`**${t(`audit:actions.${action}`)}** · ${actor} · ${timestamp(createdAt, 'f')}`, ...lines].join('\n');
}

function filters({ t }: Call, chosen: Chosen): Block[] {
  return [
    {
      type: 'select',
      select: {
        does: auditControls.chooseGroup.with(chosen),
        prompt: t('audit:chooseGroup'),
        options: [
          { value: 'all', label: t('audit:groups.all'), chosen: chosen.group === undefined },
          ...AUDIT_GROUPS.map((group) => ({
            value: group,
            label: t(`audit:groups.${group}`),
            chosen: chosen.group === group,
          })),
        ],
      },
    },
    {
      type: 'select',
      select: {
        does: auditControls.choosePeriod.with(chosen),
        prompt: t('audit:choosePeriod'),
        options: AUDIT_PERIODS.map((period) => ({
          value: period,
          label: t(`audit:periods.${period}`),
          chosen: chosen.period === period,
        })),
      },
    },
    divider,
  ];
}

function turning({ t }: Call, chosen: Chosen, page: number, pages: number): Button[] {
  if (pages === 1) return [];
  return [
    {
      label: t('common:previous'),
      does: auditControls.turnPage.with({ ...chosen, page: Math.max(0, page - 1) }),
      disabled: page === 0,
    },
    {
      label: `${t('common:next')} (${t('common:page', { page: page + 1, pages })})`,
      does: auditControls.turnPage.with({ ...chosen, page: page + 1 }),
      disabled: page + 1 === pages,
    },
  ];
}

function downloads({ t }: Call, chosen: Chosen, total: number): Button[] {
  const disabled = total === 0;
  return [
    { label: t('audit:csv'), does: auditControls.download.with({ ...chosen, format: 'csv' }), disabled },
    { label: t('audit:json'), does: auditControls.download.with({ ...chosen, format: 'json' }), disabled },
  ];
}
