import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { type Command, choice, defineCommand, defineMessageCommand } from '../../src/dialogue/command.ts';
import { type CommandTexts, loadCommandTexts, loadCommandWords } from '../../src/dialogue/command-texts.ts';
import { buildCommands } from '../../src/discord/registration.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { toMe } from '../../src/messages/reply.ts';

const translator = loadTranslator(CONTENT_DIR);
const run = () => toMe('done');
/** Texts for any path: its last step as the name. */
const texts: CommandTexts = (path) => {
  const name = path.split('.').at(-1) ?? '';
  return {
    name,
    name_localizations: { pl: `${name}-pl` },
    description: `What ${path} does`,
    description_localizations: { pl: `Co robi ${path}` },
  };
};
const build = (...list: Command[]) => buildCommands(list, texts, translator);
const base = { access: 'everyone', contexts: 'everywhere', run } as const;

describe('registration', () => {
  it('puts required options first: Discord refuses them after others', () => {
    const [command] = build(
      defineCommand({
        ...base,
        key: 'a',
        options: {
          first: { type: 'text' },
          second: { type: 'number', required: true, min: 0, max: 9 },
          third: { type: 'boolean' },
          fourth: { type: 'role', required: true },
        },
      }),
    );
    const options = command && 'options' in command ? (command.options ?? []) : [];
    expect(options.map(({ name }) => name)).toEqual(['second', 'fourth', 'first', 'third']);
    expect(options[0]).toMatchObject({ required: true, min_value: 0, max_value: 9 });
  });

  it('gathers leaves into subcommands and groups of one command', () => {
    const [root, ...rest] = build(
      defineCommand({ ...base, key: 'admin.setup' }),
      defineCommand({ ...base, key: 'admin.guide.add' }),
      defineCommand({ ...base, key: 'admin.guide.edit' }),
    );
    expect(rest).toEqual([]);
    expect(root).toMatchObject({
      name: 'admin',
      options: [
        { type: 1, name: 'setup' },
        {
          type: 2,
          name: 'guide',
          options: [
            { type: 1, name: 'add' },
            { type: 1, name: 'edit' },
          ],
        },
      ],
    });
  });

  it('offers a command where it works, and only to those who may use it', () => {
    const [everywhere, guild] = build(
      defineCommand({ ...base, key: 'a' }),
      defineCommand({ ...base, key: 'b', access: 'moderator', contexts: 'guild' }),
    );
    expect(everywhere).toMatchObject({
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      default_member_permissions: null,
    });
    expect(guild).toMatchObject({ contexts: [0], integration_types: [0], default_member_permissions: '32' });
  });

  it('labels choices in every language', () => {
    const [command] = build(
      defineCommand({
        ...base,
        key: 'a',
        options: { day: choice({ values: ['1', '2'], label: (t, day) => t(`common:weekdays.${day}`) }) },
      }),
    );
    expect(command).toMatchObject({
      options: [
        {
          choices: [
            {
              value: '1',
              name: 'Monday',
              name_localizations: { pl: 'poniedziałek', 'en-US': 'Monday', 'en-GB': 'Monday' },
            },
            { value: '2' },
          ],
        },
      ],
    });
  });

  it.each<[string, Command[]]>([
    [
      'leaves of one command that differ in who may use them',
      [defineCommand({ ...base, key: 'a.b' }), defineCommand({ ...base, key: 'a.c', access: 'moderator' })],
    ],
    ['a command that is also a group', [defineCommand({ ...base, key: 'a' }), defineCommand({ ...base, key: 'a.b' })]],
    [
      'a subcommand that is also a group',
      [defineCommand({ ...base, key: 'a.b' }), defineCommand({ ...base, key: 'a.b.c' })],
    ],
    [
      'a slash command and a message command of one key',
      [defineCommand({ ...base, key: 'a' }), defineMessageCommand({ ...base, key: 'a' })],
    ],
  ])('refuses %s', (_what, list) => {
    expect(() => build(...list)).toThrow(Error);
  });

  it('refuses an option whose English name is not the one that the code reads', () => {
    const command = defineCommand({ ...base, key: 'a', options: { word: { type: 'text' } } });
    expect(() => buildCommands([command], (path) => ({ ...texts(path), name: 'other' }), translator)).toThrow(/word/);
  });
});

