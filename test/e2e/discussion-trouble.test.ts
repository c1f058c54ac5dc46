import type { Person } from '@granica/discord-sandbox/persons';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALERT_STEP } from '../../src/communities/alerts/telling.ts';
import { INVITE_PERMISSIONS } from '../../src/ports/permissions.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

// What does not depend on words is lived through in one language.
const clock = testClock(FRIDAY);
const bot = useBot({ clock });
const week = discussionOf(bot, 'pl');
const { words, tick, appear, cards, shared, share } = week;
let member: Person;
let other: Person;
beforeEach(async () => {
  clock.set(FRIDAY);
  member = week.join('Anna');
  other = week.join('Bartek');
  await week.open({ digestInChannel: true });
});

const thread = () => bot().sandbox.channel(week.thread());
const set = (state: { readonly archived?: boolean; readonly locked?: boolean }) =>
  Object.assign(thread().state.thread ?? {}, state);
const pressed = (person: Person, label: string) =>
  week
    .inThread(person)
    .messages()
    .find(({ id }) => id === cards()[0]?.id)
    ?.click(label);
const advise = async (text: string) => {
  await (await pressed(other, words.advise))?.submit({ advice: text });
  await tick();
};
const texts = () =>
  week
    .inThread(other)
    .messages()
    .map(({ text }) => text)
    .join('\n');
const cardOf = ({ id: authorId }: Person) => bot().database.db.card.findFirstOrThrow({ where: { authorId } });

