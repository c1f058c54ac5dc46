import { ButtonStyle, ComponentType, LabelBuilder, MessageFlags, TextInputBuilder, TextInputStyle } from 'discord.js';
import { expect, test } from 'vitest';
import { useCorrectBot } from './correct-bot.ts';

/** How a correct bot answers: messages with controls, forms, deferred answers with files. */

const bot = useCorrectBot();

test('a button edits its message, a select tells what was chosen, and a follow-up is private', async () => {
  const { anna, channel, guild, sandbox } = bot();
  const ola = sandbox.addPerson({ name: 'Ola' });
  guild.join(ola);
  bot().answer(async (interaction) => {
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
  const { anna, channel, guild, sandbox } = bot();
  const role = guild.addRole({ name: 'Design' });
  let values: unknown;
  const choice = (label: string) => ({ label, value: label.toLowerCase() });
  bot().answer(async (interaction) => {
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
  bot().answer(async (interaction) => {
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
  const answer = await bot().anna.in(bot().channel).run('/go');
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
