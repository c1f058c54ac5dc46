import {
  ButtonStyle,
  ChannelType,
  ComponentType,
  Events,
  LabelBuilder,
  MessageFlags,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connected } from './support.ts';

/** A correct bot, built with the real client, and persons who use it. */

let world: Connected;
beforeEach(async () => {
  world = await connected();
  await world.client.application?.commands.set([
    {
      name: 'guide',
      description: 'Guide',
      nameLocalizations: { pl: 'poradnik' },
      integrationTypes: [0, 1],
      contexts: [0, 1, 2],
      options: [
        {
          type: 1,
          name: 'read',
          description: 'Reads',
          nameLocalizations: { pl: 'czytaj' },
          options: [{ type: 3, name: 'article', description: 'Which', autocomplete: true, required: true }],
        },
        { type: 2, name: 'list', description: 'Lists', options: [{ type: 1, name: 'all', description: 'All' }] },
      ],
    },
    { name: 'go', description: 'Goes', integrationTypes: [0, 1], contexts: [0, 1, 2] },
    { name: 'admin', description: 'Moderates', defaultMemberPermissions: 1n << 5n, contexts: [0] },
    {
      name: 'every',
      description: 'Every option',
      options: [
        { type: 4, name: 'count', description: 'x', required: true, minValue: 1, maxValue: 5 },
        { type: 10, name: 'rate', description: 'x' },
        { type: 5, name: 'sure', description: 'x' },
        { type: 6, name: 'who', description: 'x' },
        { type: 7, name: 'where', description: 'x', channelTypes: [ChannelType.GuildText] },
        { type: 8, name: 'role', description: 'x' },
        { type: 11, name: 'file', description: 'x' },
        {
          type: 3,
          name: 'kind',
          description: 'x',
          choices: [{ name: 'Late', nameLocalizations: { pl: 'Spóźniona' }, value: 'late' }],
        },
      ],
    },
    { type: 3, name: 'Find advice' },
    { type: 2, name: 'Greet' },
  ]);
});
afterEach(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

test('commands are found by their names in either language, and only where they are offered', async () => {
  const { anna, channel, sandbox, guild } = world;
  world.answer(async (interaction) => {
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
  const { anna, channel, guild, sandbox } = world;
  const role = guild.addRole({ name: 'Design' });
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola, { nick: 'Olka', roles: [role] });
  world.answer(async (interaction) => {
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
  world.answer(async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([
        { name: `For ${interaction.options.getFocused()}`, value: 'a', nameLocalizations: { 'en-GB': 'x' } },
        { name: 'Second', value: 'b', nameLocalizations: { pl: 'Drugi' } },
      ]);
  });
  expect(await world.anna.in(world.channel).type('/guide read', { article: 'pła' }, 'article')).toEqual([
    { name: 'For pła', value: 'a' },
    { name: 'Drugi', value: 'b' },
  ]);
});

test('a button edits its message, a select tells what was chosen, and a follow-up is private', async () => {
  const { anna, channel, guild, sandbox } = world;
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola);
  world.answer(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({
        content: 'Choose',
        components: [
          {
            type: ComponentType.ActionRow,
            components: [{ type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Next', customId: 'next' }],
          },
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.StringSelect,
                customId: 'kind',
                options: [
                  { label: 'Late', value: 'late' },
                  { label: 'Rude', value: 'rude' },
                ],
                maxValues: 2,
              },
            ],
          },
          { type: ComponentType.ActionRow, components: [{ type: ComponentType.UserSelect, customId: 'who' }] },
        ],
      });
    else if (interaction.isButton()) {
      await interaction.update({ content: 'Page 2', components: [] });
      await interaction.followUp({ content: 'Only you', flags: MessageFlags.Ephemeral });
    } else if (interaction.isStringSelectMenu())
      await interaction.reply({ content: interaction.values.join(), flags: MessageFlags.Ephemeral });
    else if (interaction.isUserSelectMenu()) {
      await interaction.deferUpdate();
      await interaction.editReply(`Chosen: ${interaction.users.first()?.username} ${interaction.members.size}`);
    }
  });
  const shown = await anna.in(channel).run('/go');
  expect(shown.raw.interaction_metadata).toMatchObject({
    type: 2,
    user: { id: anna.id },
    authorizing_integration_owners: { 0: guild.id },
  });
  expect(shown.raw).toMatchObject({
    type: 20,
    webhook_id: sandbox.bot.applicationId,
    application_id: sandbox.bot.applicationId,
  });
  const chosen = await shown.choose('kind', ['Late', 'rude']);
  expect([chosen.text, chosen.ephemeral]).toEqual(['late,rude', true]);
  await expect(shown.choose('kind', [])).rejects.toThrow('1 to 2 values');
  expect((await shown.choose('who', [ola])).text).toBe('Chosen: ola 1');
  const second = await shown.click('Next');
  expect([second.id, second.text, second.buttons]).toEqual([shown.id, 'Page 2', []]);
  const private_ = await anna.in(channel).until((message) => message.text === 'Only you');
  expect([private_.ephemeral, private_.raw.message_reference?.message_id]).toEqual([true, shown.id]);
  expect(
    ola
      .in(channel)
      .messages()
      .map((message) => message.text),
  ).toEqual(['Page 2']);
  await expect(second.click('Next')).rejects.toThrow('No button "Next" here');
});

