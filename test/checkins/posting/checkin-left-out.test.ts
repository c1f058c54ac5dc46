import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { bringForward } from '../../../src/checkins/forward.ts';
import { pauseCheckins, type SkipOutcome, toggleSkip } from '../../../src/checkins/moderate.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import { COMMUNITY, live, visible } from '../../support/checkin-life.ts';
import { useCheckinWorld } from '../../support/checkin-world.ts';

/** Every point of the crash matrix in CI, some of them here. */
const STEP = process.env.CRASH_MATRIX === 'full' ? 1 : 4;
const { world, start, ticks, posts, row, problem } = useCheckinWorld();

describe('a week that moderators leave out', () => {
  const by = { communityId: COMMUNITY, actorId: '1' };
  const context = () => ({ db: world().database.db, clock: world().clock, isHoliday: () => false });
  const day = Temporal.PlainDate.from('2026-11-27');
  const skip = () => toggleSkip(context(), by, day);
  const leaveOut = { 'is skipped': skip, 'is in a pause': () => pauseCheckins(context(), by, '2026-12-11') };
  const loseThePost = async () => {
    const process = start();
    world().fate = ({ kind }) => (kind === 'send' || kind === 'openPost' ? 'lost' : 'ok');
    await process.tick();
    world().fate = () => 'ok';
    expect(posts()).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'due' });
    return process;
  };
  const expectNothing = async () => {
    expect([...world().discord.messages.values()].flat()).toEqual([]);
    expect(await row()).toMatchObject({ state: 'cancelled', messageId: null, threadId: null });
    const stuck = { state: { in: ['pending', 'claimed', 'uncertain'] } };
    expect(await world().database.db.outboxStep.findMany({ where: stuck })).toEqual([]);
    expect(await world().database.db.notice.count()).toBe(0);
    expect(await world().database.db.alert.count()).toBe(0);
  };

  it.each(Object.entries(leaveOut))(
    '%s while the answer to its post is lost: found, and removed',
    async (_how, act) => {
      const process = await loseThePost();
      await act();
      await ticks(process, 3);
      await expectNothing();
    },
  );

  it('is a forum’s: found, and removed', async () => {
    world().standing = { state: 'ready', kind: 'forum', lacks: [] };
    const process = await loseThePost();
    await skip();
    await ticks(process, 3);
    await expectNothing();
  });

  it.each(Object.entries(leaveOut))('%s while its post fails: not posted, however long', async (_how, act) => {
    const process = start();
    world().fate = () => 'failed';
    await process.tick();
    await act();
    await ticks(process, 5);
    world().fate = () => 'ok';
    await ticks(process, 20);
    await expectNothing();
  });

  it.each(Object.entries(leaveOut))('%s while its post is being sent: removed when it is there', async (_how, act) => {
    const { discord } = world();
    const { connect } = discord;
    discord.connect = (mortal) => {
      const messenger = connect(mortal);
      return {
        ...messenger,
        async send(...args) {
          const sent = await messenger.send(...args);
          await act();
          return sent;
        },
      };
    };
    await ticks(start(), 3);
    await expectNothing();
  });

  it.each([
    { minutesDead: 0, forum: false },
    { minutesDead: 10, forum: true },
  ])('is skipped after its process died anywhere, $minutesDead minutes ago: nothing is left of it', async (life) => {
    const { database } = world();
    for (let diesAt = 1, posted = false; !posted; diesAt += STEP) {
      let outcome: SkipOutcome | undefined;
      const { discord, diedAt } = await live(database, {
        ...life,
        diesAt,
        async whileDead(clock) {
          outcome = await toggleSkip({ db: database.db, clock, isHoliday: () => false }, by, day);
        },
      });
      posted = outcome?.type === 'posted';
      expect(outcome, diedAt).toBeDefined();
      expect(visible(discord, 'post'), diedAt).toHaveLength(posted ? 1 : 0);
      if (!posted) expect(visible(discord, 'question'), diedAt).toEqual([]);
    }
  });

  it('is put back before the lost post was looked for: that one is its check-in', async () => {
    const process = await loseThePost();
    await skip();
    await skip();
    await ticks(process, 20);
    expect(posts()).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'posted', messageId: posts()[0]?.id });
    expect(visible(world().discord, 'question')).toHaveLength(1);
  });

  it('is put back, or posted by hand, after its post was removed: posted once, as something new', async () => {
    const nonce = async () =>
      (await world().database.db.outboxStep.findFirstOrThrow({ where: { kind: 'checkin.post' } })).nonce;
    const process = await loseThePost();
    const was = await nonce();
    await skip();
    await ticks(process, 2);
    await expectNothing();
    const settings = await findSettings(world().database.db, COMMUNITY);
    expect(await bringForward(context(), settings, '1')).toMatchObject({ type: 'due' });
    await ticks(process, 2);
    expect(await nonce()).not.toBe(was);
    expect(posts()).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'posted', messageId: posts()[0]?.id });
  });

  it('cannot be read after a lost answer: told, and adopted rather than posted again when it is put back and can be read', async () => {
    const process = await loseThePost();
    world().standing = { state: 'ready', kind: 'text', lacks: ['ReadMessageHistory'] };
    await skip();
    await ticks(process, 3);
    expect(await problem()).toBe('unreadable');
    world().standing = { state: 'ready', kind: 'text', lacks: [] };
    await skip();
    await ticks(process, 20);
    expect(posts()).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'posted', messageId: posts()[0]?.id });
  });

  it('waits in a channel that is closed to the bot: nothing is asked, and nobody told anew', async () => {
    const process = start();
    world().fate = () => 'forbidden';
    world().standing = { state: 'ready', kind: 'text', lacks: ['SendMessages', 'ReadMessageHistory'] };
    await process.tick();
    await skip();
    await ticks(process, 10);
    expect(world().discord.requests).toBe(1);
    expect(await row()).toMatchObject({ state: 'cancelled' });
    expect(await world().database.db.alert.findMany()).toMatchObject([{ kind: 'checkin.forbidden' }]);
  });
});
