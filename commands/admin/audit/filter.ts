import type { AuditFilter } from '../../../src/communities/audit.ts';
import type { AuditGroup } from '../../../src/communities/audit-actions.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { dateAt } from '../../../src/time/calendar.ts';

/** Days to look back that the filter offers. */
export const AUDIT_PERIODS = ['7', '30', '90', 'all'] as const;
export type AuditPeriod = (typeof AUDIT_PERIODS)[number];

export interface Chosen {
  readonly group: AuditGroup | undefined;
  readonly person: string | undefined;
  readonly period: AuditPeriod;
}

export function filterOf({ services }: Call, { group, person, period }: Chosen): AuditFilter {
  const since = period === 'all' ? undefined : dateAt(services.clock.now().subtract({ hours: 24 * Number(period) }));
  return { group, actorId: person, since };
}
