import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CheckedCommands, problemsOfCommands, readCommands } from '../../scripts/check-commands.ts';
import { defineCommand, defineMessageCommand } from '../../src/dialogue/command.ts';

const run = () => ({ type: 'nothing' }) as never;
const shared = { access: 'everyone', contexts: 'everywhere', run } as const;
const read = defineCommand({ key: 'guide.read', options: { article: { type: 'text' } }, ...shared });
const advice = defineMessageCommand({ key: 'advice', ...shared });
const named = (name: string) => ({ name, description: `What ${name} is` });
const texts = () => ({
  guide: { ...named('guide'), read: { ...named('read'), options: { article: named('article') } } },
  advice: { name: 'Find advice', description: '' },
});
const sources = new Map([
  ['commands/guide/read.ts', `export const guideRead = defineCommand({\n  key: 'guide.read',\n  run,\n});\n`],
  ['commands/advice.ts', `export const advice = defineMessageCommand({ key: 'advice', run });\n`],
  ['commands/guide/links.ts', 'export const links = [];\n'],
]);
const whole: CheckedCommands = { registered: [read, advice], sources, texts: { pl: texts(), en: texts() } };
const problems = (change: Partial<CheckedCommands>) => problemsOfCommands({ ...whole, ...change });

describe('the check of commands', () => {
  it('finds nothing wrong with the bot as it is', () => {
    expect(problemsOfCommands(readCommands(fileURLToPath(new URL('../..', import.meta.url))))).toEqual([]);
  });

  it('finds nothing wrong with commands that are registered and have their texts', () => {
    expect(problems({})).toEqual([]);
  });

  it('names a command that is not registered, and says nothing more of it', () => {
    const random = `export const guideRandom = defineCommand({\n  key: 'guide.random',\n});\n`;
    expect(problems({ sources: new Map([...sources, ['commands/guide/random.ts', random]]) })).toEqual([
      'commands/guide/random.ts: guide.random is not registered in commands/index.ts',
    ]);
  });

  it('names a command whose key it cannot read', () => {
    const random = 'export const random = defineCommand({ ...shared, key });\n';
    expect(problems({ sources: new Map([...sources, ['commands/random.ts', random]]) })).toEqual([
      'commands/random.ts: a command does not begin with its key',
    ]);
  });

  it('names each text that a registered command lacks, in each language', () => {
    const { guide, ...en } = texts();
    const { options: _none, ...bare } = guide.read;
    expect(
      problems({
        texts: { pl: { ...texts(), guide: named('guide') }, en: { ...en, guide: { ...guide, read: bare } } },
      }),
    ).toEqual([
      'content/pl/ui/commands.json: guide.read.name is missing, of the command guide.read',
      'content/pl/ui/commands.json: guide.read.description is missing, of the command guide.read',
      'content/pl/ui/commands.json: guide.read.options.article.name is missing, of the command guide.read',
      'content/pl/ui/commands.json: guide.read.options.article.description is missing, of the command guide.read',
      'content/en/ui/commands.json: guide.read.options.article.name is missing, of the command guide.read',
      'content/en/ui/commands.json: guide.read.options.article.description is missing, of the command guide.read',
    ]);
    expect(problems({ texts: { pl: texts(), en: { ...texts(), advice: { name: '', description: '' } } } })).toEqual([
      'content/en/ui/commands.json: advice.name is missing, of the command advice',
    ]);
  });

  it('names texts that belong to no command', () => {
    const { guide } = texts();
    const pl = { ...texts(), guide: { ...guide, random: named('random') } };
    expect(problems({ texts: { pl, en: texts() } })).toEqual([
      'content/pl/ui/commands.json: guide.random.name belongs to no command',
      'content/pl/ui/commands.json: guide.random.description belongs to no command',
    ]);
  });
});
