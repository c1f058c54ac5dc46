import { expect, test } from 'vitest';
import { useCorrectBot } from './correct-bot.ts';

/** How people find and use the commands of a correct bot: names, options, suggestions, menus. */

const bot = useCorrectBot();

test('commands are found by their names in either language, and only where they are offered', async () => {
  const { anna, channel, sandbox, guild } = bot();
  bot().answer(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply(
        `${interaction.options.getSubcommandGroup(false)} ${interaction.options.getSubcommand(false)} ${interaction.locale} ${interaction.guildLocale}`,
      );
  });
  const seat = anna.in(channel);
  expect((await seat.run('/poradnik czytaj', { article: 'x' })).text).toBe('null read pl pl');
  expect((await seat.run('/guide list all')).text).toBe('list all pl pl');
  await expect(seat.run('/guide')).rejects.toThrow('needs a subcommand');
  await expect(seat.run('/guide read')).rejects.toThrow('"article" of /guide read is required');
  await expect(seat.run('/nothing')).rejects.toThrow('There is no command /nothing');
  await expect(seat.run('/admin')).rejects.toThrow('it needs permissions 32');
  guild.setRoles(anna, [guild.addRole({ name: 'Mods', permissions: ['ManageGuild'] })]);
  expect((await seat.run('/admin')).text).toBe('null null pl pl');
  expect(seat.offered()).toContain('guide list all');
  expect(anna.inDm().offered()).not.toContain('admin');
  expect(sandbox.violations).toEqual([]);
});

test('every kind of option arrives with what it names', async () => {
  const { anna, channel, guild, sandbox } = bot();
  const role = guild.addRole({ name: 'Design' });
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola, { nick: 'Olka', roles: [role] });
  bot().answer(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const { options } = interaction;
    const file = options.getAttachment('file', true);
    const content = await (await fetch(file.url)).text();
    await interaction.reply(
      JSON.stringify([
        options.getInteger('count'),
        options.getNumber('rate'),
        options.getBoolean('sure'),
        options.getUser('who')?.username,
        options.getMember('who') && 'nickname' in (options.getMember('who') ?? {}),
        options.getChannel('where')?.name,
        options.getRole('role')?.name,
        file.name,
        content,
        options.getString('kind'),
      ]),
    );
  });
  const given = {
    count: 3,
    rate: 1.5,
    sure: true,
    who: ola,
    where: channel,
    role,
    file: { name: 'umowa.txt', content: 'treść', contentType: 'text/plain' },
    kind: 'Spóźniona',
  };
  const answer = await anna.in(channel).run('/every', given);
  expect(JSON.parse(answer.text)).toEqual([
    3,
    1.5,
    true,
    'ola',
    true,
    'check-in',
    'Design',
    'umowa.txt',
    'treść',
    'late',
  ]);
  await expect(anna.in(channel).run('/every', { ...given, count: 6 })).rejects.toThrow('1 to 5');
  await expect(anna.in(channel).run('/every', { ...given, kind: 'other' })).rejects.toThrow('one of late');
});

test('suggestions while typing', async () => {
  bot().answer(async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([
        { name: `For ${interaction.options.getFocused()}`, value: 'a', nameLocalizations: { 'en-GB': 'x' } },
        { name: 'Second', value: 'b', nameLocalizations: { pl: 'Drugi' } },
      ]);
  });
  expect(await bot().anna.in(bot().channel).type('/guide read', { article: 'pła' }, 'article')).toEqual([
    { name: 'For pła', value: 'a' },
    { name: 'Drugi', value: 'b' },
  ]);
});

test('message and user commands', async () => {
  const { anna, channel, guild, sandbox } = bot();
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola);
  bot().answer(async (interaction) => {
    if (interaction.isMessageContextMenuCommand())
      await interaction.reply(`About: ${interaction.targetMessage.content}`);
    if (interaction.isUserContextMenuCommand()) await interaction.reply(`Hello ${interaction.targetUser.username}`);
  });
  const said = ola.in(channel).say('The client is late');
  const answer = await anna.in(channel).useOnMessage('Find advice', said);
  expect(answer.text).toBe('About: The client is late');
  expect(answer.raw).toMatchObject({
    type: 23,
    interaction_metadata: { target_message_id: said.id },
    message_reference: { message_id: said.id },
  });
  expect((await anna.in(channel).useOnPerson('Greet', ola)).text).toBe('Hello ola');
});
