import type { Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

const WORDS = {
  pl: {
    button: 'Przedstaw bota na kanale',
    title: 'Jasne granice w pracy z klientami',
    post: 'Opublikuj i przypnij',
    posted: 'Opublikowane i przypięte',
    unpinned: 'jeszcze nieprzypięte',
    update: 'Odśwież',
    remove: 'Usuń z kanału',
    removed: 'Zniknęło z kanału',
    nothing: 'Na razie nie ma żadnego przedstawienia',
    begin: 'Od czego zacząć?',
    help: 'Granica: granice w pracy z klientami',
    privacy: 'Co o mnie przechowujesz?',
    kept: 'Co bot o tobie przechowuje',
    permission: 'Przypinanie wiadomości',
  },
  en: {
    button: 'Introduce the bot in a channel',
    title: 'Clear boundaries with clients',
    post: 'Post and pin',
    posted: 'Posted and pinned',
    unpinned: 'I couldn’t pin it yet',
    update: 'Bring it up to date',
    remove: 'Remove it',
    removed: 'It is gone from the channel',
    nothing: 'There is no introduction',
    begin: 'Where do I begin?',
    help: 'Granica: boundaries with clients',
    privacy: 'What do you keep about me?',
    kept: 'What the bot keeps about you',
    permission: 'Pin Messages',
  },
} as const;

describe.each(['pl', 'en'] as const)('the introduction in a channel (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  let place: Channel;
  beforeEach(() => {
    place = bot().guild.addChannel({ name: 'rozmowy' });
  });
  const publicMessages = (channel = place) =>
    bot()
      .other.in(channel)
      .messages()
      .filter(({ ephemeral }) => !ephemeral);
  const page = async (channel = place) =>
    (await bot().moderator.in(channel).run('/admin settings')).click(words.button);
  const allow = async (channel = place) => {
    channel.permit(bot().sandbox.bot, { allow: ['PinMessages'] });
    await bot().sandbox.heard();
  };

  it('is shown first, then posted and pinned by one press, and leads to help and privacy', async () => {
    const { other } = bot();
    await allow();
    const shown = await page();
    expect(shown.ephemeral).toBe(true);
    expect(shown.text).toContain(words.title);
    expect(publicMessages()).toEqual([]);
    const done = await shown.click(words.post);
    expect(done.text).toContain(words.posted);
    const [post, ...more] = publicMessages();
    expect(more).toEqual([]);
    expect(post?.text).toContain(words.title);
    expect(post?.text).toMatch(/<\/guide search:\d+>/);
    expect(post?.raw.pinned).toBe(true);
    const help = await other.in(place).last().click(words.begin);
    expect(help.ephemeral).toBe(true);
    expect(help.text).toContain(words.help);
    expect((await post?.click(words.privacy))?.text).toContain(words.kept);
  });

  it('is refused where the bot may not pin, with the name of the permission', async () => {
    place.permit(bot().sandbox.bot, { deny: ['PinMessages'] });
    await bot().sandbox.heard();
    const shown = await page();
    expect(shown.text).toContain(words.permission);
    expect(shown.buttons.map(({ label }) => label)).not.toContain(words.post);
    expect(publicMessages()).toEqual([]);
  });

  it('is pinned later where the permission went between the look and the press', async () => {
    const { sandbox, app } = bot();
    await allow();
    const shown = await page();
    sandbox.faults.add({ kind: 'forbidden', on: 'PUT /channels/' });
    const done = await shown.click(words.post);
    expect(done.text).toContain(words.unpinned);
    expect(publicMessages()).toHaveLength(1);
    await bot().database.db.outboxStep.updateMany({ data: { nextAt: new Date(0) }, where: { state: 'pending' } });
    await app.runJob('check-ins');
    await expect.poll(() => publicMessages()[0]?.raw.pinned).toBe(true);
  });

  it('moves to another channel, is brought up to date, and is removed', async () => {
    const { guild, database } = bot();
    await allow();
    await (await page()).click(words.post);
    const second = guild.addChannel({ name: 'powitania' });
    await allow(second);
    const moved = await (await page(second)).click(words.post);
    expect(moved.text).toContain(words.posted);
    await expect.poll(() => publicMessages()).toEqual([]);
    const [post] = publicMessages(second);
    const theirs = locale === 'pl' ? 'en' : 'pl';
    await database.db.community.upsert({
      where: { id: guild.id },
      create: { id: guild.id, locale: theirs, zone: 'Europe/Warsaw' },
      update: { locale: theirs },
    });
    const updated = await (await page(second)).click(words.update);
    expect(updated.text).toContain(words.posted);
    await expect.poll(() => post?.deleted).toBe(true);
    expect(publicMessages(second)[0]?.text).toContain(WORDS[theirs].title);
    expect(publicMessages(second)[0]?.raw.pinned).toBe(true);
    const removed = await (await page(second)).click(words.remove);
    expect(removed.text).toContain(words.removed);
    expect(publicMessages(second)).toEqual([]);
    expect(await database.db.introduction.count()).toBe(0);
    const audit = await database.db.auditEntry.findMany({ orderBy: { createdAt: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 3 }, () => 'settings.introduce'),
      'settings.unintroduce',
    ]);
  });

  it('is posted once by two presses', async () => {
    await allow();
    const [one, two] = [await page(), await page()];
    await Promise.all([one.click(words.post), two.click(words.post)]);
    await bot().app.settle();
    await expect.poll(() => publicMessages().length).toBe(1);
    expect(await bot().database.db.introduction.count()).toBe(1);
  });
});
