import { randomUUID } from 'node:crypto';
import { type FakeDiscord, messageOf } from '../../scripts/simulate/discord.ts';
import { giveAdvice, withdrawAdvice } from '../../src/checkins/cards/advice.ts';
import { noteMeToo } from '../../src/checkins/cards/me-too.ts';
import { draftCard, editCard, shareCard, withdrawCard } from '../../src/checkins/cards/share.ts';
import { stepKey } from '../../src/checkins/steps.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { DISCUSSION_COLUMNS } from '../../src/privacy/discussion.ts';
import { instantOf } from '../../src/time/calendar.ts';
import type { Clock } from '../../src/time/clock.ts';
import { CHANNEL } from './checkin-life.ts';
import type { TestDatabase } from './database.ts';

const COMMUNITY = '5000';

const [ANNA, BARTEK, CELINA, DAREK] = ['6001', '6002', '6003', '6004'] as const;

/** What members do with their cards, act by act. */
export interface CardDoings {
  readonly acts: readonly (() => Promise<void>)[];
  /** What must be seen in the discussion in the end, each once, and nothing else. */
  expected(): string[];
  readonly threadId: string;
  readonly postId: string;
}

/** An open check-in that is posted, with its thread and three answers; and what members do until it closes. */
export async function cardDoings(
  { db, sealer }: TestDatabase,
  clock: Clock,
  discord: FakeDiscord,
  closes: string,
): Promise<CardDoings> {
  const hand = discord.connect({ alive: true, kill: () => undefined });
  const checkinId = randomUUID();
  const sent = await hand.send(CHANNEL, messageOf(`post ${checkinId}`, `post ${checkinId}`), 'first');
  if (!sent.ok) throw new Error('no post');
  const threadId = sent.messageId;
  await hand.openThread(CHANNEL, threadId, 'title');
  const [at, closesAt] = [new Date(clock.now().epochMilliseconds), new Date(closes)];
  const place = {
    locale: 'pl',
    zone: 'Europe/Warsaw',
    checkinChannelId: CHANNEL,
    sharing: 'anonymous',
    digestInChannel: true,
  };
  await db.community.create({ data: { id: COMMUNITY, ...place } });
  const days = { week: new Date('2026-11-23'), localDate: new Date('2026-11-27') };
  const times = { dueAt: at, latestAt: closesAt, closesAt, postedAt: at };
  const posted = { state: 'posted', theme: 'x', channelId: CHANNEL, messageId: threadId, threadId };
  await db.checkin.create({ data: { id: checkinId, communityId: COMMUNITY, ...days, ...times, ...posted } });
  for (const personId of [ANNA, BARTEK, CELINA])
    await db.checkinAnswer.create({
      data: {
        communityId: COMMUNITY,
        checkinId,
        personId,
        week: days.week,
        outcome: 'calm',
        answeredAt: at,
        late: false,
      },
    });
  await enqueue(db, [{ ...stepKey('close', checkinId), communityId: COMMUNITY, dueAt: instantOf(closesAt) }]);

  const context = { db, sealer, clock, hashPerson: async () => 'hash', random: () => 0.5 };
  const share = async (authorId: string, violationId: string, story: string, anonymous = false) => {
    const card = await draftCard(context, {
      authorId,
      communityId: COMMUNITY,
      violationId,
      anonymous,
      kind: 'disrespect',
      reaction: 'refused',
      story,
      learned: undefined,
      summarised: false,
      locale: 'pl',
      discordLocale: 'pl',
    });
    if (!('id' in card)) throw new Error(card.type);
    await shareCard(context, card.id, authorId);
    return card.id;
  };
  const advise = async (cardId: string, authorId: string, text: string) => {
    const advice = await giveAdvice(context, { cardId, communityId: COMMUNITY, authorId, text, discordLocale: 'pl' });
    if (!('id' in advice)) throw new Error(advice.type);
    return advice.id;
  };
  const me = async (cardId: string, personId: string) => {
    await noteMeToo(context, { cardId, communityId: COMMUNITY, personId });
  };
  const entries = Array.from({ length: 4 }, () => randomUUID());
  const [first = '', second = '', third = '', fourth = ''] = entries;
  let [edited, taken, again, dropped, second2] = ['', '', '', '', ''];
  return {
    threadId,
    postId: threadId,
    acts: [
      async () => {
        edited = await share(ANNA, first, 'first words', true);
        taken = await share(BARTEK, second, 'taken back');
        again = await share(CELINA, third, 'shared twice');
        await share(DAREK, fourth, 'erased');
        dropped = await advise(edited, BARTEK, 'bad advice');
      },
      async () => {
        await editCard(context, edited, ANNA, { story: 'second words', learned: undefined });
        await withdrawCard(context, taken, BARTEK);
        // Shared anew at once: the earlier card's row is gone.
        await withdrawCard(context, again, CELINA);
        second2 = await share(CELINA, third, 'once more');
        await db.$transaction(async (tx) => {
          for (const { erase } of DISCUSSION_COLUMNS) await erase(tx, DAREK, context);
        });
        await withdrawAdvice(context, dropped, BARTEK);
      },
      async () => {
        await me(edited, BARTEK);
        await me(second2, ANNA);
        await advise(edited, CELINA, 'good advice');
      },
      async () => {
        await editCard(context, edited, ANNA, { story: 'last words', learned: undefined });
      },
    ],
    expected: () => ['last words, me too 1', 'once more, me too 1', 'good advice', '2 cards'].toSorted(),
  };
}
