import { ChannelType, Events } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { useCorrectBot } from './correct-bot.ts';

/** A correct bot's places: direct messages, threads, forums, guilds that come and go; and its permissions there. */

const bot = useCorrectBot();

describe('places', () => {
  test('a direct message, closed and open', async () => {
    const { anna, client } = bot();
    const user = await client.users.fetch(anna.id);
    await user.send('Reminder');
    expect(anna.inDm().last().text).toBe('Reminder');
    anna.set({ dmsClosed: true });
    await expect(user.send('Again')).rejects.toMatchObject({ code: 50007 });
    bot().answer(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(`${interaction.context} ${interaction.inGuild()}`);
    });
    expect((await anna.inDm().run('/go')).text).toBe('1 false');
    anna.set({ dmsClosed: false });
    bot().guild.leave(anna);
    await expect(user.send('Stranger')).rejects.toMatchObject({ code: 50278 });
    expect(bot().sandbox.violations).toEqual([]);
  });

  test('a private conversation of two people, by user install alone', async () => {
    const { anna, sandbox } = bot();
    const ola = sandbox.addPerson({ name: 'Ola' });
    await expect(anna.inDmWith(ola).run('/go')).rejects.toThrow('no installation');
    anna.set({ hasApp: true });
    bot().answer(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(`${interaction.context} ${JSON.stringify(interaction.authorizingIntegrationOwners)}`);
    });
    expect((await anna.inDmWith(ola).run('/go')).text).toBe(`2 {"1":"${anna.id}"}`);
    expect(ola.inDmWith(anna).messages()).toHaveLength(1);
  });

  test('threads: one a message, archived and locked', async () => {
    const { channel, client, anna, guild } = bot();
    const text = await client.channels.fetch(channel.id);
    if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
    const message = await text.send('Check-in');
    const thread = await message.startThread({ name: 'Discussion', autoArchiveDuration: 1440 });
    expect(thread.id).toBe(message.id);
    await expect(message.startThread({ name: 'Again' })).rejects.toMatchObject({ code: 160004 });
    await thread.send('First');
    expect(anna.in(thread).last().text).toBe('First');
    await thread.setArchived(true);
    await expect(thread.setName('New name')).rejects.toMatchObject({ code: 50083 });
    const archived = await text.threads.fetchArchived();
    expect(archived.threads.map((known) => known.name)).toEqual(['Discussion']);
    guild.setBotPermissions(['ViewChannel', 'SendMessages', 'ManageThreads', 'SendMessagesInThreads']);
    await thread.setArchived(false);
    await thread.setLocked(true);
    guild.setBotPermissions(['ViewChannel', 'SendMessages', 'SendMessagesInThreads']);
    await expect(thread.send('x')).rejects.toMatchObject({ code: 160005 });
    expect(bot().sandbox.violations).toEqual([]);
  });

  test('forum posts, with and without an obligatory tag', async () => {
    const { guild, client } = bot();
    const state = guild.addChannel({ name: 'pytania', kind: 'forum', tags: ['Stawki'], requireTag: true });
    const forum = await client.channels.fetch(state.id);
    if (forum?.type !== ChannelType.GuildForum) throw new Error('no forum');
    await expect(forum.threads.create({ name: 'Post', message: { content: 'x' } })).rejects.toMatchObject({
      code: 40067,
    });
    const post = await forum.threads.create({
      name: 'Post',
      message: { content: 'Body' },
      appliedTags: forum.availableTags.map((tag) => tag.id),
    });
    expect((await post.fetchStarterMessage())?.content).toBe('Body');
    expect((await forum.threads.fetchActive()).threads.size).toBe(1);
  });

  test('a bot that was thrown out, an outage, a channel deleted', async () => {
    const { guild, channel, client } = bot();
    const outage = new Promise((resolve) => client.once(Events.GuildUnavailable, resolve));
    guild.setUnavailable(true);
    await outage;
    await expect(client.rest.get(`/channels/${channel.id}`)).rejects.toMatchObject({ status: 503 });
    const back = new Promise((resolve) => client.once(Events.GuildAvailable, resolve));
    guild.setUnavailable(false);
    await back;
    channel.remove();
    await expect(client.rest.get(`/channels/${channel.id}`)).rejects.toMatchObject({ code: 10003 });
    const left = new Promise((resolve) => client.once(Events.GuildDelete, resolve));
    guild.removeBot();
    await left;
    await expect(client.rest.get(`/guilds/${guild.id}`)).rejects.toMatchObject({ code: 50001 });
    const joined = new Promise((resolve) => client.once(Events.GuildCreate, resolve));
    guild.addBot();
    await joined;
  });
});

describe('permissions', () => {
  test.each<[taken: 'ViewChannel' | 'SendMessages' | 'AttachFiles' | 'EmbedLinks', body: object, code: number]>([
    ['ViewChannel', { content: 'x' }, 50001],
    ['SendMessages', { content: 'x' }, 50013],
    ['AttachFiles', { content: 'x', files: [{ attachment: Buffer.from('x'), name: 'x.txt' }] }, 50013],
    ['EmbedLinks', { embeds: [{ title: 'x' }] }, 50013],
  ])('without %s', async (taken, body, code) => {
    const { channel, sandbox, client } = bot();
    const text = await client.channels.fetch(channel.id);
    if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
    await text.send(body);
    channel.permit(sandbox.bot, { deny: [taken] });
    await expect(text.send(body)).rejects.toMatchObject({ code });
    expect(sandbox.violations).toEqual([]);
    expect(sandbox.requests.at(-1)).toMatchObject({ verdict: 'refused' });
  });

  test('what the app may do stands in every interaction', async () => {
    const { channel, sandbox, anna } = bot();
    channel.permit(sandbox.bot, { deny: ['SendMessages'] });
    bot().answer(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(String(interaction.appPermissions.has('SendMessages')));
    });
    expect((await anna.in(channel).run('/go')).text).toBe('false');
  });
});
