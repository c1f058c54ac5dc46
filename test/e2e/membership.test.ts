import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

describe('a guild that removes the bot', () => {
  const bot = useBot();
  const departed = () => bot().database.db.communityDeparture.count({ where: { communityId: bot().guild.id } });

  async function setUp() {
    const { moderator, channel } = bot();
    await moderator.in(channel).run('/admin setup');
  }

  /** Waits for the bot to have noted what the gateway told it: no event of Discord's says so. */
  const until = (count: number) => expect.poll(departed).toBe(count);

  it('is noted, and forgotten when the bot is back', async () => {
    await setUp();
    bot().guild.removeBot();
    await until(1);
    bot().guild.addBot();
    await until(0);
  });

  it('is not an outage', async () => {
    await setUp();
    bot().guild.setUnavailable(true);
    bot().guild.setUnavailable(false);
    // The removal that follows is noted after all that came before it.
    bot().guild.removeBot();
    await until(1);
    const [{ leftAt } = { leftAt: undefined }] = await bot().database.db.communityDeparture.findMany();
    expect(leftAt).toBeDefined();
    bot().guild.addBot();
    await until(0);
    bot().guild.setUnavailable(true);
    await bot().restart();
    expect(await departed()).toBe(0);
    bot().guild.setUnavailable(false);
  });

  it('is noticed at the next start when it happened meanwhile', async () => {
    await setUp();
    const { database } = bot();
    await database.db.community.create({ data: { id: '700000000000000009', locale: 'pl', zone: 'Europe/Warsaw' } });
    await bot().restart();
    expect(await database.db.communityDeparture.findMany({ select: { communityId: true } })).toEqual([
      { communityId: '700000000000000009' },
    ]);
  });
});
