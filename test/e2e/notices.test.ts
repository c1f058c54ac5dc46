import { describe, expect, it } from 'vitest';
import { contentOf, messageOf } from '../../scripts/simulate/discord.ts';
import { type Delivering, deliverDue } from '../support/deliver.ts';
import { FRIDAY_NIGHT, MONDAY, useNotices } from '../support/notices.ts';
import { saveSheet } from '../support/sheets.ts';

const SEND = 'POST /channels/:channelId/messages';
const { bot, clock, tick, direct, posts, brought, agree, owe } = useNotices();

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
    await database.db.member.update({ where: { id: member.id }, data: hours });
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
    const work: Delivering = {
      db: database.db,
      sealer: database.sealer,
      clock,
      present: async ({ subject }) => messageOf(subject, subject),
      onError: () => expect.fail('a notice failed'),
      directMessages: {
        membership: async () => 'member',
        async send(_personId, content) {
          sent.push(contentOf(content).text);
          return 'sent';
        },
      },
    };
    await Promise.all([deliverDue(work), deliverDue(work)]);
    expect(new Set(sent).size).toBe(5);
    expect(sent).toHaveLength(5);
  });
});
