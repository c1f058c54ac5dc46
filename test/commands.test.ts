import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { CONTENT_DIR } from '../src/app/content.ts';
import type { Action } from '../src/dialogue/action.ts';
import type { Command } from '../src/dialogue/command.ts';
import { loadCommandWords } from '../src/dialogue/command-texts.ts';
import { LOCALES } from '../src/i18n/locales.ts';
import type { Control } from '../src/messages/control.ts';
import type { Params } from '../src/messages/params.ts';

const folder = fileURLToPath(new URL('../commands', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const testFolder = fileURLToPath(new URL('commands', import.meta.url));
const supportFolder = fileURLToPath(new URL('support', import.meta.url));
const testFiles = readdirSync(testFolder, { recursive: true, encoding: 'utf8' });
const actions = [...new Set(commands.flatMap((command) => command.actions ?? []))];

/** What every file of the folder exports, and what lies in lists and groups of it. */
const exported = new Map<string, readonly unknown[]>();
beforeAll(async () => {
  for (const file of files) {
    const values = Object.values(await import(`${folder}/${file}`));
    exported.set(file, [...values, ...values.flatMap((value) => (isGroup(value) ? Object.values(value) : []))]);
  }
});

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isCommand = (value: unknown): value is Command => isGroup(value) && 'key' in value && 'run' in value;
const isAction = (value: unknown): value is Action => isGroup(value) && 'params' in value && 'run' in value;
const isControl = (value: unknown): value is Control<Params> =>
  isGroup(value) && 'params' in value && 'with' in value && !('run' in value);

/** The commands of the plan (guild and user install, members and moderators): names are fixed. */
const PLAN = `guide search, guide read, guide browse, guide tip, template use, template list, template save, template delete,
boundaries edit, boundaries show, boundaries document, violation log, violation list, violation insights, violation export,
privacy show, privacy export, privacy delete, settings language, settings hours, settings zone, help, ask, practice,
checkin answer, checkin status, checkin reminders, admin setup, admin settings, admin health, admin checkin preview,
admin checkin post, admin checkin pause, admin checkin resume, admin checkin skip, admin checkin close, admin guide add,
admin guide edit, admin guide hide, admin guide remove, admin guide history, admin guide gaps, admin guide import,
admin guide export, admin template add, admin template edit, admin template remove, admin moderate queue,
admin moderate remove, admin moderate block, admin moderate unblock, admin insights, admin audit, admin export, admin import`;

describe('the list of commands', () => {
  it('has every command of the plan', () => {
    const keys = new Set(commands.map(({ key }) => key));
    const missing = PLAN.split(/,\s+/).filter((name) => !keys.has(name.replaceAll(' ', '.')));
    expect(missing).toEqual([]);
  });

  it('has every command and action that a file offers', () => {
    const keys = new Set(commands.map(({ key }) => key));
    for (const [file, values] of exported) {
      for (const { key } of values.filter(isCommand)) expect(keys, `${file} offers ${key}`).toContain(key);
      for (const action of values.filter(isAction)) expect(actions, `${file} offers ${action.name}`).toContain(action);
    }
  });

  it('has exactly one handler for every control, and a control for every handler', () => {
    const controls = [...new Set([...exported.values()].flat().filter(isControl))];
    const handled = Map.groupBy(actions, ({ name }) => name);
    for (const { name, params } of controls) {
      const handlers = handled.get(name) ?? [];
      expect(handlers, name).toHaveLength(1);
      expect(handlers[0]?.params, name).toBe(params);
    }
    expect(controls.map(({ name }) => name).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
  });

  it('still answers what old messages carry: a control keeps its name, and its parameters their order', async () => {
    const list = actions.map(({ name, params }) => [name, ...Object.keys(params)].join(' ')).toSorted();
    await expect(`${list.join('\n')}\n`).toMatchFileSnapshot('controls.txt');
  });

  it('says first that it reads a file: Discord waits three seconds, a file may take five', () => {
    for (const { key, ...command } of commands) {
      if (command.type !== 'slash' || !Object.values(command.options).some(({ type }) => type === 'file')) continue;
      expect(command.defer ?? command.progress, `/${key} takes a file`).toBeDefined();
    }
    const reading = actions.filter(({ run }) => /message\?*\.files|values\.files\(/.test(String(run)));
    expect(reading.length).toBeGreaterThan(0);
    for (const { name, defer, progress } of reading) expect(defer ?? progress, `${name} reads a file`).toBeDefined();
  });

  it('announces what reads all that there is: a large community takes longer than people are left waiting for a statement', () => {
    const reading = new Set([
      'privacy.show',
      'privacy.export',
      'privacy.delete',
      'privacy.erase',
      'violation.export',
      'violation.timeline',
      'violation.csv',
      'violation.insights',
      'admin.export',
      'admin.import',
      'import.take',
      'admin.insights',
      'insights.csv',
      'admin.health',
      'admin.guide.gaps',
      'admin.guide.openGaps',
      'admin.guide.export',
      'admin.guide.import',
      'audit.download',
      'admin.template.export',
    ]);
    const all = [...commands.map(({ key, ...command }) => ({ ...command, name: key })), ...actions].map((one) => ({
      name: one.name,
      announced: one.defer !== undefined || ('progress' in one && one.progress !== undefined),
    }));
    const found = all.filter(({ name }) => reading.has(name));
    expect(new Set(found.map(({ name }) => name))).toEqual(reading);
    expect(found.filter(({ announced }) => !announced)).toEqual([]);
    // Whatever leads to everything that a person or a community has stored is on the list above.
    const whole =
      /\b(?:allEntries|readPersonalData|countPersonalData|erasePersonalData|exportCommunity|exportContent)\(/;
    for (const [file, values] of exported) {
      if (!whole.test(readFileSync(`${folder}/${file}`, 'utf8'))) continue;
      const offered = values.filter(isCommand).flatMap(({ key, actions = [] }) => [{ name: key }, ...actions]);
      const names = [...offered, ...values.filter(isAction)].map(({ name }) => name);
      expect(names.filter((name) => reading.has(name)).length, file).toBeGreaterThan(0);
    }
  });
});

describe('the test of a command', () => {
  /** A command's file, with the keys of what it defines. */
  const definitions = files
    .map((file) => {
      const source = readFileSync(`${folder}/${file}`, 'utf8');
      const keys = [...source.matchAll(/define(?:Message)?Command\(\{\s*key: '([^']+)'/g)].map(([, key = '']) => key);
      return { file, keys };
    })
    .filter(({ keys }) => keys.length > 0);

  /** A test with the support that it imports: there stand the names of commands that several tests give. */
  function readWithSupport(file: string): string {
    const source = readFileSync(file, 'utf8');
    const imported = [...source.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path));
    const support = imported.filter((path) => path.startsWith(supportFolder));
    return [source, ...support.map(readWithSupport)].join('\n');
  }

  it('lies at its path', () => {
    const missing = definitions
      .map(({ file }) => file.replace(/\.ts$/, '.test.ts'))
      .filter((file) => !testFiles.includes(file));
    expect(missing).toEqual([]);
    expect(definitions.flatMap(({ keys }) => keys).toSorted()).toEqual(commands.map(({ key }) => key).toSorted());
  });

  it('uses it, by one of its names', () => {
    const words = loadCommandWords(CONTENT_DIR);
    for (const { file, keys } of definitions) {
      const source = readWithSupport(join(testFolder, file.replace(/\.ts$/, '.test.ts')));
      for (const key of keys) {
        const names = LOCALES.map((locale) => words.name(locale, key));
        expect(
          names.some((name) => source.includes(`'${name}'`)),
          `the test of ${file} uses ${names.join(' or ')}`,
        ).toBe(true);
      }
    }
  });

  it('is a test of something: what lies here mirrors the folder of commands', () => {
    const strays = testFiles
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => !existsSync(join(folder, file.replace(/\.test\.ts$/, '.ts'))));
    expect(strays).toEqual([]);
  });
});
