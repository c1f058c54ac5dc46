import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Fate, Request } from '../../../scripts/simulate/discord.ts';
import type { Clock } from '../../../src/time/clock.ts';
import { CHANNEL, DUE, visible } from '../../support/checkin-life.ts';
import { useCheckinWorld } from '../../support/checkin-world.ts';

const { world, start, ticks, posts, row, problem } = useCheckinWorld();
const skewed = (seconds: number): Clock => ({ now: () => world().clock.now().add({ seconds }) });
const down: (request: Request) => Fate = () => 'failed';

describe('Discord', () => {
  it('is down for an hour around the due time: posted once when it is back, and closed later by as much', async () => {
    const process = start();
    world().fate = down;
    await ticks(process, 60);
    expect(posts()).toEqual([]);
    world().fate = () => 'ok';
    await ticks(process, 20);
    expect(posts()).toHaveLength(1);
    const { postedAt, closesAt, dueAt } = await row();
    const late = (postedAt?.getTime() ?? 0) - dueAt.getTime();
    expect(late).toBeGreaterThanOrEqual(3_600_000);
    const { checkinWindowHours } = await world().database.db.community.findFirstOrThrow();
    expect(closesAt.getTime() - dueAt.getTime() - checkinWindowHours * 3_600_000).toBe(late);
  });

  it('does everything and answers nothing for an hour: posted once', async () => {
    const process = start();
    world().fate = () => 'lost';
    await ticks(process, 60);
    world().fate = () => 'ok';
    await ticks(process, 20);
    expect(posts()).toHaveLength(1);
    expect(visible(world().discord, 'question')).toHaveLength(1);
    expect((await row()).messageId).toBe(posts()[0]?.id);
  });

  it('is down for longer than the catch-up: missed, never posted, and next week has one', async () => {
    const process = start();
    world().fate = down;
    await ticks(process, 5);
    world().clock.advance({ hours: 13 });
    await ticks(process, 5);
    world().fate = () => 'ok';
    await ticks(process, 30);
    expect(posts()).toEqual([]);
    expect((await row()).state).toBe('missed');
    world().clock.set(
      Temporal.Instant.from(DUE)
        .add({ hours: 7 * 24 })
        .toString(),
    );
    await ticks(process, 3);
    expect(posts()).toHaveLength(1);
  });

  it('posts, answers nothing, and is down until the catch-up is over: the post is adopted, not missed', async () => {
    const process = start();
    world().fate = () => 'lost';
    await process.tick();
    world().fate = down;
    world().clock.advance({ hours: 13 });
    await process.tick();
    world().fate = () => 'ok';
    await ticks(process, 30);
    expect(posts()).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'posted', messageId: posts()[0]?.id });
  });
});

