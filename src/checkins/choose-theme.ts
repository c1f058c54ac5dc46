import type { Temporal } from 'temporal-polyfill';
import { recordAudit } from '../communities/audit.ts';
import { readValues } from '../communities/audit-actions.ts';
import { findSettings } from '../communities/settings.ts';
import type { Tx } from '../database/client.ts';
import { mondayOf, toDateColumn } from '../time/calendar.ts';
import { themesOf } from './chosen-themes.ts';
import { lockCommunity } from './forward.ts';
import type { By, ModerateContext } from './moderate.ts';
import { type Theme, themeOf } from './themes.ts';
import { findUpcoming } from './upcoming.ts';

export type ChosenTheme =
  /** No check-in is planned. */
  | { readonly type: 'none' }
  | {
      /** `same`: that check-in already had the theme, so nothing was recorded. */
      readonly type: 'chosen' | 'same';
      /** The check-in's day on the community's calendar. */
      readonly localDate: Temporal.PlainDate;
      /** The audit entry (UUID) that undoes the choice; undefined if it is simply that theme's turn. */
      readonly entryId: string | undefined;
    };

/** Gives a theme to the next check-in to be posted. One that is already on its way keeps its own. */
export async function chooseTheme(context: ModerateContext, by: By, theme: Theme): Promise<ChosenTheme> {
  const { communityId } = by;
  return context.db.$transaction(async (tx): Promise<ChosenTheme> => {
    await lockCommunity(tx, communityId);
    const settings = await findSettings(tx, communityId);
    const [next] = settings ? await findUpcoming({ ...context, db: tx }, settings, 1) : [];
    if (!next) return { type: 'none' };
    const { localDate } = next;
    const before = await chosenFor(tx, by, localDate);
    const isSame = (before ?? themeOf(localDate)) === theme;
    if (!isSame) await writeTheme(tx, context, by, { localDate, before, theme });
    return { type: isSame ? 'same' : 'chosen', localDate, entryId: await lastEntry(tx, by, localDate) };
  });
}

export type ThemeOutcome =
  | { readonly type: 'undone' | 'same' }
  /** Another theme was chosen since; null: the one whose turn it is. */
  | { readonly type: 'conflict'; readonly theme: string | null }
  /** That week has its check-in. */
  | { readonly type: 'gone' };

/**
 * Restores the theme of a week as it was before a change, if the current one is among `over`.
 * @param theme null: the one whose turn it is
 */
export async function restoreTheme(
  context: ModerateContext,
  by: By,
  { localDate, theme }: { readonly localDate: Temporal.PlainDate; readonly theme: string | null },
  over: readonly (string | null)[],
): Promise<ThemeOutcome> {
  const { communityId } = by;
  return context.db.$transaction(async (tx): Promise<ThemeOutcome> => {
    await lockCommunity(tx, communityId);
    const zone = (await findSettings(tx, communityId))?.zone ?? 'UTC';
    const week = toDateColumn(mondayOf(localDate));
    const thisWeek = toDateColumn(mondayOf(context.clock.now().toZonedDateTimeISO(zone).toPlainDate()));
    const isTaken = (await tx.checkin.count({ where: { communityId, week } })) > 0;
    if (isTaken || week.getTime() < thisWeek.getTime()) return { type: 'gone' };
    const before = await chosenFor(tx, by, localDate);
    if (before === theme) return { type: 'same' };
    if (!over.includes(before)) return { type: 'conflict', theme: before };
    await writeTheme(tx, context, by, { localDate, before, theme });
    return { type: 'undone' };
  });
}

async function chosenFor(tx: Tx, { communityId }: By, localDate: Temporal.PlainDate): Promise<string | null> {
  return (await themesOf(tx, communityId, localDate)).get(mondayOf(localDate).toString()) ?? null;
}

interface Change {
  readonly localDate: Temporal.PlainDate;
  readonly before: string | null;
  readonly theme: string | null;
}

async function writeTheme(
  tx: Tx,
  { clock }: ModerateContext,
  by: By,
  { localDate, before, theme }: Change,
): Promise<void> {
  const key = { communityId: by.communityId, week: toDateColumn(mondayOf(localDate)) };
  if (theme === null) await tx.checkinTheme.deleteMany({ where: key });
  else
    await tx.checkinTheme.upsert({
      where: { communityId_week: key },
      create: { ...key, theme },
      update: { theme },
    });
  const day = localDate.toString();
  await recordAudit(
    { db: tx, clock },
    { ...by, action: 'checkin.theme', before: { day, theme: before }, after: { day, theme } },
  );
}

/** The entry of the newest choice, if it was made for this day. */
async function lastEntry(tx: Tx, { communityId }: By, localDate: Temporal.PlainDate): Promise<string | undefined> {
  const entry = await tx.auditEntry.findFirst({
    where: { communityId, action: 'checkin.theme' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const made = entry && readValues(entry.after);
  return made?.day === localDate.toString() && made.theme !== null ? entry?.id : undefined;
}
