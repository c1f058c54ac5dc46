import { Temporal } from 'temporal-polyfill';
import type { CommunitySettings } from '../communities/settings.ts';
import type { Prisma } from '../database/generated/client.ts';
import { newId } from '../database/ids.ts';
import { dateAt, instantOf, mondayOf, toDateColumn } from '../time/calendar.ts';
import { type Occurrence, occurrences, type Plan } from '../time/weekly.ts';
import type { ChosenThemes } from './chosen-themes.ts';
import { themeOf } from './themes.ts';

/**
 * Minutes after its time in which a check-in still counts as on time: the bot looks once a minute, and Discord may impose a
 * wait.
 */
export const OWN_MINUTES = 10;
/** Maximum past weeks recorded as missed: a clock or a row may be wrong by centuries. */
const MOST_WEEKS_BACK = 52;

/** How late a check-in of a community may be posted. Zero hours allow only {@link OWN_MINUTES}. */
export function lateness({ checkin }: Pick<CommunitySettings, 'checkin'>): Temporal.Duration {
  const minutes = Math.max(checkin.catchUpHours * 60, OWN_MINUTES);
  return Temporal.Duration.from({ minutes });
}

/** A check-in's row before it is posted. `closesAt` is recomputed if it is posted later than planned. */
export function checkinRow(
  community: CommunitySettings,
  { localDate, at }: Occurrence,
  { now, themes }: { readonly now: Temporal.Instant; readonly themes: ChosenThemes },
) {
  const week = mondayOf(localDate);
  return {
    id: newId(now.epochMilliseconds),
    communityId: community.id,
    week: toDateColumn(week),
    localDate: toDateColumn(localDate),
    state: 'due',
    dueAt: dateAt(at),
    latestAt: dateAt(at.add(lateness(community))),
    closesAt: dateAt(at.add({ hours: community.checkin.windowHours })),
    theme: themes.get(week.toString()) ?? themeOf(localDate),
    channelId: community.checkinChannelId ?? '',
  };
}

/**
 * Rows for the check-ins that became due since the last look; adds their weeks to `weeks`. Of several, the last one is posted
 * if it is not too late; the others are missed.
 */
export function dueRows(
  community: CommunitySettings,
  plan: Plan,
  {
    since,
    now,
    weeks,
    themes,
  }: { since: Temporal.Instant; now: Temporal.Instant; weeks: Set<string>; themes: ChosenThemes },
): Prisma.CheckinCreateManyInput[] {
  const earliest = now.subtract({ hours: 24 * 7 * MOST_WEEKS_BACK });
  const from = Temporal.Instant.compare(since, earliest) < 0 ? earliest : since;
  const due = occurrences(plan, from, now).filter(({ localDate }) => !weeks.has(mondayOf(localDate).toString()));
  for (const { localDate } of due) weeks.add(mondayOf(localDate).toString());
  return due.map((occurrence, index) => {
    const row = checkinRow(community, occurrence, { now, themes });
    const inTime = index === due.length - 1 && Temporal.Instant.compare(now, instantOf(row.latestAt)) <= 0;
    return inTime ? row : { ...row, state: 'missed' };
  });
}
