import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { FRIDAY, useCheckinWeek } from '../support/checkin-week.ts';
import { KEPT_WORDS } from '../support/words/kept.ts';

const ENTRY = { kind: 'disrespect', story: 'Krzyk przez telefon', reaction: 'refused' };

describe.each(['pl', 'en'] as const)('a check-in that knows the log in %s', (locale) => {
  const { words, clock, bot, tick, post } = useCheckinWeek(locale);
  const kept = KEPT_WORDS[locale];
  // Another person for each test: nobody may write so many entries within a minute.
  let me: Person;
  beforeEach(() => {
    const { sandbox, guild } = bot();
    me = sandbox.addPerson({ name: 'Celina', locale });
    guild.join(me);
  });
  const here = () => me.in(bot().checkin);
  const log = async () => (await me.in(bot().channel).run('/violation log')).submit(ENTRY);
  const posted = async () => {
    await post();
    return here().last();
  };
  const answers = () => bot().database.db.checkinAnswer.findMany({ orderBy: { answeredAt: 'asc' } });
  const direct = () => me.inDm().messages();
  const labels = (shown: { readonly buttons: readonly { readonly label: string }[] }) =>
    shown.buttons.map(({ label }) => label);
  /** Two entries of the week, and one of the Friday before, before the check-in is posted. */
  const logWeek = async () => {
    for (const day of ['2026-11-20T12:00:00Z', '2026-11-23T10:00:00Z', '2026-11-25T10:00:00Z']) {
      clock.set(day);
      await log();
    }
  };

  it('counts the entries since Monday as the answer, in one press', async () => {
    await logWeek();
    await posted();
    const answer = await here().run('/checkin answer');
    expect(answer.text).toContain(kept.logged);
    const counted = await answer.click(kept.count);
    expect(counted.ephemeral).toBe(true);
    expect(counted.text).toContain(kept.counted);
    expect(counted.text).toContain(words.crossed);
    expect(await answers()).toMatchObject([{ outcome: 'violation', late: false }]);
    const again = await here().run('/checkin answer');
    expect(again.text).not.toContain(kept.logged);
    // Somebody else's answer knows nothing of it.
    expect((await bot().other.in(bot().checkin).last().click(words.calm)).text).toContain(words.calmSaved);
  });

  it('asks once whether a week with entries was a quiet one', async () => {
    await logWeek();
    const shown = await posted();
    const asked = await shown.click(words.calm);
    expect(asked.text).toContain(kept.calmAsk);
    expect(asked.ephemeral).toBe(true);
    expect(await answers()).toEqual([]);
    expect((await asked.click(kept.calmAnyway)).text).toContain(words.calmSaved);
    expect(await answers()).toMatchObject([{ outcome: 'calm' }]);
    // Asked once: the same entries are no reason to ask again, nor to offer them.
    expect((await shown.click(words.calm)).text).toContain(words.calmSaved);
    const answer = await here().run('/checkin answer');
    expect(labels(answer)).not.toContain(kept.count);
    // A new one is.
    clock.advance({ hours: 1 });
    await log();
    expect((await here().run('/checkin answer')).buttons[0]?.label).toBe(kept.countOne);
    const askedAgain = await shown.click(words.calm);
    expect(askedAgain.text).toContain(kept.calmAsk);
    expect((await askedAgain.click(kept.countOne)).text).toContain(words.crossed);
    expect(await answers()).toMatchObject([{ outcome: 'violation' }]);
    // Also after it was said that a boundary was crossed.
    expect((await shown.click(words.calm)).text).toContain(kept.calmAsk);
  });

  it('offers them from its other buttons too', async () => {
    await logWeek();
    const shown = await posted();
    expect(labels(await here().run('/checkin status'))[0]).toBe(kept.count);
    const talk = await shown.click(words.discuss);
    expect(talk.text).toContain(kept.logged);
    const boundary = await (await shown.click(words.boundary)).submit({ boundary: kept.boundary });
    expect(boundary.text).toContain(kept.logged);
    expect((await boundary.click(kept.count)).text).toContain(kept.counted);
    expect(await answers()).toMatchObject([{ outcome: 'violation' }]);
    expect((await shown.click(words.discuss)).text).not.toContain(kept.logged);
  });

  it('takes a quiet week without a question where nothing was logged since Monday', async () => {
    clock.set('2026-11-20T12:00:00Z');
    await log();
    const shown = await posted();
    expect((await shown.click(words.calm)).text).toContain(words.calmSaved);
  });

  it('is offered an entry that is logged while it is open: one press from there', async () => {
    await post();
    const saved = await log();
    expect(saved.text).toContain(kept.offer);
    const counted = await saved.click(kept.offerCount);
    expect(counted.text).toContain(words.crossed);
    expect(counted.id).not.toBe(saved.id);
    expect(await answers()).toMatchObject([{ outcome: 'violation' }]);
    expect((await log()).text).not.toContain(kept.offer);
  });

  it('is offered an entry from a direct message, where reminders are wanted', async () => {
    await post();
    const logDirectly = async () => (await me.inDm().run('/violation log')).submit(ENTRY);
    expect((await logDirectly()).text).not.toContain(kept.offer);
    await (await here().run('/checkin reminders')).click(kept.remind);
    const saved = await logDirectly();
    expect(saved.text).toContain(kept.offer);
    expect((await saved.click(kept.offerCount)).text).toContain(words.crossed);
    expect(await answers()).toMatchObject([{ outcome: 'violation', communityId: bot().guild.id }]);
  });

  it('is answered by an entry from its own form, which says so', async () => {
    const shown = await posted();
    const saved = await (await shown.click(words.log)).submit(ENTRY);
    expect(saved.text).toContain(kept.byEntry);
    expect(saved.text).not.toContain(kept.offer);
  });

  it('is not offered what happened before its week, nor by a community without an open one', async () => {
    expect((await log()).text).not.toContain(kept.offer);
    await post();
    const saved = await log();
    await bot().database.db.violation.updateMany({ data: { happenedOn: new Date('2026-11-21') } });
    expect((await saved.click(kept.offerCount)).text).toContain(kept.nothingLogged);
    expect(await answers()).toEqual([]);
  });

  describe('reminds', () => {
    /** The reminder of the open check-in, at the moment that was said. */
    const reminded = async () => {
      const started = await (await here().run('/checkin reminders')).click(kept.remind);
      const said = Number(kept.next.exec(started.text)?.[1]) * 1000;
      expect((await here().run('/checkin reminders')).text).toMatch(kept.next);
      clock.set(new Date(said - 60_000).toISOString());
      await tick();
      expect(direct()).toHaveLength(0);
      clock.set(new Date(said).toISOString());
      await tick();
      const [reminder, ...more] = direct();
      if (!reminder) throw new Error('no reminder');
      expect(more).toEqual([]);
      expect(reminder.text).toContain(kept.reminder);
      return reminder;
    };

    it('on the moment that was said, with a quiet week in one tap', async () => {
      await post();
      const reminder = await reminded();
      expect(labels(reminder)).toEqual(expect.arrayContaining([words.calm, words.log, words.boundary]));
      const answered = await reminder.click(words.calm);
      expect(answered.text).toContain(words.calmSaved);
      expect(answered.id).toBe(reminder.id);
      expect(await answers()).toMatchObject([{ outcome: 'calm', communityId: bot().guild.id, late: false }]);
      clock.advance({ hours: 1 });
      await tick();
      expect(direct()).toHaveLength(1);
    });

    it('with the entries, counted in one tap, and the question before a quiet week', async () => {
      await logWeek();
      await post();
      const reminder = await reminded();
      expect(reminder.buttons[0]?.label).toBe(kept.count);
      expect((await reminder.click(kept.count)).text).toContain(kept.counted);
      expect(await answers()).toMatchObject([{ outcome: 'violation', communityId: bot().guild.id }]);
    });

    it('with the form for an entry, which answers from the direct message', async () => {
      await post();
      const reminder = await reminded();
      const saved = await (await reminder.click(words.log)).submit(ENTRY);
      expect(saved.text).toContain(kept.byEntry);
      expect(await answers()).toMatchObject([{ outcome: 'violation', communityId: bot().guild.id }]);
      // What is written in a direct message belongs to no community's numbers.
      expect(await bot().database.db.violation.findMany()).toMatchObject([{ communityId: null, checkinId: null }]);
    });

    it('with the form for a boundary', async () => {
      await post();
      const reminder = await reminded();
      const saved = await (await reminder.click(words.boundary)).submit({ boundary: kept.boundary });
      expect(saved.text).toContain(kept.boundary);
      expect(await answers()).toMatchObject([{ outcome: null, communityId: bot().guild.id }]);
    });

    it('nobody else: an answer from a direct message needs the reminder', async () => {
      await post();
      const reminder = await reminded();
      await bot().database.db.notice.deleteMany();
      expect((await reminder.click(words.calm)).text).toContain(words.over);
      expect(await answers()).toEqual([]);
    });

    it('and says when the next one comes, also before there is a check-in', async () => {
      const started = await (await here().run('/checkin reminders')).click(kept.remind);
      const said = Number(kept.next.exec(started.text)?.[1]) * 1000;
      await post();
      expect(new Date(said).toISOString() > FRIDAY).toBe(true);
      clock.set(new Date(said).toISOString());
      await tick();
      expect(direct()).toHaveLength(1);
    });
  });
});
