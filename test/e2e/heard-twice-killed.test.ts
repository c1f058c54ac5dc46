import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { type Channel, direct, type Guild, type Person } from '@granica/discord-sandbox/persons';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { violationControls } from '../../commands/violation/controls.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { type AppChild, startAppChild } from '../support/app-child.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

const FRIDAY = '2026-11-27T09:00:00Z';

// One of two real processes is killed the moment that Discord has the first answer: it may be the one that gave it, or the other.
describe.skipIf(testServerUrl === undefined)('of two processes that hear of each interaction one is killed', () => {
  let sandbox: Sandbox;
  let database: Database;
  let url: string;
  let drop: () => Promise<void>;
  let guild: Guild;
  let channel: Channel;
  let member: Person;
  let moderator: Person;
  const children: [AppChild | undefined, AppChild | undefined] = [undefined, undefined];
  beforeAll(async () => {
    ({ url, drop } = await serverTestUrl());
    sandbox = await startSandbox();
    sandbox.clock.set(Date.parse(FRIDAY));
    guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
    channel = guild.addChannel({ name: 'check-in' });
    [member, moderator] = [
      sandbox.addPerson({ name: 'Anna', locale: 'pl' }),
      sandbox.addPerson({ name: 'Monika', locale: 'pl' }),
    ];
    guild.join(member);
    guild.join(moderator, { roles: [guild.addRole({ name: 'Moderacja', permissions: ['ManageGuild'] })] });
    database = await openDatabase({ url, log: silentLog });
    const times = { checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date('2026-12-04T09:00:00Z') };
    const place = { locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: channel.id, setUpAt: new Date(FRIDAY) };
    await database.db.community.create({ data: { id: guild.id, ...place, ...times } });
  }, 60_000);
  afterAll(async () => {
    for (const child of children) child?.kill();
    await Promise.all(children.map((child) => child?.dead));
    await database.close();
    await sandbox.close();
    await drop();
  });

  /** Does something while both live; the one of them is killed when Discord has taken the first answer. */
  async function killAtAnswer(which: 0 | 1, act: () => Promise<unknown>): Promise<void> {
    for (const at of [0, 1] as const) children[at] ??= await startAppChild(sandbox, url, 'unlocked');
    const victim = children[which];
    const killed = new Promise<void>((resolve) => {
      const kill = ({ path, verdict }: { path: string; verdict: string }) => {
        if (!path.endsWith('/callback') || verdict !== 'accepted') return;
        sandbox.events.off('request', kill);
        victim?.kill();
        resolve();
      };
      sandbox.events.on('request', kill);
    });
    // Whoever acts may wait for an answer that never comes.
    act().catch(() => undefined);
    await killed;
    await victim?.dead;
    children[which] = undefined;
  }

  it.each([0, 1] as const)(
    'an entry is stored once and answered once: number %i',
    async (which) => {
      await database.db.violation.deleteMany();
      const before = member.in(channel).messages().length;
      const form = violationControls.log.with({ kind: undefined, checkin: undefined });
      const fields = { kind: ['disrespect'], story: 'Krzyk', client: '', reaction: ['refused'], weight: ['3'] };
      await killAtAnswer(which, () => direct(sandbox, member, channel).submit(form, fields));
      await vi.waitFor(async () => expect(await database.db.violation.count()).toBe(1));
      const answers = member.in(channel).messages().slice(before);
      expect(answers.map(({ text }) => text)).toEqual([expect.stringContaining('Zapisane')]);
      expect(sandbox.violations).toEqual([]);
    },
    120_000,
  );

  it.each([0, 1] as const)(
    'what is deferred first is done at most once: number %i',
    async (which) => {
      await database.db.checkin.deleteMany();
      await database.db.outboxStep.deleteMany();
      await database.db.auditEntry.deleteMany();
      const posts = () => channelPosts().length;
      const channelPosts = () =>
        moderator
          .in(channel)
          .messages()
          .filter(({ ephemeral }) => !ephemeral);
      const before = posts();
      await killAtAnswer(which, () => direct(sandbox, moderator, channel).run('admin.checkin.post'));
      const [survivor] = children.filter((child) => child !== undefined);
      await survivor?.run('check-ins');
      expect(await database.db.auditEntry.count()).toBeLessThanOrEqual(1);
      expect(posts() - before).toBeLessThanOrEqual(1);
      expect(sandbox.violations).toEqual([]);
    },
    120_000,
  );
});
