import { AUDIT_GROUPS } from '../../../src/communities/audit-actions.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import { toMe } from '../../../src/messages/reply.ts';
import { downloadAudit } from './export.ts';
import { AUDIT_PERIODS } from './filter.ts';
import { presentAudit, TRAIL_ACTIONS } from './present.ts';
import { keepChange, undoChange } from './undo.ts';

/** Lists who changed what in this community, and when. */
export const adminAudit = defineCommand({
  key: 'admin.audit',
  access: 'moderator',
  contexts: 'guild',
  options: {
    action: choice({ values: AUDIT_GROUPS, label: (t, group) => t(`audit:groups.${group}`) }),
    person: { type: 'person' },
    period: choice({ values: AUDIT_PERIODS, label: (t, period) => t(`audit:periods.${period}`) }),
  },
  actions: [...TRAIL_ACTIONS, undoChange, keepChange, downloadAudit],
  async run(call, { action, person, period }) {
    return toMe(...(await presentAudit(call, { group: action, person: person?.id, period: period ?? 'all' }, 0)));
  },
});
