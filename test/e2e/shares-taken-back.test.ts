import { type Answer, type Channel, direct } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { SHARE_KINDS } from '../../src/kinds/shares.ts';
import { useBot } from '../support/bot.ts';
import { filesWith, SHARE_WORDS, share, type Way, waysToShare } from '../support/ways-to-share.ts';

describe('the ways to share', () => {
  const ways = waysToShare('en');

  it('are all known here, so that each is taken back below', () => {
    expect(filesWith('commands', /shareHere\(call,/)).toEqual(Object.keys(ways).toSorted());
    expect(
      Object.values(ways)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual([...SHARE_KINDS].toSorted());
  });

  it('go through one file, which adds the button that takes back', () => {
    expect(filesWith('commands', /toChannel\(|audience: 'channel'|defer: 'channel'/)).toEqual(['shares/post.ts']);
    expect(filesWith('src', /audience: 'channel'/).filter((file) => !file.startsWith('sandbox/'))).toEqual([
      'messages/reply.ts',
    ]);
  });
});

describe.each(['pl', 'en'] as const)('what was shared (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = SHARE_WORDS[locale];
  const ways = waysToShare(locale);
  let place: Channel;
  beforeEach(() => {
    place = bot().guild.addChannel({ name: 'rozmowy' });
  });
  /** Shares in one way; returns the post as its author sees it, once it is noted where it stands. */
  const post = async (way: Way | undefined, channel: Pick<Channel, 'id'> = place) => {
    const { member, app } = bot();
    if (!way) throw new Error('there is no such way to share');
    await share(way, member, channel);
    const stands = ({ ephemeral, buttons }: Answer) =>
      !ephemeral && buttons.some(({ label }) => label === words.takeBack);
    const shared = await member.in(channel).until(stands);
    await app.settle();
    return shared;
  };
  const seen = (channel: Pick<Channel, 'id'> = place) =>
    bot()
      .other.in(channel)
      .messages()
      .filter(({ ephemeral }) => !ephemeral);

  it.each(Object.values(ways))('is taken back from the post itself by its author alone: $kind', async (way) => {
    const { member, other, moderator, database } = bot();
    const shared = await post(way);
    expect(await database.db.sharedPost.findMany()).toMatchObject([
      { kind: way.kind, authorId: member.id, messageId: shared.id, channelId: place.id, communityId: bot().guild.id },
    ]);
    for (const somebody of [other, moderator]) {
      const refused = await somebody.in(place).last().click(words.takeBack);
      expect(refused.text).toContain(words.notYours);
      expect(refused.ephemeral).toBe(true);
    }
    expect(seen()).toHaveLength(1);
    const taken = await shared.click(words.takeBack);
    expect(taken.text).toContain(words.taken);
    expect(taken.ephemeral).toBe(true);
    expect(seen()).toEqual([]);
    expect(await database.db.sharedPost.count()).toBe(0);
  });

  it.each(Object.values(ways))('is listed by /privacy show with a link, and taken back there: $kind', async (way) => {
    const { member, database, guild } = bot();
    const shared = await post(way);
    const list = await (await member.inDm().run('/privacy show')).click(words.list);
    expect(list.text).toContain(words.listTitle);
    expect(list.text).toContain(`https://discord.com/channels/${guild.id}/${place.id}/${shared.id}`);
    const done = await list.click(words.takeBack);
    expect(done.text).toContain(words.taken);
    expect(done.text).toContain(words.nothing);
    expect(seen()).toEqual([]);
    expect(await database.db.sharedPost.count()).toBe(0);
    expect(await database.db.messageRemoval.count()).toBe(0);
    expect((await member.inDm().run('/privacy show')).buttons.map(({ label }) => label)).not.toContain(words.list);
  });

  it.each(Object.values(ways))('goes with its author’s data: $kind', async (way) => {
    const { member, database } = bot();
    await post(way);
    const question = await member.in(place).run('/privacy delete');
    expect(question.text).toContain(words.removed);
    const done = await question.click(words.erase);
    expect(done.text).toContain(words.erased);
    expect(done.text).not.toContain(words.left);
    expect(seen()).toEqual([]);
    expect(await database.db.sharedPost.count()).toBe(0);
  });

  it('asks before an article or a question stands there, and takes no for an answer', async () => {
    const { member } = bot();
    for (const file of ['guide/share.ts', 'guide/discuss.ts']) {
      const way = ways[file];
      const asked = await way?.prepare(await way.shown(member, place));
      expect(asked?.ephemeral).toBe(true);
      expect((await asked?.click(words.cancel))?.text).toContain(words.cancelled);
    }
    expect(seen()).toEqual([]);
  });

  it('is not shared with the bot alone, also by an old button', async () => {
    const { member, database } = bot();
    member.set({ hasApp: true });
    const article = await member.inDmWith(bot().other).run('/guide read', { article: 'tip-official-channels' });
    const id = article.buttons.find(({ label }) => label === words.article)?.customId ?? '';
    expect(id).not.toBe('');
    const here = await member.inDm().run('/guide read', { article: 'tip-official-channels' });
    expect(here.buttons.map(({ label }) => label)).not.toContain(words.article);
    const refused = await direct(bot().sandbox, member, { id: here.raw.channel_id }).press(id);
    expect(refused.text).toContain(words.alone);
    expect(await database.db.sharedPost.count()).toBe(0);
  });

  it('where the bot is no member, is taken back from there, and erasure says so', async () => {
    const { sandbox, member, database } = bot();
    const elsewhere = sandbox.addGuild({ name: 'Bez bota', locale, withBot: false });
    const room = elsewhere.addChannel({ name: 'rozmowy' });
    elsewhere.join(member);
    member.set({ hasApp: true });
    const shared = await post(ways['guide/share.ts'], room);
    const link = `https://discord.com/channels/${elsewhere.id}/${room.id}/${shared.id}`;
    const list = await (await member.inDm().run('/privacy show')).click(words.list);
    expect(list.buttons).toMatchObject([{ label: words.open, url: link }]);
    const question = await member.inDm().run('/privacy delete');
    expect(question.text).toContain(words.unreachable);
    expect(question.text).toContain(link);
    const done = await question.click(words.erase);
    expect(done.text).toContain(link);
    expect(await database.db.sharedPost.count()).toBe(0);
    // Discord says whose it is, so that the button works without anything stored.
    expect(shared.deleted).toBe(false);
    expect((await shared.click(words.takeBack)).text).toContain(words.taken);
    expect(shared.deleted).toBe(true);
  });

  it('where the bot may not see the channel, waits, says so, and goes from the post at once', async () => {
    const { sandbox, member } = bot();
    const shared = await post(ways['guide/share.ts']);
    place.permit(sandbox.bot, { deny: ['ViewChannel'] });
    await sandbox.heard();
    const list = await (await member.inDm().run('/privacy show')).click(words.list);
    const told = await list.click(words.takeBack);
    expect(told.text).toContain(words.waits);
    expect(shared.deleted).toBe(false);
    expect((await shared.click(words.takeBack)).text).toContain(words.taken);
    expect(seen()).toEqual([]);
  });

  it('is taken back once by two presses, and after moderators deleted it', async () => {
    const { member, sandbox } = bot();
    const twice = await post(ways['guide/share.ts']);
    const both = await Promise.all([twice.click(words.takeBack), twice.click(words.takeBack)]);
    expect(both.map(({ text }) => text)).toEqual([
      expect.stringContaining(words.taken),
      expect.stringContaining(words.taken),
    ]);
    const shared = await post(ways['guide/share.ts']);
    const list = await (await member.inDm().run('/privacy show')).click(words.list);
    await fetch(`${sandbox.apiUrl}/v10/channels/${place.id}/messages/${shared.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bot ${sandbox.token}`, 'user-agent': 'DiscordBot (https://example.com, 1)' },
    });
    expect((await list.click(words.takeBack)).text).toContain(words.taken);
  });
});