describe('a discussion', () => {
  it('that was archived is opened by what happens in it: a card, a change, advice, a withdrawal', async () => {
    set({ archived: true });
    const own = await shared(member);
    expect(cards()).toHaveLength(1);
    set({ archived: true });
    await (await own.click(words.change)).submit({ story: 'Poprawione', learned: '' });
    await appear();
    expect(cards()[0]?.text).toContain('Poprawione');
    set({ archived: true });
    await advise('Napisz od razu');
    expect(texts()).toContain('Napisz od razu');
    set({ archived: true });
    await own.click(words.withdraw);
    await tick();
    expect(cards()).toHaveLength(0);
  });

  it('that is locked is told to moderators once, and gets its cards once it is open', async () => {
    const { guild, database, app, moderator } = bot();
    const team = guild.addChannel({ name: 'moderacja' });
    await database.db.community.updateMany({ data: { moderatorChannelId: team.id } });
    const told = async () => {
      await app.runJob('alerts');
      return moderator
        .in(team)
        .messages()
        .map(({ text }) => text);
    };
    set({ locked: true });
    await shared(member);
    await shared(other);
    clock.advance({ minutes: 6 });
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await told()).toEqual([expect.stringContaining(`Nie mogę pisać w dyskusji <#${week.thread()}>`)]);
    set({ locked: false });
    clock.advance({ minutes: 6 });
    await tick();
    expect(cards()).toHaveLength(2);
    expect((await told())[1]).toContain('znów mogę pisać');
    expect(await database.db.alert.count()).toBe(0);
  });

  it('that is locked at its close gets its digest once it is open', async () => {
    await shared(member);
    set({ locked: true });
    clock.advance({ days: 3, hours: 1 });
    await tick();
    expect(texts()).not.toContain(words.digest);
    expect(await bot().database.db.alert.findMany()).toMatchObject([{ kind: 'share.locked' }]);
    set({ locked: false });
    clock.advance({ minutes: 6 });
    await tick();
    expect(texts()).toContain(words.digest);
  });

  it('that moderators closed (archived and locked) tells them what to do, once, and gets its digest and cards later', async () => {
    const { guild, database, app, moderator } = bot();
    const team = guild.addChannel({ name: 'moderacja' });
    await database.db.community.updateMany({ data: { moderatorChannelId: team.id } });
    await shared(member);
    set({ archived: true, locked: true });
    await shared(other);
    clock.advance({ days: 3, hours: 1 });
    for (let looks = 0; looks < 3; looks += 1) {
      await tick();
      await app.runJob('alerts');
      clock.advance({ minutes: 6 });
    }
    const told = () =>
      moderator
        .in(team)
        .messages()
        .map(({ text }) => text);
    expect(cards()).toHaveLength(1);
    expect(texts()).not.toContain(words.digest);
    expect(told()).toEqual([expect.stringMatching(/wątek jest zablokowany.*odblokuj.*„Zarządzanie wątkami”/s)]);
    set({ archived: false, locked: false });
    await tick();
    await app.runJob('alerts');
    expect(texts()).toContain(words.digest);
    expect(cards()).toHaveLength(2);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toContain('znów mogę pisać');
    expect(await database.db.alert.count()).toBe(0);
  });

  it('that is archived and locked is opened by a bot that may manage threads', async () => {
    bot().guild.setBotPermissions([...INVITE_PERMISSIONS, 'ManageThreads']);
    set({ archived: true, locked: true });
    await shared(member);
    bot().guild.setBotPermissions([...INVITE_PERMISSIONS]);
    expect(cards()).toHaveLength(1);
    expect(await bot().database.db.alert.count()).toBe(0);
  });

  it('that stays locked beyond the close keeps nothing waiting: the card is given up, and not counted', async () => {
    set({ locked: true });
    const own = await shared(member);
    clock.advance({ days: 4, hours: 2 });
    await tick();
    set({ locked: false });
    clock.advance({ minutes: 10 });
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await cardOf(member)).toMatchObject({ state: 'withdrawn', messageId: null });
    expect(await bot().database.db.alert.count()).toBe(0);
    expect(texts()).not.toContain('W dyskusji jest 1 karta');
    expect((await own.click(words.change)).text).toContain('Tego już tu nie ma');
  });

  it('that stays locked leaves moderators nothing to do in the end, though a change never got in', async () => {
    const own = await shared(member);
    set({ archived: true, locked: true });
    await (await own.click(words.change)).submit({ story: 'Poprawione', learned: '' });
    clock.advance({ minutes: 5 });
    for (const days of [0, 6, 2, 3]) {
      await tick();
      clock.advance({ minutes: 6 });
      await tick();
      expect(await bot().database.db.alert.findMany({ where: { key: 'share.discussion' } })).toMatchObject([
        { kind: 'share.locked' },
      ]);
      clock.advance({ days });
    }
    await tick();
    expect(await bot().database.db.alert.count({ where: { key: 'share.discussion' } })).toBe(0);
  });

  describe('that is archived and locked, and holds a card that was taken back', () => {
    let cardId: string;
    let told: () => string[];
    const link = () => `https://discord.com/channels/${bot().guild.id}/${week.thread()}/${cardId}`;
    const live = async (time: { readonly hours: number }, minutes: number) => {
      for (let passed = 0; passed < time.hours * 60; passed += minutes) {
        await tick();
        await bot().app.runJob('alerts');
        clock.advance({ minutes });
      }
    };
    const attempts = () =>
      bot().sandbox.requests.filter(({ method, path }) => method === 'DELETE' && path.endsWith(cardId)).length;
    beforeEach(async () => {
      const { guild, database, moderator } = bot();
      const team = guild.addChannel({ name: 'moderacja' });
      await database.db.community.updateMany({ data: { moderatorChannelId: team.id } });
      const own = await shared(member);
      cardId = cards()[0]?.id ?? '';
      set({ archived: true, locked: true });
      await own.click(words.withdraw);
      const all = () => moderator.in(team).messages();
      told = () =>
        all()
          .map(({ text }) => text)
          .filter((text) => text.includes('usunąć') || text.includes('zniknęło'));
    });
    afterEach(() => bot().guild.setBotPermissions([...INVITE_PERMISSIONS]));

    it('is told to moderators once, tried ever more rarely, and removed once somebody opens it', async () => {
      await live({ hours: 6 }, 5);
      expect(attempts()).toBe(9);
      expect(told()).toEqual([expect.stringContaining(`Nie mogę usunąć [mojej wiadomości](${link()})`)]);
      set({ archived: false, locked: false });
      await live({ hours: 2 }, 30);
      expect(cards()).toHaveLength(0);
      expect(told()).toHaveLength(2);
      expect(await bot().database.db.alert.count()).toBe(0);
    });

    it('is opened by a bot that may manage threads', async () => {
      bot().guild.setBotPermissions([...INVITE_PERMISSIONS, 'ManageThreads']);
      await tick();
      expect(cards()).toHaveLength(0);
      expect(await bot().database.db.alert.count()).toBe(0);
    });

    it('is left at last, and moderators are told what to do themselves', async () => {
      await live({ hours: 8 * 24 }, 12 * 60);
      expect(told()).toHaveLength(2);
      expect(told()[1]).toContain(`[tę wiadomość](${link()})`);
      const step = await bot().database.db.outboxStep.findFirstOrThrow({ where: { kind: 'message.remove' } });
      expect(step).toMatchObject({ state: 'failed', nextAt: null });
      expect(await bot().database.db.messageRemoval.count()).toBe(0);
      const tried = attempts();
      await live({ hours: 24 }, 12 * 60);
      expect(attempts()).toBe(tried);
      expect(told()).toHaveLength(2);
      expect(await bot().database.db.alert.count()).toBe(0);
    });
  });

  it('that was deleted takes its cards with it, and no others', async () => {
    const own = await shared(member);
    const preview = await share(other);
    thread().remove();
    await own.click(words.withdraw);
    await tick();
    // Discord has told it: nobody is told that something was shared there, and what was typed is kept.
    await bot().app.settle();
    const refused = await preview.click(words.confirm);
    expect(refused.text).toContain(words.noDiscussion);
    expect(refused.text).toContain('Krzyk przez telefon');
    expect((await week.log(member)).buttons.map(({ label }) => label)).not.toContain(words.share);
    clock.advance({ days: 4 });
    await tick();
    expect(await bot().database.db.checkin.findFirstOrThrow()).toMatchObject({ state: 'closed' });
    // Moderators have no channel here: what they are to be told waits.
    const stuck = { state: { in: ['pending', 'claimed'] }, kind: { not: ALERT_STEP } };
    expect(await bot().database.db.outboxStep.findMany({ where: stuck })).toEqual([]);
  });
});

