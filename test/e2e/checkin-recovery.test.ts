import type { Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { INVITE_PERMISSIONS } from '../../src/ports/permissions.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

// What does not depend on words is lived through in one language.
const clock = testClock(FRIDAY);
const bot = useBot({ clock });
const week = discussionOf(bot, 'pl');
const { words, tick } = week;
const SEND = 'POST /channels/:channelId/messages';

let team: Channel;
let before = 0;
const inChannel = () =>
  bot()
    .other.in(bot().checkin)
    .messages()
    .filter(({ ephemeral }) => !ephemeral);
const posts = () => inChannel().slice(before);
const row = () => bot().database.db.checkin.findFirstOrThrow();
const allow = (...deny: readonly (typeof INVITE_PERMISSIONS)[number][]) =>
  bot().checkin.permit(bot().sandbox.bot, { allow: INVITE_PERMISSIONS.filter((one) => !deny.includes(one)), deny });
const told = () =>
  bot()
    .moderator.in(team)
    .messages()
    .map(({ text }) => text);
const health = async () => (await bot().moderator.in(bot().channel).run('/admin stan')).text;
/** One minute as the bot lives it. */
const minute = async () => {
  clock.advance({ minutes: 1 });
  await bot().app.runJob('alerts');
  await tick();
  await bot().app.settle();
  await bot().app.runJob('alerts');
};
/** The gateway tells of permissions in its own time, and minutes pass until it has. */
const until = (done: () => boolean | Promise<boolean>) =>
  vi.waitFor(async () => {
    await minute();
    if (!(await done())) throw new Error('not yet');
  }, 20_000);

beforeEach(() => {
  clock.set(FRIDAY);
  bot().sandbox.faults.clear();
  allow();
  team = bot().guild.addChannel({ name: 'moderacja' });
  before = inChannel().length;
});

describe('a post that Discord did not confirm in a channel that cannot be read', () => {
  const uncertain = async (kind: 'done-but-lost' | 'reset') => {
    allow('ReadMessageHistory');
    bot().sandbox.faults.add({ kind, on: SEND });
    await week.open({ moderatorChannelId: team.id });
    // Discord knows the nonce for some minutes only.
    clock.advance({ minutes: 10 });
    for (let minutes = 0; minutes < 3; minutes += 1) await minute();
    expect(told()).toEqual([expect.stringContaining('Nadaj mi „Czytanie historii wiadomości”: odnajdę go')]);
    expect((await row()).messageId).toBeNull();
  };

  it.each([
    ['it is there: it is adopted, and its thread opened', 'done-but-lost'],
    ['it is not: it is posted', 'reset'],
  ] as const)('is looked for once it can be, and where %s', async (_what, kind) => {
    await uncertain(kind);
    allow();
    await until(async () => (await row()).threadId !== null);
    expect(posts().filter(({ text }) => text.includes('Cotygodniowy check-in'))).toHaveLength(1);
    expect((await row()).messageId).toBe(posts()[0]?.id);
    await until(() => told().length > 1);
    expect(told()[1]).toContain('znów działa');
    await minute();
    expect(told()).toHaveLength(2);
    expect(await health()).toContain('Nic nie wymaga uwagi');
  });

  it('is looked for at once when a moderator asks for it', async () => {
    await uncertain('done-but-lost');
    const asked = () => bot().moderator.in(bot().channel).run('/admin checkin opublikuj');
    expect((await asked()).text).toContain('odnajdę wtedy post');
    allow();
    await vi.waitFor(async () => expect((await asked()).text).toContain('https://discord.com/channels/'), 20_000);
    expect(posts()).toHaveLength(1);
  });

  it('is adopted from a press on it, which is saved, without waiting for anything', async () => {
    await uncertain('done-but-lost');
    const answer = await posts()[0]?.click(words.calm);
    expect(answer?.text).toContain('Spokojny tydzień: zapisane');
    await bot().app.settle();
    await tick();
    expect(await row()).toMatchObject({ state: 'posted', messageId: posts()[0]?.id });
    for (let minutes = 0; minutes < 10; minutes += 1) await minute();
    expect(posts()).toHaveLength(1);
    expect(told().join('\n')).toContain('znów działa');
  });
});

describe('a press in the minute in which Discord’s answer was lost', () => {
  it.each([words.calm, 'Moja granica na ten tydzień', 'Zapisz naruszenie', 'Porozmawiajmy'])(
    'on “%s” adopts the post',
    async (label) => {
      bot().sandbox.faults.add({ kind: 'done-but-lost', on: SEND });
      await week.open();
      expect((await row()).messageId).toBeNull();
      const answer = await posts()[0]?.click(label);
      expect(answer?.text ?? '').not.toContain('jest już zamknięty');
      expect((await row()).messageId).toBe(posts()[0]?.id);
      for (let minutes = 0; minutes < 5; minutes += 1) await minute();
      expect(posts()).toHaveLength(1);
      expect((await row()).threadId).not.toBeNull();
      const steps = await bot().database.db.outboxStep.findMany({ where: { kind: 'checkin.question' } });
      expect(steps).toMatchObject([{ state: 'done' }]);
    },
  );

  it('adopts nothing for a week that moderators have left out', async () => {
    bot().sandbox.faults.add({ kind: 'done-but-lost', on: SEND });
    await week.open();
    const [post] = posts();
    await bot().moderator.in(bot().channel).run('/admin checkin pomiń', { tydzień: '2026-11-27' });
    await post?.click(words.calm);
    expect(await row()).toMatchObject({ state: 'cancelled', messageId: null });
  });
});

describe('a discussion that may not be opened', () => {
  it.each(['CreatePublicThreads', 'SendMessagesInThreads'] as const)(
    'without %s is told by its name; recovered, within a minute: it is there, told once, and health agrees',
    async (right) => {
      allow(right);
      await week.open({ moderatorChannelId: team.id });
      await minute();
      expect(posts()).toHaveLength(1);
      expect(told()).toEqual([expect.stringContaining('jest opublikowany, ale nie mogę otworzyć dyskusji')]);
      expect(await health()).toContain('nie mogę otworzyć dyskusji');
      allow();
      await until(() => told().length > 1);
      expect(told()[1]).toContain('znów mogę otwierać dyskusje');
      expect((await row()).threadId).not.toBeNull();
      expect(await health()).toContain('Nic nie wymaga uwagi');
      await minute();
      expect(told()).toHaveLength(2);
    },
  );
});

describe('a channel that was closed to the bot until the week was lost', () => {
  it('is told to work again as soon as it does, not a week later', async () => {
    allow('ViewChannel', 'SendMessages');
    await week.open({ moderatorChannelId: team.id });
    await minute();
    clock.advance({ hours: 13 });
    await minute();
    await minute();
    expect(told().some((text) => text.includes('przepadł'))).toBe(true);
    allow();
    await until(() => told().at(-1)?.includes('znów działa') === true);
    expect(await health()).toContain('Nic nie wymaga uwagi');
  });
});

describe('a digest where the bot may attach no files', () => {
  it('comes without its picture; the right is named, and that it is back is told', async () => {
    const { database, guild } = bot();
    await week.open({ moderatorChannelId: team.id });
    const kinds = { 'scope-creep': { people: 4 } };
    await database.db.communityWeek.create({
      data: { communityId: guild.id, week: new Date('2026-11-09'), kinds, closedAt: new Date(FRIDAY) },
    });
    allow('AttachFiles');
    await vi.waitFor(async () => expect(await health()).toContain('Nie mogę załączać plików'), 20_000);
    expect(await health()).toContain('Nic nie wymaga uwagi');
    clock.advance({ days: 4 });
    await tick();
    const digests = () =>
      week
        .inThread(bot().other)
        .messages()
        .filter(({ text }) => text.includes(words.digest));
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.files).toEqual([]);
    await minute();
    expect(told()).toEqual([expect.stringContaining('Nadaj mi „Załączanie plików”')]);
    allow();
    await until(() => told().length > 1);
    expect(told()[1]).toContain('znów mogę załączać pliki');
    expect(await health()).not.toContain('załączać');
  });
});

