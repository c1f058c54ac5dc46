import { ChannelType, MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { useCorrectBot } from './correct-bot.ts';

/** A correct bot's work with messages outside of interactions. */

const bot = useCorrectBot();

test('an enforced nonce gives the earlier message back, for five minutes', async () => {
  const { channel, client, sandbox, anna } = bot();
  const text = await client.channels.fetch(channel.id);
  if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
  const send = () => text.send({ content: 'Check-in', nonce: 'week-48', enforceNonce: true });
  expect((await send()).id).toBe((await send()).id);
  expect(anna.in(channel).messages()).toHaveLength(1);
  sandbox.clock.advance(5 * 60_000 + 1);
  await send();
  expect(anna.in(channel).messages()).toHaveLength(2);
});

test('history by before, after and around; private answers are not in it', async () => {
  const { channel, client, anna } = bot();
  const seat = anna.in(channel);
  const ids = Array.from({ length: 6 }, (_, n) => seat.say(`m${n}`).id);
  bot().answer(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: 'private', flags: MessageFlags.Ephemeral });
  });
  const hidden = await seat.run('/go');
  const text = await client.channels.fetch(channel.id);
  if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
  const contents = async (query: object) =>
    [...(await text.messages.fetch({ cache: false, ...query })).keys()].map((id) => ids.indexOf(id));
  expect(await contents({ limit: 3 })).toEqual([5, 4, 3]);
  expect(await contents({ before: ids[3], limit: 2 })).toEqual([2, 1]);
  expect(await contents({ after: ids[1], limit: 2 })).toEqual([3, 2]);
  expect(await contents({ around: ids[2], limit: 4 })).toEqual([3, 2, 1, 0]);
  await expect(text.messages.fetch(hidden.id)).rejects.toMatchObject({ code: 10008 });
});

test('mentions follow allowed_mentions, again on each edit', async () => {
  const { channel, client, anna, sandbox } = bot();
  const text = await client.channels.fetch(channel.id);
  if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
  const silent = await text.send({ content: `<@${anna.id}>`, allowedMentions: { parse: [] } });
  expect(silent.mentions.users.size).toBe(0);
  const loud = await silent.edit(`<@${anna.id}>!`);
  expect(loud.mentions.users.has(anna.id)).toBe(true);
  expect(sandbox.violations).toEqual([]);
});

test('reactions and pins', async () => {
  const { channel, client, guild, anna } = bot();
  guild.setBotPermissions(['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'AddReactions', 'PinMessages']);
  const text = await client.channels.fetch(channel.id);
  if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
  const message = await text.send('x');
  await message.react('👍');
  expect(anna.in(channel).last().raw.reactions).toMatchObject([{ emoji: { name: '👍' }, count: 1, me: true }]);
  await message.pin();
  expect((await text.messages.fetchPins()).items.map((item) => item.message.id)).toEqual([message.id]);
  await message.reactions.removeAll().then(
    () => expect.unreachable(),
    (error: unknown) => expect(error).toMatchObject({ code: 50013 }),
  );
});