test('a form with every field', async () => {
  const { anna, channel, guild, sandbox } = world;
  const role = guild.addRole({ name: 'Design' });
  let values: unknown;
  const choice = (label: string) => ({ label, value: label.toLowerCase() });
  world.answer(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        customId: 'form',
        title: 'All',
        components: [
          { type: ComponentType.TextDisplay, content: 'Read this first' },
          new LabelBuilder()
            .setLabel('Story')
            .setTextInputComponent(
              new TextInputBuilder().setCustomId('story').setStyle(TextInputStyle.Paragraph).setMaxLength(10),
            ),
          {
            type: ComponentType.Label,
            label: 'Kind',
            component: { type: ComponentType.RadioGroup, customId: 'kind', options: [choice('Late'), choice('Rude')] },
          },
          {
            type: ComponentType.Label,
            label: 'Tags',
            component: {
              type: ComponentType.CheckboxGroup,
              customId: 'tags',
              options: [choice('One'), choice('Two')],
              minValues: 0,
              required: false,
            },
          },
          { type: ComponentType.Label, label: 'Sure', component: { type: ComponentType.Checkbox, customId: 'sure' } },
        ],
      });
    else if (interaction.isButton())
      await interaction.showModal({
        customId: 'form',
        title: 'More',
        components: [
          { type: ComponentType.Label, label: 'File', component: { type: ComponentType.FileUpload, customId: 'file' } },
          { type: ComponentType.Label, label: 'Who', component: { type: ComponentType.UserSelect, customId: 'who' } },
          { type: ComponentType.Label, label: 'Role', component: { type: ComponentType.RoleSelect, customId: 'role' } },
          {
            type: ComponentType.Label,
            label: 'Where',
            component: { type: ComponentType.ChannelSelect, customId: 'where' },
          },
          {
            type: ComponentType.Label,
            label: 'Pick',
            component: { type: ComponentType.StringSelect, customId: 'pick', options: [choice('One')] },
          },
        ],
      });
    else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
      const { fields } = interaction;
      values = [
        fields.getUploadedFiles('file')?.first()?.name,
        fields.getSelectedUsers('who')?.first()?.username,
        fields.getSelectedRoles('role')?.first()?.name,
        fields.getSelectedChannels('where')?.first()?.id,
        fields.getStringSelectValues('pick'),
      ];
      await interaction.update({ content: 'Done', components: [] });
    } else if (interaction.isModalSubmit()) {
      const { fields } = interaction;
      values = [
        fields.getTextInputValue('story'),
        fields.getRadioGroup('kind'),
        fields.getCheckboxGroup('tags'),
        fields.getCheckbox('sure'),
      ];
      await interaction.reply({
        content: 'Saved',
        components: [
          {
            type: ComponentType.ActionRow,
            components: [{ type: ComponentType.Button, style: 1, label: 'More', customId: 'more' }],
          },
        ],
      });
    }
  });
  const form = await anna.in(channel).run('/go');
  expect([form.kind, form.title, form.text]).toEqual(['form', 'All', 'Read this first']);
  expect(form.fields.map(({ label, type, required }) => [label, type, required])).toEqual([
    ['Story', 4, true],
    ['Kind', 21, true],
    ['Tags', 22, false],
    ['Sure', 23, false],
  ]);
  await expect(form.submit({ kind: 'late' })).rejects.toThrow('"Story" (story) is required');
  await expect(form.submit({ story: 'far too long a story', kind: 'late' })).rejects.toThrow('0 to 10 characters');
  const saved = await form.submit({ story: 'Short', Kind: 'Rude', tags: ['one', 'two'], sure: true });
  expect(values).toEqual(['Short', 'rude', ['one', 'two'], true]);
  expect(saved.raw.interaction_metadata).toMatchObject({ type: 5, triggering_interaction_metadata: { type: 2 } });
  const second = await saved.click('More');
  const done = await second.submit({
    file: { name: 'a.txt', content: 'x' },
    who: anna,
    role,
    where: channel,
    pick: 'one',
  });
  expect(values).toEqual(['a.txt', 'anna', 'Design', channel.id, ['one']]);
  expect([done.id, done.text]).toEqual([saved.id, 'Done']);
  expect(sandbox.violations).toEqual([]);
});

