import { dayOf } from '../../src/communities/settings.ts';
import type { Db } from '../../src/database/client.ts';
import type { FakeDiscord, Message } from './discord.ts';

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
  /** Posts and questions beyond the first of their check-in. */
  readonly duplicated: number;
  /** Neither posted nor missed nor uncertain; or said to be, and seen otherwise; or never closed. */
  readonly lost: number;
}

const LATE_MS = 10 * 60_000;

/** @param planned the check-ins that must have become due, each as "community day" */
export async function tallyUp(db: Db, discord: FakeDiscord, planned: ReadonlySet<string>): Promise<Tally> {
  const seen = new Map<string, Message[]>();
  for (const message of [...discord.messages.values()].flat()) {
    const { mark } = message.content;
    seen.set(mark, [...(seen.get(mark) ?? []), message]);
  }
  const rows = await db.checkin.findMany();
  const unclear = await db.outboxStep.findMany({ where: { kind: 'checkin.post', state: 'uncertain' } });
  const uncertainIds = new Set(unclear.map(({ subjectId }) => subjectId));
  const missing = new Set(planned);
  const tally = { due: 0, posted: 0, late: 0, missed: 0, uncertain: 0, duplicated: 0, lost: 0 };
  for (const row of rows) {
    missing.delete(`${row.communityId} ${dayOf(row.localDate)}`);
    tally.due += 1;
    const posts = seen.get(`post ${row.id}`) ?? [];
    const questions = seen.get(`question ${row.id}`) ?? [];
    tally.duplicated += Math.max(0, posts.length - 1) + Math.max(0, questions.length - 1);
    const [post] = posts;
    if (uncertainIds.has(row.id)) tally.uncertain += 1;
    else if (row.state === 'missed' && !post) tally.missed += 1;
    else if (row.state === 'closed' && post?.id === row.messageId && post.content.text.startsWith('closed')) {
      tally.posted += 1;
      if (post.at - row.dueAt.getTime() > LATE_MS) tally.late += 1;
    } else tally.lost += 1;
  }
  return { ...tally, due: tally.due + missing.size, lost: tally.lost + missing.size };
}
