import { countKeptInARow } from '../../src/checkins/answers.ts';
import { countGoodAdvice } from '../../src/checkins/cards/advice.ts';
import { findLogged } from '../../src/checkins/logged.ts';
import { findLife, type MemberWeek } from '../../src/checkins/member-weeks.ts';
import { FREEZES_A_QUARTER, type Streak } from '../../src/checkins/streak.ts';
import { DEFAULTS, findSettings } from '../../src/communities/settings.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { deadline, escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, type Reply, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { fromDateColumn } from '../../src/time/calendar.ts';
import { violationControls } from '../violation/controls.ts';
import { checkinControls } from './controls.ts';
import { boundaryButton, countButton } from './present.ts';
import { reminderButton } from './reminders.ts';

/** Number of weeks listed: a quarter. */
const LISTED = 13;

export const checkinStatus = defineCommand({
  key: 'checkin.status',
  access: 'everyone',
  contexts: 'guild',
  actions: [],
  run: showStatus,
});

async function showStatus(call: Call): Promise<Reply> {
  const { t, services, person } = call;
  const { id: communityId, name, locale } = communityOf(call);
  const zone = (await findSettings(services.db, communityId))?.zone ?? DEFAULTS.zone[locale];
  const { weeks, streak } = await findLife(services, { communityId, personId: person.id, zone });
  const title = `## ${t('checkins:status.title', { community: escapeMarkdown(name) })}`;
  if (weeks.length === 0 && streak.longest === 0)
    return toMe([title, t('checkins:status.none')].join('\n'), buttons(await reminderButton(call)));
  const kept = await countKeptInARow(services.db, { communityId, personId: person.id });
  const goodAdvice = await countGoodAdvice(services.db, communityId, person.id);
  const open = weeks.find(({ stage }) => stage !== 'over');
  const answerable = open && !open.outcome;
  const logged = answerable && (await findLogged(services.db, { checkinId: open.checkin.id, personId: person.id }));
  return toMe(
    [
      title,
      ...streakLines(call, streak),
      ...(kept > 0 ? [t('checkins:status.keptInARow', { boundaries: kept })] : []),
      ...(goodAdvice > 0 ? [t('checkins:status.advice', { count: goodAdvice })] : []),
      ...(open ? [openLine(call, open)] : []),
    ].join('\n'),
    ...listOf(call, weeks, streak),
    buttons(
      ...(answerable
        ? [
            ...(logged ? [countButton(call, open.checkin.id, logged)] : []),
            {
              label: t('checkins:post.calm'),
              style: 'success' as const,
              does: checkinControls.calm.with({ checkin: open.checkin.id }),
            },
            {
              label: t('checkins:post.log'),
              does: violationControls.open.with({ kind: undefined, checkin: open.checkin.id }),
            },
            boundaryButton(call, open.checkin.id),
          ]
        : []),
      await reminderButton(call),
    ),
  );
}

/** After a pause longer than the retention there are no weeks to list. */
function listOf(call: Call, weeks: readonly MemberWeek[], streak: Streak): string[] {
  if (weeks.length === 0) return [];
  const lines = weeks.slice(0, LISTED).map((week) => weekLine(call, week, streak));
  return [[`**${call.t('checkins:status.weeks')}**`, ...lines].join('\n')];
}

function streakLines({ t }: Call, { weeks, longest, freezesLeft }: Streak): string[] {
  const lines = weeks === 0 ? [t('checkins:status.noStreak')] : [t('checkins:status.streak', { count: weeks })];
  if (longest > weeks) lines.push(t('checkins:status.longest', { count: longest }));
  return [...lines, `-# ${t('checkins:status.freezes', { left: freezesLeft, all: FREEZES_A_QUARTER })}`];
}

function openLine({ t }: Call, { checkin, answered, stage }: MemberWeek): string {
  const when = deadline(checkin.closesAt);
  if (stage === 'late') return t(answered ? 'checkins:status.lateAnswered' : 'checkins:status.late');
  return t(answered ? 'checkins:status.openAnswered' : 'checkins:status.open', { when });
}

function weekLine(
  { t, person }: Call,
  { checkin, week, answered, outcome, boundary, stage }: MemberWeek,
  { frozen }: Streak,
): string {
  const mark = answered
    ? (outcome ?? (boundary ? 'boundary' : 'kept'))
    : frozen.has(week.toString())
      ? 'frozen'
      : stage === 'over'
        ? 'missed'
        : 'waiting';
  return t(`checkins:status.marks.${mark}`, {
    day: formatDay(fromDateColumn(checkin.localDate), person.locale, 'day-month'),
  });
}