test('a deferred answer is waited for, and files come with it', async () => {
  world.answer(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          components: [
            { type: ComponentType.TextDisplay, content: 'Your file' },
            { type: ComponentType.File, file: { url: 'attachment://export.json' } },
          ],
        },
      ],
      files: [{ attachment: Buffer.from('{"a":1}'), name: 'export.json' }],
    });
  });
  const answer = await world.anna.in(world.channel).run('/go');
  expect([answer.text, answer.ephemeral, answer.files[0]?.name, answer.files[0]?.text()]).toEqual([
    'Your file',
    true,
    'export.json',
    '{"a":1}',
  ]);
  const served = await fetch(answer.files[0]?.url ?? '');
  expect([served.headers.get('content-type'), await served.json()]).toEqual([
    'application/json; charset=utf-8',
    { a: 1 },
  ]);
});

test('message and user commands', async () => {
  const { anna, channel, guild, sandbox } = world;
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola);
  world.answer(async (interaction) => {
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

describe('places', () => {
  test('a direct message, closed and open', async () => {
    const { anna, client } = world;
    const user = await client.users.fetch(anna.id);
    await user.send('Reminder');
    expect(anna.inDm().last().text).toBe('Reminder');
    anna.set({ dmsClosed: true });
    await expect(user.send('Again')).rejects.toMatchObject({ code: 50007 });
    world.answer(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(`${interaction.context} ${interaction.inGuild()}`);
    });
    expect((await anna.inDm().run('/go')).text).toBe('1 false');
    anna.set({ dmsClosed: false });
    world.guild.leave(anna);
    await expect(user.send('Stranger')).rejects.toMatchObject({ code: 50278 });
    expect(world.sandbox.violations).toEqual([]);
  });

  test('a private conversation of two people, by user install alone', async () => {
    const { anna, sandbox } = world;
    const ola = sandbox.addPerson({ name: 'Ola' });
    await expect(anna.inDmWith(ola).run('/go')).rejects.toThrow('no installation');
    anna.set({ hasApp: true });
    world.answer(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(`${interaction.context} ${JSON.stringify(interaction.authorizingIntegrationOwners)}`);
    });
    expect((await anna.inDmWith(ola).run('/go')).text).toBe(`2 {"1":"${anna.id}"}`);
    expect(ola.inDmWith(anna).messages()).toHaveLength(1);
  });

  test('threads: one a message, archived and locked', async () => {
    const { channel, client, anna, guild } = world;
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
    expect(world.sandbox.violations).toEqual([]);
  });

  test('forum posts, with and without an obligatory tag', async () => {
    const { guild, client } = world;
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
    const { guild, channel, client } = world;
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
    const { channel, sandbox, client } = world;
    const text = await client.channels.fetch(channel.id);
    if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
    await text.send(body);
    channel.permit(sandbox.bot, { deny: [taken] });
    await expect(text.send(body)).rejects.toMatchObject({ code });
    expect(sandbox.violations).toEqual([]);
    expect(sandbox.requests.at(-1)).toMatchObject({ verdict: 'refused' });
  });

  test('what the app may do stands in every interaction', async () => {
    const { channel, sandbox, anna } = world;
    channel.permit(sandbox.bot, { deny: ['SendMessages'] });
    world.answer(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(String(interaction.appPermissions.has('SendMessages')));
    });
    expect((await anna.in(channel).run('/go')).text).toBe('false');
  });
});

describe('messages', () => {
  test('an enforced nonce gives the earlier message back, for five minutes', async () => {
    const { channel, client, sandbox, anna } = world;
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
    const { channel, client, anna } = world;
    const seat = anna.in(channel);
    const ids = Array.from({ length: 6 }, (_, n) => seat.say(`m${n}`).id);
    world.answer(async (interaction) => {
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
    const { channel, client, anna, sandbox } = world;
    const text = await client.channels.fetch(channel.id);
    if (text?.type !== ChannelType.GuildText) throw new Error('no text channel');
    const silent = await text.send({ content: `<@${anna.id}>`, allowedMentions: { parse: [] } });
    expect(silent.mentions.users.size).toBe(0);
    const loud = await silent.edit(`<@${anna.id}>!`);
    expect(loud.mentions.users.has(anna.id)).toBe(true);
    expect(sandbox.violations).toEqual([]);
  });

  test('reactions and pins', async () => {
    const { channel, client, guild, anna } = world;
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
});
