import { commands } from '../../commands/index.ts';
import type { Command, Option } from '../../src/dialogue/command.ts';
import { type CommandTexts, loadCommandTexts } from '../../src/dialogue/command-texts.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Translator } from '../../src/i18n/translator.ts';

/** What the page says around the commands. */
const WORDS = {
  en: {
    made: 'Made by `npm run docs:reference` from the code of the commands: change that.',
    title: 'Commands',
    intro:
      'Every command as Discord shows it in English, with its Polish name. “Anywhere” means on a server, in the bot’s direct messages, and where only you installed the bot.',
    other: 'in Polish',
    everyone: 'for everyone',
    moderator: 'for moderators',
    everywhere: 'anywhere',
    guild: 'on a server',
    messages: 'In a message’s menu (Apps)',
    messagesIntro: 'Right click a message (on a phone: hold it), then Apps.',
    head: '| option | in Polish | what it is |',
    optional: 'optional',
    upTo: (max: number) => `at most ${max} characters`,
    oneOf: 'one of',
  },
  pl: {
    made: 'Made by `npm run docs:reference` from the code of the commands: change that.',
    title: 'Komendy',
    intro:
      'Wszystkie komendy pod nazwami, które Discord pokazuje po polsku, każda z nazwą angielską. „Wszędzie” to także wiadomości do bota i miejsca, w których bot jest zainstalowany tylko u ciebie.',
    other: 'po angielsku',
    everyone: 'dla wszystkich',
    moderator: 'dla moderacji',
    everywhere: 'wszędzie',
    guild: 'na serwerze',
    messages: 'W menu wiadomości (Aplikacje)',
    messagesIntro: 'Kliknij wiadomość prawym przyciskiem (w telefonie: przytrzymaj ją) i wybierz Aplikacje.',
    head: '| opcja | po angielsku | co to jest |',
    optional: 'opcjonalnie',
    upTo: (max: number) => `maks. ${max} znaków`,
    oneOf: 'do wyboru',
  },
} as const;

/** The topics in the order of `/help`, by the first names of their commands. */
const TOPICS = {
  guide: ['guide'],
  template: ['template'],
  boundaries: ['boundaries'],
  violation: ['violation'],
  checkin: ['checkin'],
  ask: ['ask'],
  privacy: ['privacy', 'settings', 'help'],
  admin: ['admin'],
} as const;

/** The page on all commands in one language. Commands of a topic that the list above lacks come under their first name. */
export function commandsReference(locale: Locale, translator: Translator, contentDir: string): string {
  const t = translator(locale);
  const words = WORDS[locale];
  const page = { locale, words, t, texts: loadCommandTexts(contentDir) };
  const listed: readonly string[] = Object.values(TOPICS).flatMap((names) => [...names]);
  const rest = new Set(
    slash()
      .map(firstName)
      .filter((name) => !listed.includes(name)),
  );
  return `${[
    `<!-- ${words.made} -->`,
    `# ${words.title}`,
    words.intro,
    ...(Object.keys(TOPICS) as (keyof typeof TOPICS)[]).flatMap((topic) => [
      `## ${t(`help:groups.${topic}`)}`,
      ...slash()
        .filter((command) => (TOPICS[topic] as readonly string[]).includes(firstName(command)))
        .map((command) => sayCommand(page, command)),
    ]),
    ...[...rest].flatMap((name) => [
      `## \`/${nameOf(page, name)}\``,
      ...slash()
        .filter((command) => firstName(command) === name)
        .map((command) => sayCommand(page, command)),
    ]),
    `## ${words.messages}`,
    words.messagesIntro,
    ...commands.filter(({ type }) => type === 'message').map((command) => sayCommand(page, command)),
    '',
  ]
    .join('\n\n')
    .trimEnd()}\n`;
}

interface Page {
  readonly locale: Locale;
  readonly words: (typeof WORDS)[Locale];
  readonly t: ReturnType<Translator>;
  readonly texts: CommandTexts;
}

const slash = (): readonly Command[] => commands.filter(({ type }) => type === 'slash');
const firstName = ({ key }: Command): string => key.split('.')[0] ?? '';

/** The name of a path in a language; `locale` is that of the page, `other` the other one. */
function nameOf({ texts, locale }: Page, path: string, other = false): string {
  const { name, name_localizations: names } = texts(path);
  return ((locale === 'pl') === !other ? names.pl : names['en-GB']) ?? name;
}

function fullName(page: Page, key: string, other = false): string {
  const steps = key.split('.');
  return steps.map((_, index) => nameOf(page, steps.slice(0, index + 1).join('.'), other)).join(' ');
}

function sayCommand(page: Page, command: Command): string {
  const { words, locale, texts } = page;
  const mark = command.type === 'slash' ? '/' : '';
  const { description, description_localizations: descriptions } = texts(command.key);
  const said = locale === 'pl' ? (descriptions.pl ?? '') : description;
  const options = command.type === 'slash' ? Object.entries(command.options) : [];
  const rows = options.map(([name, option]) => sayOption(page, `${command.key}.options.${name}`, option));
  return [
    `### \`${mark}${fullName(page, command.key)}\``,
    ...(said === '' ? [] : [said]),
    `${words.other} \`${mark}${fullName(page, command.key, true)}\` · ${words[command.access]} · ${words[command.contexts]}`,
    ...(rows.length > 0 ? [[words.head, '| --- | --- | --- |', ...rows].join('\n')] : []),
  ].join('\n\n');
}

function sayOption(page: Page, path: string, option: Option): string {
  const { words, locale, texts, t } = page;
  const { description, description_localizations: descriptions } = texts(path);
  const notes = [
    ...(option.required ? [] : [words.optional]),
    ...(option.type === 'text' && option.maxLength !== undefined ? [words.upTo(option.maxLength)] : []),
    ...(option.type === 'choice'
      ? [`${words.oneOf}: ${option.values.map((value) => option.label(t, value)).join(', ')}`]
      : []),
  ];
  const said = (locale === 'pl' ? descriptions.pl : description) ?? description;
  const note = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return `| \`${nameOf(page, path)}\` | \`${nameOf(page, path, true)}\` | ${said.replaceAll('|', '\\|')}${note} |`;
}
