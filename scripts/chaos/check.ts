import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../src/database/database.ts';
import { uuidParam } from '../../src/messages/params.ts';
import { cardOf, shownMeToo } from './discussion.ts';
import { type Confirmed, KINDS, type Life } from './persons.ts';
import { compare, type Tally } from './tally.ts';

/** How long what was left undone may take: jobs look once a minute. In milliseconds. */
const NEXT_TICK = 90_000;
/** How long an attempt may be under way, in milliseconds: after that a claim without one may end sooner than it would. */
const ATTEMPT = 20_000;
/** Kinds of steps by which cards and advice reach the discussion, and reminders are owed. */
const STEPS = ['card.post', 'card.edit', 'advice.post', 'checkin.remind'];

/**
 * Lets the bot do what is left. Minutes are skipped: what becomes visible at a random moment is due now, and claims whose
 * answer was lost end. Check-ins come by themselves.
 * @param isPosted whether all of them have come
 * @returns how many steps are not done even so
 */
export async function letFinish({ db }: Database, isPosted: () => boolean): Promise<number> {
  const kind = { in: STEPS };
  const skip = (state: string) => db.outboxStep.updateMany({ where: { kind, state }, data: { nextAt: new Date() } });
  const left = () => db.outboxStep.count({ where: { kind, nextAt: { not: null } } });
  const start = performance.now();
  for (let claimed = true; performance.now() - start < NEXT_TICK && (!isPosted() || (await left()) > 0); ) {
    await skip('pending');
    if (claimed && performance.now() - start > ATTEMPT) {
      claimed = false;
      await skip('claimed');
    }
    await pause(1000);
  }
  return left();
}

/** How many posts of a check-in are among messages: those that can be answered. */
export function postsIn(messages: readonly { readonly buttons: readonly unknown[] }[]): number {
  return messages.filter(({ buttons }) => buttons.length > 0).length;
}

/** Compares what people were told with what is stored, and with what stands at Discord. */
export async function checkAll(
  { db, sealer }: Database,
  lives: readonly Life[],
  tally: Tally,
  { confirmed, left }: { readonly confirmed: Confirmed; readonly left: number },
): Promise<void> {
  const number = ({ personId }: { readonly personId: string }) =>
    `${lives.find(({ person }) => person.id === personId)?.number}`;
  const shared = (await db.card.findMany({ where: { state: 'shared' } })).map((row) => sealer.open('Card', row));
  const meToo = await db.cardMeToo.findMany();
  const advice = (await db.cardAdvice.findMany()).map((row) => sealer.open('CardAdvice', row));
  const stored: Readonly<Record<(typeof KINDS)[number], readonly string[]>> = {
    entry: (await db.violation.findMany()).map((row) => sealer.open('Violation', row).story),
    template: (await db.ownTemplate.findMany()).map((row) => sealer.open('OwnTemplate', row).title),
    answer: (await db.checkinAnswer.findMany({ where: { outcome: 'calm' } })).map(number),
    card: shared.map(({ story }) => story),
    meToo: meToo.map(({ cardId, personId }) => `${uuidParam.encode(cardId)} ${personId}`),
    advice: advice.map(({ text }) => text),
    reminder: (await db.checkinReminder.findMany()).map(number),
  };
  for (const kind of KINDS) compare(tally, kind, { confirmed: confirmed[kind], stored: stored[kind] });

  // What the outbox has not done yet is not lost; nothing may be there twice in any case.
  const due = (texts: readonly string[]) => new Set(left === 0 ? texts : []);
  // Whoever wants to be reminded is owed one reminder of the check-in that was posted.
  const owed = (await db.notice.findMany({ where: { kind: 'checkin-reminder' } })).map(number);
  compare(tally, 'reminder owed', { confirmed: due(stored.reminder), stored: owed });

  // Somebody of each discussion; what only its author sees may say the same.
  const readers = new Map(lives.map((life) => [life.discussion.thread.id, life])).values();
  const messages = [...readers]
    .flatMap(({ person, discussion }) => person.in(discussion.thread).messages())
    .filter(({ ephemeral }) => !ephemeral);
  const seen = (texts: readonly string[]) =>
    messages.flatMap(({ text }) => [...new Set(texts)].filter((wanted) => text.includes(wanted)));
  compare(tally, 'card posted', { confirmed: due(stored.card), stored: seen(stored.card) }, tally.duplicated);
  compare(tally, 'advice posted', { confirmed: due(stored.advice), stored: seen(stored.advice) }, tally.duplicated);
  if (left > 0) return;
  for (const message of messages) {
    const id = cardOf(message);
    if (id === undefined) continue;
    const presses = stored.meToo.filter((each) => each.startsWith(`${id} `)).length;
    const shown = shownMeToo(message);
    if (shown !== presses) (shown < presses ? tally.lost : tally.doubled).push(`“me too”: ${shown} of ${presses}`);
  }
}
