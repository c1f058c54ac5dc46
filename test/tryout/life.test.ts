import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testServerUrl } from '../support/server-database.ts';
import { startTryout, type Tryout } from '../support/tryout.ts';

const DAY = 86_400_000;

// The database is embedded wherever the sandbox's page is used to try the bot.
describe.skipIf(testServerUrl)('trying the bot out', { timeout: 120_000 }, () => {
  let tryout: Tryout;
  beforeAll(async () => {
    tryout = await startTryout();
  });
  afterEach(async () => {
    expect(tryout.sandbox.takeViolations()).toEqual([]);
    expect(tryout.errors.splice(0)).toEqual([]);
    await tryout.act({ kind: 'start-over' });
  });
  afterAll(() => tryout.close());

  it('fills the community: two closed check-ins with digests, an open one, a queue, counted weeks', async () => {
    await tryout.act({ kind: 'make-life' });
    const { db } = tryout.database;
    const checkins = await db.checkin.findMany({ orderBy: { dueAt: 'asc' } });
    expect(checkins.map(({ state }) => state)).toEqual(['closed', 'closed', 'posted']);
    for (const { threadId } of checkins.slice(0, 2)) {
      const said = tryout
        .person('Kasia')
        .in({ id: threadId ?? '' })
        .messages();
      expect(said.some(({ text }) => text.includes('Co przyniósł ten check-in'))).toBe(true);
    }
    const talk = tryout.person('Marta').in(tryout.channel('moderacja'));
    expect((await talk.run('/admin moderate queue')).text).toContain('Czekają 2 sprawy');
    const insights = await talk.run('/admin insights');
    expect(insights.text).toContain('Spóźniona płatność');
    expect(await db.communityWeek.count()).toBeGreaterThanOrEqual(2);
  });

  it('jumps over a week and loses nothing: the check-in is posted, closed, and told of in a digest', async () => {
    const panelOf = tryout.person('Marta').in(tryout.channel('ogólny'));
    let panel = await panelOf.run('/admin setup');
    for (const label of ['Zapisz propozycję i dalej', 'Dalej', 'Wypróbuj i zakończ'])
      while (panel.buttons.some((button) => button.label === label)) panel = await panel.click(label);
    await tryout.act({ kind: 'clock', change: { to: 'checkin' } });
    // From three answers on there is something to tell.
    for (const name of ['Kasia', 'Tomek', 'Emily'])
      await tryout.person(name).in(tryout.channel('check-in')).last().click('Spokojny tydzień');
    // Over its close, and the next post.
    await tryout.act({ kind: 'clock', change: { advance: 7 * DAY } });
    const { db } = tryout.database;
    const checkins = await db.checkin.findMany({ orderBy: { dueAt: 'asc' } });
    expect(checkins.length).toBeGreaterThanOrEqual(2);
    expect(checkins[0]).toMatchObject({ state: 'closed' });
    expect(checkins.map(({ state }) => state)).not.toContain('missed');
    expect(await db.alert.count({ where: { kind: 'checkin.missed' } })).toBe(0);
    const steps = await db.outboxStep.findMany({ where: { kind: 'checkin.digest' } });
    expect(steps.map(({ state }) => state)).toContain('done');
  });

  it('starts from scratch: the world of the first start, nothing of anybody, and the present time', async () => {
    const { sandbox, database } = tryout;
    await tryout.person('Kasia').in(tryout.channel('ogólny')).run('/settings language', { language: 'pl' });
    await tryout.act({ kind: 'clock', change: { advance: 3 * DAY } });
    await tryout.act({ kind: 'start-over' });
    expect(Math.abs(sandbox.clock.now() - Date.now())).toBeLessThan(DAY);
    expect(await database.db.member.count()).toBe(0);
    expect(tryout.person('Kasia').in(tryout.channel('ogólny')).messages()).toHaveLength(3);
    expect((await tryout.person('Kasia').in(tryout.channel('ogólny')).run('/help')).ephemeral).toBe(true);
  });
});
