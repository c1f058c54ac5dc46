import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/ids.ts';
import { optIn } from '../../src/members/notices/consent.ts';
import { type DeliveryContext, deliverDue } from '../../src/members/notices/deliver.ts';
import { cancelNotice, type NewNotice, oweNotice, resetNotice } from '../../src/members/notices/notices.ts';
import type { Answer } from '../../src/sandbox/persons/answer.ts';
import type { Person } from '../../src/sandbox/persons/handles.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { saveSheet } from '../support/sheets.ts';

// Friday, 20:30 in Warsaw.
const FRIDAY_NIGHT = '2026-11-27T19:30:00Z';
// Monday, 9:00 in Warsaw.
const MONDAY = '2026-11-30T08:00:00Z';
const clock = testClock(FRIDAY_NIGHT);
const bot = useBot({ clock });
let earlier: string[] = [];
beforeEach(() => {
  clock.set(FRIDAY_NIGHT);
  earlier = bot()
    .member.inDm()
    .messages()
    .map(({ id }) => id);
});

const context = () => ({ db: bot().database.db, sealer: bot().database.sealer, clock });
const tick = () => bot().app.runJob('notices');
const direct = (person: Person) =>
  person
    .inDm()
    .messages()
    .filter(({ id }) => !earlier.includes(id));
const SEND = 'POST /channels/:channelId/messages';
const posts = () => bot().sandbox.requests.filter(({ route }) => route === '/channels/:channelId/messages').length;

/** What follows an answer, once the bot has done all that it does about it. */
async function followersOf(answer: Answer): Promise<Answer[]> {
  await bot()
    .app.stopSteps.find(({ name }) => name === 'interactions')
    ?.stop();
  return answer.followUps;
}

/** What the member is brought with the answer to `/help`. */
const brought = async (person: Person) => followersOf(await person.in(bot().channel).run('/pomoc'));

/** A follow-up of an entry that exists, due now. */
async function owe(person: Person, change: Partial<NewNotice> = {}): Promise<NewNotice> {
  const { database, guild } = bot();
  const id = newId(clock.now().epochMilliseconds);
  const entry = { id, authorId: person.id, kind: 'late-payment', story: 'Faktura.', reaction: 'reminded', weight: 2 };
  await database.db.violation.create({ data: { ...entry, interactionId: id } });
  const notice: NewNotice = {
    personId: person.id,
    kind: 'follow-up',
    subject: id,
    communityId: guild.id,
    locale: 'pl',
    dueAt: clock.now(),
    ...change,
  };
  await oweNotice(context(), notice);
  return notice;
}

const agree = (person: Person) =>
  optIn(context(), { personId: person.id, kind: 'follow-up', communityId: bot().guild.id });

describe('a notice to a member who opted in', () => {
  it('comes once, silently, and not before the member’s hours', async () => {
    const { member, other } = bot();
    await agree(member);
    await owe(member);
    await tick();
    clock.advance({ days: 1 });
    await tick();
    expect(direct(member)).toEqual([]);
    clock.set(MONDAY);
    await tick();
    const [message, ...more] = direct(member);
    expect(more).toEqual([]);
    expect(message?.raw.flags).toBe((1 << 12) | (1 << 15));
    expect(message?.raw.mentions).toEqual([]);
    clock.advance({ days: 1 });
    await tick();
    expect(direct(member)).toHaveLength(1);
    expect(direct(other)).toEqual([]);
  });

  it('keeps to the hours of their own choice, also when they changed since', async () => {
    const { member, database } = bot();
    await agree(member);
    await owe(member);
    const hours = { dmDays: '6', dmFrom: '22:00', dmTo: '02:00', zone: 'Asia/Tokyo' };
    await database.db.member.create({ data: { id: member.id, ...hours } });
    await tick(); // Saturday 4:30 in Tokyo
    clock.set('2026-11-28T12:59:00Z');
    await tick();
    expect(direct(member)).toEqual([]);
    clock.set('2026-11-28T16:30:00Z'); // Sunday 1:30: Saturday's span is still running
    await tick();
    expect(direct(member)).toHaveLength(1);
  });

  it('keeps to the hours of their boundary sheet, and to their days off', async () => {
    const { member, database } = bot();
    await agree(member);
    await owe(member);
    const sheet = {
      hours: { spans: [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '10:00' }], zone: 'Europe/Warsaw' },
      away: { timeOff: [{ from: '2026-11-30', to: '2026-11-30' }] },
    };
    await saveSheet(database, member.id, sheet);
    for (const quiet of [FRIDAY_NIGHT, MONDAY, '2026-11-30T10:00:00Z', '2026-12-01T05:59:00Z']) {
      clock.set(quiet);
      await tick();
    }
    expect(direct(member)).toEqual([]);
    clock.set('2026-12-01T06:00:00Z'); // Tuesday, 7:00 in Warsaw
    await tick();
    expect(direct(member)).toHaveLength(1);
  });

  it('is dropped once they left the community where they did', async () => {
    const { member, guild, database } = bot();
    clock.set(MONDAY);
    await agree(member);
    await owe(member);
    guild.leave(member);
    try {
      await tick();
      expect(direct(member)).toEqual([]);
      expect(await database.db.notice.count()).toBe(0);
    } finally {
      guild.join(member);
    }
  });

  it('waits while Discord cannot say whether they are still a member', async () => {
    const { member, sandbox } = bot();
    clock.set(MONDAY);
    await agree(member);
    await owe(member);
    sandbox.faults.add({ kind: 'error-503', on: 'GET /guilds/:guildId/members/:userId' });
    await tick();
    expect(direct(member)).toEqual([]);
    clock.advance({ minutes: 1 });
    await tick();
    expect(direct(member)).toHaveLength(1);
  });

  it.each(['done-but-lost', 'done-but-502', 'reset', 'error-500'] as const)(
    'comes once in spite of %s',
    async (kind) => {
      const { member, sandbox } = bot();
      clock.set(MONDAY);
      await agree(member);
      await owe(member);
      sandbox.faults.add({ kind, on: SEND });
      await tick();
      await tick(); // the lease holds: nothing is tried at once
      expect(posts()).toBe(1);
      clock.advance({ minutes: 1 });
      await tick();
      expect(posts()).toBe(2);
      expect(direct(member)).toHaveLength(1);
    },
  );

  it('is no second message when nobody knows whether the first arrived and the nonce is forgotten', async () => {
    const { member, sandbox } = bot();
    clock.set(MONDAY);
    await agree(member);
    await owe(member);
    sandbox.faults.add({ kind: 'done-but-lost', on: SEND });
    await tick();
    clock.advance({ minutes: 10 });
    await tick();
    expect(posts()).toBe(1);
    expect(direct(member)).toHaveLength(1);
    expect(await brought(member)).toHaveLength(1);
  });

  it('is sent by one of two processes that look at the same moment', async () => {
    const { member, database } = bot();
    clock.set(MONDAY);
    await agree(member);
    for (let number = 0; number < 5; number += 1) await owe(member);
    const sent: string[] = [];
    const work: DeliveryContext<string> = {
      db: database.db,
      sealer: database.sealer,
      clock,
      present: async ({ subject }) => subject,
      onError: (error) => expect.fail(String(error)),
      directMessages: {
        membership: async () => 'member',
        async send(_personId, content) {
          sent.push(content);
          return 'sent';
        },
      },
    };
    await Promise.all([deliverDue(work), deliverDue(work)]);
    expect(new Set(sent).size).toBe(5);
    expect(sent).toHaveLength(5);
  });
});

