import type { CommandBody, CommandOptionBody } from './bodies.ts';
import { type Fault, invalidForm, type Path } from './errors.ts';

/** Locales that Discord's client can be set to (https://docs.discord.com/developers/reference#locales). */
export const LOCALES = new Set([
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
]);

/** Maximum commands of each type per app, globally and again in each guild. */
export const COMMAND_LIMITS: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15, 4: 1 };

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** The rules for one command that the schema does not check. `under` is its path in a list. Throws 50035. */
export function checkCommand(command: CommandBody, under: Path = []): void {
  const faults: Fault[] = [...localeFaults(command, under)];
  const chat = (command.type ?? 1) === 1;
  if (chat) {
    faults.push(...nameFaults(command, under));
    if (!command.description)
      faults.push({ path: [...under, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    faults.push(...optionFaults(command.options ?? [], [...under, 'options'], 0));
    const size = commandSize(command);
    if (size > 8000)
      faults.push({
        path: under,
        code: 'APPLICATION_COMMAND_TOO_LARGE',
        message: `Command exceeds maximum size (8000): ${size}`,
      });
  } else {
    if (command.description)
      faults.push({
        path: [...under, 'description'],
        code: 'APPLICATION_COMMAND_INVALID_DESCRIPTION',
        message: 'Context menu commands cannot have description',
      });
    if (command.options?.length)
      faults.push({
        path: [...under, 'options'],
        code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        message: 'Context menu commands cannot have options',
      });
  }
  if (faults.length > 0) throw invalidForm(faults);
}

/** Checks that names are unique within a type, and the limits of each type. Throws 50035 or, above a limit, 30032's form. */
export function checkCommandList(commands: readonly CommandBody[]): void {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const [index, command] of commands.entries()) {
    const key = `${command.type ?? 1} ${command.name}`;
    if (seen.has(key))
      faults.push({
        path: [index, 'name'],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    seen.add(key);
  }
  if (faults.length > 0) throw invalidForm(faults);
}

/** Characters of names, descriptions and values; of the localisations only the longest of each field counts. */
export function commandSize(command: CommandBody | CommandOptionBody): number {
  const longest = (text: string | null | undefined, others: Record<string, string> | null | undefined) =>
    Math.max(text?.length ?? 0, ...Object.values(others ?? {}).map((other) => other.length));
  let size =
    longest(command.name, command.name_localizations) + longest(command.description, command.description_localizations);
  for (const option of command.options ?? []) size += commandSize(option);
  if ('choices' in command)
    for (const choice of command.choices ?? [])
      size += longest(choice.name, choice.name_localizations) + String(choice.value).length;
  return size;
}

function nameFaults(named: CommandBody | CommandOptionBody, under: Path): Fault[] {
  const names: [Path, string][] = [
    [[...under, 'name'], named.name],
    ...Object.entries(named.name_localizations ?? {}).map(([locale, name]): [Path, string] => [
      [...under, 'name_localizations', locale],
      name,
    ]),
  ];
  return names
    .filter(([, name]) => !NAME.test(name) || name !== name.toLowerCase())
    .map(([path]) => ({ path, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }));
}

function localeFaults(named: CommandBody | CommandOptionBody, under: Path): Fault[] {
  return (['name_localizations', 'description_localizations'] as const).flatMap((field) =>
    Object.keys(named[field] ?? {})
      .filter((locale) => !LOCALES.has(locale))
      .map((locale) => ({
        path: [...under, field, locale],
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of {${[...LOCALES].join(', ')}}.`,
      })),
  );
}

/** `depth`: 0 in the command itself, 1 in a subcommand or group, 2 in a subcommand of a group. */
function optionFaults(options: readonly CommandOptionBody[], under: Path, depth: number): Fault[] {
  const faults: Fault[] = [];
  const names = new Set<string>();
  const nested = options.filter((option) => option.type <= 2);
  if (nested.length > 0 && nested.length < options.length)
    faults.push({
      path: under,
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const path = [...under, index];
    faults.push(...nameFaults(option, path), ...localeFaults(option, path));
    const own = new Set([option.name, ...Object.values(option.name_localizations ?? {})]);
    for (const name of own)
      if (names.has(name))
        faults.push({
          path: [...path, 'name'],
          code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
          message: 'Application command option names must be unique',
        });
    for (const name of own) names.add(name);
    if (option.type <= 2) {
      faults.push(...optionFaults(option.options ?? [], [...path, 'options'], depth + 1));
      continue;
    }
    if (option.required === true && optionalSeen)
      faults.push({
        path,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    if (option.required !== true) optionalSeen = true;
    faults.push(...choiceFaults(option, path));
  }
  return faults;
}

function choiceFaults(option: CommandOptionBody, path: Path): Fault[] {
  const choices = option.choices ?? [];
  const faults: Fault[] = [];
  if (option.autocomplete === true && choices.length > 0)
    faults.push({
      path: [...path, 'autocomplete'],
      code: 'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID',
      message: 'Autocomplete and choices are mutually exclusive',
    });
  if (new Set(choices.map((choice) => choice.name)).size < choices.length)
    faults.push({
      path: [...path, 'choices'],
      code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
      message: 'Choice names must be unique',
    });
  for (const [index, choice] of choices.entries())
    if (typeof choice.value === 'string' && choice.value.length > 100)
      faults.push({
        path: [...path, 'choices', index, 'value'],
        code: 'BASE_TYPE_MAX_LENGTH',
        message: 'Must be 100 or fewer in length.',
      });
  const [low, high] = [option.min_value ?? option.min_length, option.max_value ?? option.max_length];
  if (low != null && high != null && low > high)
    faults.push({
      path,
      code: 'APPLICATION_COMMAND_OPTION_RANGE_INVALID',
      message: 'The minimum must be less than or equal to the maximum',
    });
  return faults;
}