describe('the bot’s own commands', () => {
  const bodies = buildCommands(commands, loadCommandTexts(CONTENT_DIR), translator);
  const named = bodies.map((body) => [body.name, body] as const);
  const nodesOf = (body: RESTPostAPIApplicationCommandsJSONBody): Node[] => {
    const walk = (node: Node): Node[] => [node, ...(node.options ?? []).flatMap(walk)];
    return walk(body as Node);
  };

  it.each(named)('fit Discord’s schema: %s', (_name, body) => {
    // The specification wants the permissions as a number, the reference (and Discord) as a string.
    const permissions = body.default_member_permissions;
    const parse = ApplicationCommandUpdateRequestSchema.safeParse({
      ...body,
      default_member_permissions: permissions ? Number(permissions) : null,
    });
    expect(parse.error?.issues).toBeUndefined();
  });

  it.each(named)(
    'have names and descriptions in Polish and both Englishes, as Discord spells them: %s',
    (_name, body) => {
      const isMessage = body.type === ApplicationCommandType.Message;
      for (const node of nodesOf(body)) {
        const names = [node.name, ...Object.values(node.name_localizations)];
        expect(Object.keys(node.name_localizations).sort()).toEqual(['en-GB', 'en-US', 'pl']);
        for (const name of names) {
          if (isMessage) expect(name).toMatch(/^[\p{L} ]{1,32}$/u);
          else expect(name).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
          if (!isMessage) expect(name).toBe(name.toLowerCase());
        }
        if (isMessage) continue;
        const descriptions = [node.description, ...Object.values(node.description_localizations)];
        for (const text of descriptions) expect(text).toMatch(/^.{1,100}$/u);
        for (const choices of [node.choices ?? []]) expect(choices.length).toBeLessThanOrEqual(25);
      }
    },
  );

  it.each(named)('have names that differ among siblings in every language: %s', (_name, body) => {
    for (const { options = [] } of nodesOf(body)) {
      expect(options.length).toBeLessThanOrEqual(25);
      for (const locale of ['pl', 'en-US', 'en-GB']) {
        const names = options.map((option) => option.name_localizations[locale]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it.each(named)('stay within 8000 characters: %s', (_name, body) => {
    // Discord counts names, descriptions and values, of the longest localisation each.
    const longest = (text: string, others: Record<string, string>) =>
      Math.max(text.length, ...Object.values(others).map(({ length }) => length));
    const size = nodesOf(body)
      .map((node) => {
        const choices = (node.choices ?? []).map(
          (each) => longest(each.name, each.name_localizations) + each.value.length,
        );
        const own = longest(node.name, node.name_localizations);
        return (
          own +
          longest(node.description ?? '', node.description_localizations ?? {}) +
          choices.reduce((a, b) => a + b, 0)
        );
      })
      .reduce((a, b) => a + b, 0);
    expect(size).toBeLessThanOrEqual(8000);
  });

  it('fit into what an application may have, and are found by one name in a language', () => {
    const slash = bodies.filter(({ type }) => type === ApplicationCommandType.ChatInput);
    const message = bodies.filter(({ type }) => type === ApplicationCommandType.Message);
    expect(slash.length).toBeLessThanOrEqual(100);
    expect(message.length).toBeLessThanOrEqual(15);
    for (const list of [slash, message])
      for (const locale of ['pl', 'en-US'] as const) {
        const names = list.map((body) => body.name_localizations?.[locale]);
        expect(new Set(names).size).toBe(list.length);
      }
  });

  it('are the commands of the design', () => {
    const keys = commands.filter(({ type }) => type === 'slash').map(({ key }) => key);
    for (const key of [
      'guide.search',
      'template.use',
      'violation.log',
      'privacy.delete',
      'settings.zone',
      'help',
      'ask',
    ])
      expect(keys).toContain(key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are written as people type them', () => {
    const words = loadCommandWords(CONTENT_DIR);
    expect(words.name('pl', 'guide.search')).toBe('/poradnik szukaj');
    expect(words.name('en', 'admin.checkin.post')).toBe('/admin checkin post');
    expect(words.name('pl', 'log-message')).toBe('Dodaj do mojego dziennika');
    expect(() => words.name('pl', 'guide.nothing')).toThrow(/guide\.nothing/);
  });
});

interface Node {
  name: string;
  name_localizations: Record<string, string>;
  description: string;
  description_localizations: Record<string, string>;
  options?: Node[];
  choices?: { name: string; value: string; name_localizations: Record<string, string> }[];
}
