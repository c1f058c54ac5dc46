import type { CheckinComposer, CheckinView } from '../../src/checkins/composer.ts';
import type { DigestComposer } from '../../src/checkins/digest.ts';
import { DIGEST_DAYS } from '../../src/checkins/posting/digest.ts';
import type { Db } from '../../src/database/client.ts';
import type { Checkin, OutboxStep } from '../../src/database/generated/client.ts';
import { LEAST_PEOPLE } from '../../src/kinds/least-people.ts';
import { fromDateColumn, instantOf } from '../../src/time/calendar.ts';
import type { Planned } from './guilds.ts';
import { DAY, MINUTE } from './weeks.ts';

/** What has become of the check-ins, told by what can be seen at Discord. */
export interface Tally {
  readonly due: number;
  readonly posted: number;
  /** Of those posted, more than ten minutes late. */
  readonly late: number;
  /** Too late to be posted, and not to be seen. */
  readonly missed: number;
  /** It could not be told whether it was posted; not sent again. */
  readonly uncertain: number;
  /** Posts, questions, digests and their announcements beyond the first of their check-in; and alerts that were told again. */
  readonly duplicated: number;
  /**
   * Check-ins that were neither posted nor missed nor uncertain, or are said to be and seen otherwise, or never closed; questions,
   * digests and announcements that are said to be there and are not; digests that were owed; steps that nobody has ended.
   */
  readonly lost: number;
  readonly answers: number;
  readonly digests: number;
}

/** A message as it can be seen. */
export interface Sighting {
  readonly id: string;
  readonly channelId: string;
  readonly at: number;
  /** It says that the check-in is over. */
  readonly closed: boolean;
}

export interface TallyOptions {
  readonly db: Db;
  readonly planned: Planned;
  /** All messages with a mark that can be seen, wherever they stand. */
  readonly see: (mark: string) => readonly Sighting[];
  /** How often each message to moderators can be seen. */
  readonly alerts: readonly number[];
  readonly marks: Pick<CheckinComposer, 'postMark' | 'questionMark'> & Pick<DigestComposer, 'digestMark'>;
}

const LATE_MS = 10 * MINUTE;

export async function tallyUp({ db, planned, see, alerts, marks }: TallyOptions): Promise<Tally> {
  const missing = new Set(planned.checkins);
  const steps = await loadSteps(db);
  const answered = await countPeople(db);
  const twice = alerts.reduce((sum, seen) => sum + seen - 1, 0);
  const tally = { due: 0, posted: 0, late: 0, missed: 0, uncertain: 0, duplicated: twice, digests: 0 };
  let lost = await db.outboxStep.count({ where: { state: { in: ['pending', 'claimed', 'failed'] } } });
  for (const row of await db.checkin.findMany()) {
    missing.delete(`${row.communityId} ${fromDateColumn(row.localDate)}`);
    tally.due += 1;
    const view = viewOf(row);
    const posts = see(marks.postMark(view));
    const questions = see(marks.questionMark(view));
    const told = see(marks.digestMark(row.id));
    const digests = told.filter(({ channelId }) => channelId === row.threadId);
    const announced = told.filter(({ channelId }) => channelId !== row.threadId);
    for (const alike of [posts, questions, digests, announced]) tally.duplicated += Math.max(0, alike.length - 1);
    tally.digests += digests.length > 0 ? 1 : 0;
    const stepOf = (kind: string) => steps.get(`checkin.${kind}:${row.id}`);
    const [post] = posts;
    if (stepOf('post')?.state === 'uncertain') tally.uncertain += 1;
    else if (row.state === 'missed' && !post) tally.missed += 1;
    else if (row.state === 'closed' && post?.id === row.messageId && post.closed) {
      tally.posted += 1;
      if (post.at - row.dueAt.getTime() > LATE_MS) tally.late += 1;
    } else lost += 1;
    for (const [kind, seen] of Object.entries({ question: questions, digest: digests, announce: announced }))
      if (stepOf(kind)?.state === 'done' && seen.length === 0) lost += 1;
    if (digests.length === 0 && owesDigest(row, answered.get(row.id) ?? 0, stepOf('digest'))) lost += 1;
  }
  const answers = [...answered.values()].reduce((sum, people) => sum + people, 0);
  return { ...tally, due: tally.due + missing.size, lost: lost + missing.size, answers };
}

/** Three people answered in time and there is a discussion: there must be a digest, but for one that came too late or is uncertain. */
function owesDigest(row: Checkin, people: number, step: Ended | undefined): boolean {
  if (people < LEAST_PEOPLE || row.state !== 'closed' || row.threadId === null) return false;
  if (step?.state === 'uncertain') return false;
  const tooLate = row.closesAt.getTime() + DIGEST_DAYS * DAY;
  return !(step?.state === 'cancelled' && (step.endedAt?.getTime() ?? 0) > tooLate);
}

type Ended = Pick<OutboxStep, 'state' | 'endedAt'>;

async function loadSteps(db: Db): Promise<ReadonlyMap<string, Ended>> {
  const rows = await db.outboxStep.findMany({
    where: {
      OR: [{ kind: { in: ['checkin.question', 'checkin.digest', 'checkin.announce'] } }, { state: 'uncertain' }],
    },
    select: { key: true, state: true, endedAt: true },
  });
  return new Map(rows.map(({ key, ...step }) => [key, step]));
}

/** How many answered each check-in in time. */
async function countPeople(db: Db): Promise<ReadonlyMap<string, number>> {
  const groups = await db.checkinAnswer.groupBy({ by: ['checkinId'], where: { late: false }, _count: true });
  return new Map(groups.map(({ checkinId, _count }) => [checkinId ?? '', _count]));
}

function viewOf(row: Checkin): CheckinView {
  const { id, communityId, theme } = row;
  return {
    id,
    communityId,
    locale: 'pl',
    localDate: fromDateColumn(row.localDate),
    theme,
    closesAt: instantOf(row.closesAt),
  };
}