describe('the channel', () => {
  it('was changed right after a post whose answer was lost: still one post', async () => {
    const process = start();
    world().fate = () => 'lost';
    await process.tick();
    world().fate = () => 'ok';
    await world().database.db.community.updateMany({ data: { checkinChannelId: '7001' } });
    await ticks(process, 20);
    expect(posts()).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'posted', channelId: CHANNEL, messageId: posts()[0]?.id });
  });

  it.each(['forbidden', 'missing'] as const)(
    'is %s: waits, notes it once, and posts when a moderator has acted',
    async (fated) => {
      const process = start();
      world().fate = () => fated;
      world().standing =
        fated === 'missing' ? { state: 'missing' } : { state: 'ready', kind: 'text', lacks: ['SendMessages'] };
      await ticks(process, 30);
      expect(posts()).toEqual([]);
      expect(await problem()).toBe(fated);
      expect(world().discord.requests).toBe(1);
      world().fate = () => 'ok';
      world().standing = { state: 'ready', kind: 'text', lacks: [] };
      await ticks(process, 10);
      expect(posts()).toHaveLength(1);
      expect(await problem()).toBeNull();
    },
  );

  it('cannot be read after a lost answer: never posted again, looked for until it can be, and adopted', async () => {
    const process = start();
    world().fate = () => 'lost';
    await process.tick();
    world().fate = () => 'ok';
    world().standing = { state: 'ready', kind: 'text', lacks: ['ReadMessageHistory'] };
    world().clock.advance({ minutes: 10 });
    await ticks(process, 30);
    expect(posts()).toHaveLength(1);
    const step = () => world().database.db.outboxStep.findFirstOrThrow({ where: { kind: 'checkin.post' } });
    expect(await step()).toMatchObject({ state: 'pending', problem: 'unreadable' });
    expect(await problem()).toBe('unreadable');
    world().clock.advance({ hours: 20 });
    await ticks(process, 3);
    world().standing = { state: 'ready', kind: 'text', lacks: [] };
    await ticks(process, 61);
    expect(await row()).toMatchObject({ state: 'posted', messageId: posts()[0]?.id, threadId: posts()[0]?.id });
    expect(posts()).toHaveLength(1);
    expect(await problem()).toBeNull();
  });

  it('cannot be read for a week: given up, its week is missed, and moderators are told so', async () => {
    const process = start();
    world().fate = () => 'lost';
    await process.tick();
    world().fate = () => 'ok';
    world().standing = { state: 'ready', kind: 'text', lacks: ['ReadMessageHistory'] };
    world().clock.advance({ minutes: 10 });
    await ticks(process, 2);
    world().clock.advance({ days: 8 });
    await ticks(process, 1);
    const step = () => world().database.db.outboxStep.findFirstOrThrow({ where: { kind: 'checkin.post' } });
    expect(await step()).toMatchObject({ state: 'uncertain', nextAt: null });
    expect(await world().database.db.checkin.findFirst({ orderBy: { dueAt: 'asc' } })).toMatchObject({
      state: 'missed',
    });
    const alerts = await world().database.db.alert.findMany();
    expect(alerts.map(({ kind }) => kind)).toContain('checkin.missed');
    expect(alerts.map(({ kind }) => kind)).not.toContain('checkin.uncertain');
  });

  it('belongs to a guild in an outage: not yet, without a request and without a complaint', async () => {
    const process = start();
    world().standing = { state: 'unavailable' };
    await ticks(process, 60);
    expect(world().discord.requests).toBe(0);
    expect(await problem()).toBeNull();
    world().standing = { state: 'ready', kind: 'text', lacks: [] };
    await ticks(process, 3);
    expect(posts()).toHaveLength(1);
  });
});

describe('the clock', () => {
  it('is set back an hour after the post: no second one', async () => {
    const process = start();
    await ticks(process, 3);
    world().clock.set(Temporal.Instant.from(DUE).subtract({ hours: 1 }).toString());
    await ticks(process, 90);
    expect(posts()).toHaveLength(1);
  });

  it('is set back an hour while an answer is lost: no second one', async () => {
    const process = start();
    world().fate = () => 'lost';
    await process.tick();
    world().fate = () => 'ok';
    world().clock.set(Temporal.Instant.from(DUE).subtract({ hours: 1 }).toString());
    await ticks(start(), 120);
    expect(posts()).toHaveLength(1);
    expect((await row()).state).toBe('posted');
  });

  it('jumps ahead by eight days: one missed, at most one a week, and nothing posted for the past', async () => {
    world().clock.set(Temporal.Instant.from(DUE).subtract({ hours: 1 }).toString());
    const process = start();
    await process.tick();
    world().clock.advance({ days: 8 });
    await ticks(process, 5);
    const rows = await world().database.db.checkin.findMany({ orderBy: { dueAt: 'asc' } });
    expect(rows.map(({ state }) => state)).toEqual(['missed', 'missed']);
    expect(posts()).toEqual([]);
    world().clock.set(
      Temporal.Instant.from(DUE)
        .add({ hours: 14 * 24 })
        .toString(),
    );
    await ticks(process, 3);
    expect(posts()).toHaveLength(1);
  });

  it.each([-90, 90])('of another process differs by %i seconds: they post once', async (seconds) => {
    const [one, other] = [start(), start(skewed(seconds))];
    let lost = true;
    world().fate = () => (lost ? 'lost' : 'ok');
    world().clock.set(Temporal.Instant.from(DUE).subtract({ minutes: 3 }).toString());
    for (let minute = 0; minute < 30; minute += 1) {
      await Promise.all([one.tick(), other.tick()]);
      world().clock.advance({ minutes: 1 });
      lost = minute < 8;
    }
    expect(posts()).toHaveLength(1);
    expect(visible(world().discord, 'question')).toHaveLength(1);
  });
});