describe('a discussion that is deleted before a card appears in it', () => {
  it('is told to the author, who gets the text back, and to moderators once; nothing leads there any more', async () => {
    const { guild, database, app, moderator, checkin } = bot();
    const team = guild.addChannel({ name: 'moderacja' });
    await database.db.community.updateMany({ data: { moderatorChannelId: team.id } });
    await (await share(member)).click(words.confirm);
    await (await share(other)).click(words.confirm);
    thread().remove();
    await app.settle();
    await appear();
    expect(await cardOf(member)).toMatchObject({ state: 'removed', messageId: null });
    await app.runJob('check-ins');
    const next = await member.in(checkin).run('/help');
    await expect.poll(() => next.followUps.length).toBe(1);
    expect(next.followUps[0]?.text).toContain('Twoja karta się nie pojawiła');
    expect(next.followUps[0]?.text).toContain('Krzyk przez telefon');
    await app.runJob('alerts');
    clock.advance({ minutes: 10 });
    await app.runJob('alerts');
    const told = moderator
      .in(team)
      .messages()
      .map(({ text }) => text);
    expect(told).toEqual([expect.stringContaining('Ktoś usunął dyskusję bieżącego check-inu')]);
    const post = other
      .in(checkin)
      .messages()
      .findLast(({ buttons }) => buttons.some(({ label }) => label === 'Porozmawiajmy'));
    expect((await post?.click('Porozmawiajmy'))?.text).toContain('nie jest teraz otwarta');
  });
});

describe('a card', () => {
  it('shows what was typed, pings nobody, and fits, however it is written', async () => {
    const nasty = `# Tytuł\n> cytat\n**gruby** ||tajne|| <@${other.id}> @everyone <#1> [x](https://zlo.example) \`kod\``;
    for (const story of [
      nasty,
      '😀'.repeat(750),
      '\n*_~|`<@# zwykłe słowa między nimi'.repeat(50).slice(0, 1500),
      '👩‍👩‍👧‍👦'.repeat(136),
    ]) {
      const form = await (await week.log(member, '😀'.repeat(1000))).click(words.share);
      const preview = await form.submit({ story, learned: '*'.repeat(300), as: 'anonymous' });
      const promised = preview.text;
      await preview.click(words.confirm);
      await appear();
      const [shown] = cards().slice(-1);
      expect(promised).toContain(shown?.text);
      expect(shown?.raw.mentions).toEqual([]);
      expect(shown?.raw.mention_everyone).toBe(false);
    }
    expect(cards()[0]?.text).toContain('\\*\\*gruby\\*\\*');
    // What would not fit once it is shown as it was typed comes back.
    const form = await (await week.log(member)).click(words.share);
    const long = await form.submit({ story: '*\n'.repeat(750), learned: '', as: 'named' });
    expect(long.text).toContain('To się nie zmieści na karcie');
    expect(await bot().database.db.card.count({ where: { state: 'draft' } })).toBe(0);
  });

  it('with an invitation to another server is seen by a moderator first', async () => {
    const own = await shared(member, 'anonymous', 'Wpadnijcie na https://discord.gg/zlo123');
    expect(own.text).toContain(words.held);
    expect(cards()).toHaveLength(0);
  });

  it('in the queue goes with its author’s account; who only left is told when they are met again', async () => {
    const { database, moderator, checkin, guild, app } = bot();
    await database.db.community.updateMany({ data: { watchWords: 'głup*' } });
    await shared(member, 'anonymous', 'Głupia sprawa');
    clock.advance({ minutes: 1 });
    await shared(other, 'anonymous', 'Głupi klient');
    const queue = await moderator.in(checkin).run('/admin moderate queue');
    const ask = await member.in(checkin).run('/privacy delete');
    await ask.click(words.erase);
    guild.leave(other);
    expect(await database.db.alert.count()).toBe(1);
    expect((await queue.click(words.show)).text).toContain('Tego już tu nie ma');
    const left = await moderator.in(checkin).run('/admin moderate queue');
    expect(left.text).toContain('Głupi klient');
    expect(left.text).not.toContain('Głupia sprawa');
    await (await left.click(words.remove)).submit({ reason: 'Bez imion' });
    expect(await database.db.alert.count()).toBe(0);
    await tick();
    await app.runJob('check-ins');
    expect(cards()).toHaveLength(0);
    // Nothing is written to somebody who is gone and wanted no messages; met again elsewhere, they read it.
    const elsewhere = await other.inDm().run('/help');
    await expect.poll(() => elsewhere.followUps.map(({ text }) => text).join('\n')).toContain('Bez imion');
  });
});