describe('a community whose zone cannot be read', () => {
  it('stops nobody else, sees in health what to do, and is told when it works again', async () => {
    const { database, guild } = bot();
    await week.open({ moderatorChannelId: team.id });
    const evil = { id: '800000000000000001', locale: 'pl', zone: 'America/New York', checkinChannelId: '1' };
    const due = { checkinWeekday: 5, checkinTime: '10:00' };
    await database.db.community.create({ data: { ...evil, ...due, checkinNextAt: new Date('2026-11-01') } });
    await database.db.community.update({
      where: { id: guild.id },
      data: { zone: 'Nowhere', checkinNextAt: new Date(FRIDAY) },
    });
    await minute();
    expect(told()).toEqual([expect.stringContaining('Nie mogę zaplanować check-inów')]);
    expect(await health()).toContain('zapisana strefa czasowa „Nowhere” nie istnieje');
    for (const command of [
      '/admin ustawienia',
      '/admin checkin podgląd',
      '/admin checkin opublikuj',
      '/checkin status',
    ])
      expect((await bot().moderator.in(bot().channel).run(command)).text).not.toContain('Coś poszło nie tak');
    await database.db.community.update({
      where: { id: guild.id },
      data: { zone: 'Europe/Warsaw', checkinNextAt: new Date(FRIDAY) },
    });
    await until(() => told().length > 1);
    expect(told()[1]).toContain('znów działa');
  });
});
