import { describe, expect, it } from 'vitest';
import { setThread } from '../support/alert-cases/case.ts';
import { alertWorld, HEALTH } from '../support/alert-cases/world.ts';
import { useBot } from '../support/bot.ts';
import { FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

// What does not depend on words is lived through in one language.
const clock = testClock(FRIDAY);
const bot = useBot({ clock });
const [OPEN, SHUT] = [
  { archived: false, locked: false },
  { archived: true, locked: true },
];
const CLOSED = '2026-11-30T09:01:00Z';
const LOCKED = 'Nie mogę pisać w wątku check-inu';

describe('a forum’s post that cannot be closed, because its thread is locked', () => {
  it('is told beside another one that may not be posted, once each, and is over by itself', async () => {
    const { world, told, health } = alertWorld(bot, clock, 'pl', 'forum');
    await world.open();
    const { guild, sandbox } = bot();
    setThread(bot(), world.week.thread(), SHUT);
    clock.set(CLOSED);
    await world.pass(1);
    expect(told()).toEqual([expect.stringContaining(LOCKED)]);
    const other = guild.addChannel({ name: 'inny' });
    other.permit(sandbox.bot, { deny: ['SendMessages'] });
    await world.set('channel', other);
    clock.set('2026-12-04T09:00:00Z');
    await world.pass(20);
    expect(told().slice(1)).toEqual([expect.stringContaining('Nie mogę opublikować check-inu')]);
    expect(await health()).toContain(LOCKED);
    setThread(bot(), world.week.thread(), OPEN);
    await world.pass(6);
    const first = await bot().database.db.checkin.findFirstOrThrow({ orderBy: { dueAt: 'asc' } });
    expect(first.state).toBe('closed');
    expect(told().slice(2)).toEqual([expect.stringContaining('znów działa')]);
    expect(await health()).not.toContain(LOCKED);
    expect(await health()).toContain('Nie mogę opublikować check-inu');
  });

  it('needs nobody any more once nothing is tried', async () => {
    const { world, told, health } = alertWorld(bot, clock, 'pl', 'forum');
    await world.open();
    setThread(bot(), world.week.thread(), SHUT);
    clock.set(CLOSED);
    await world.pass(1);
    const paused = { checkinPausedUntil: new Date('2027-01-31'), checkinNextAt: new Date('2027-02-01') };
    await bot().database.db.community.updateMany({ data: paused });
    clock.advance({ days: 8 });
    await world.pass(1);
    expect(told()).toEqual([expect.stringContaining(LOCKED)]);
    expect(await health()).toContain(HEALTH.pl.well);
  });
});