describe('a notice that no direct message may carry', () => {
  it('follows the member’s next private answer, once, and nobody else’s', async () => {
    const { member, other, channel } = bot();
    await owe(member);
    await tick();
    expect(posts()).toBe(0);
    expect(await brought(other)).toEqual([]);
    const answer = await brought(member);
    expect(answer).toHaveLength(1);
    expect(answer[0]?.ephemeral).toBe(true);
    expect(await brought(member)).toEqual([]);
    expect(
      other
        .in(channel)
        .messages()
        .filter(({ raw }) => raw.flags === 1 << 15),
    ).toEqual([]);
  });

  it('never follows a public answer', async () => {
    const { member, channel } = bot();
    const article = await member.in(channel).run('/poradnik czytaj', { article: 'tip-official-channels' });
    await followersOf(article);
    await owe(member);
    await tick();
    const shared = await article.click('Udostępnij na kanale');
    expect(shared.ephemeral).toBe(false);
    expect(await followersOf(shared)).toEqual([]);
    expect(await brought(member)).toHaveLength(1);
  });

  it('is not lost when it could not be shown', async () => {
    const { member, sandbox } = bot();
    await owe(member);
    await tick();
    sandbox.faults.add({ kind: 'forbidden', on: 'POST /webhooks/' });
    expect(await brought(member)).toEqual([]);
    expect(await brought(member)).toHaveLength(1);
  });

  it('comes privately when their direct messages turn out to be closed, and no further one is tried', async () => {
    const { member } = bot();
    clock.set(MONDAY);
    member.set({ dmsClosed: true });
    try {
      await agree(member);
      await owe(member);
      await tick();
      expect(posts()).toBe(1);
      expect(await brought(member)).toHaveLength(1);
      await owe(member);
      await tick();
      expect(posts()).toBe(1);
    } finally {
      member.set({ dmsClosed: false });
    }
    await agree(member); // they say that they want them again
    await owe(member);
    await tick();
    expect(direct(member)).toHaveLength(1);
  });

  it('is dropped when it is stale, or when there is nothing to say any more', async () => {
    const { member, database } = bot();
    await owe(member, { staleAt: clock.now().add({ hours: 1 }) });
    await owe(member, { subject: newId(0) });
    await tick();
    clock.advance({ hours: 2 });
    expect(await brought(member)).toEqual([]);
    expect(await database.db.notice.count()).toBe(0);
  });
});

describe('owing the same notice again', () => {
  it('changes nothing, also after it was delivered', async () => {
    const { member } = bot();
    const notice = await owe(member);
    await oweNotice(context(), notice);
    await tick();
    expect(await brought(member)).toHaveLength(1);
    await oweNotice(context(), notice);
    await tick();
    expect(await brought(member)).toEqual([]);
  });

  it('unless it is set anew, or cancelled', async () => {
    const { member } = bot();
    const notice = await owe(member);
    await resetNotice(context(), { ...notice, dueAt: clock.now().add({ hours: 48 }) });
    await tick();
    expect(await brought(member)).toEqual([]);
    clock.advance({ days: 2 });
    await tick();
    await cancelNotice(bot().database.db, notice);
    expect(await brought(member)).toEqual([]);
  });
});
