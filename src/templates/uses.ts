import type { Temporal } from 'temporal-polyfill';
import type { TemplateStore } from './store.ts';
import type { UsableTemplate } from './usable.ts';

/** The ISO week of an instant in UTC: "2026-W48". Weeks of ISO's calendar begin on Monday; the year is the week's own. */
export function isoWeek(instant: Temporal.Instant): string {
  const { yearOfWeek, weekOfYear } = instant.toZonedDateTimeISO('UTC');
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** Counts one use of a template, for the community's numbers; all members' own templates count together. */
export async function countUse(
  { db, clock }: Pick<TemplateStore, 'db' | 'clock'>,
  { communityId = '', template }: { communityId?: string | undefined; template: UsableTemplate },
): Promise<void> {
  const key = {
    communityId,
    week: isoWeek(clock.now()),
    template: template.origin === 'own' ? 'own' : template.reference,
  };
  await db.templateUse.upsert({
    where: { communityId_week_template: key },
    create: { ...key, count: 1 },
    update: { count: { increment: 1 } },
  });
}
