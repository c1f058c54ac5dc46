import { REST } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadCommandTexts } from '../../src/dialogue/command-texts.ts';
import { deployCommands, sameCommands } from '../../src/discord/deploy.ts';
import { buildCommands } from '../../src/discord/registration.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { type HttpStandIn, startHttp } from './http.ts';

const wanted = buildCommands(commands, loadCommandTexts(CONTENT_DIR), loadTranslator(CONTENT_DIR));

/** As Discord gives them back: with its own fields, without defaults, keys and lists of numbers in an order of its own. */
function asDeployed(): Tree[] {
  const returned = (node: Tree, top: boolean): Tree => {
    const kept = Object.entries(node).filter(
      ([key, value]) => !(value === false && key === 'required') && !(Array.isArray(value) && value.length === 0),
    );
    const copy: Tree = Object.fromEntries(kept.toReversed());
    if (Array.isArray(node.options) && node.options.length > 0)
      copy.options = node.options.map((option: Tree) => returned(option, false));
    if (Array.isArray(node.contexts)) copy.contexts = node.contexts.toReversed();
    if (!top) return copy;
    return {
      ...copy,
      id: '1',
      application_id: '2',
      version: '3',
      dm_permission: true,
      default_permission: true,
      description_localizations: copy.description_localizations ?? null,
    };
  };
  return structuredClone(wanted.toReversed() as unknown as Tree[]).map((body) => returned(body, true));
}

type Tree = Record<string, unknown> & { options?: Tree[]; name?: string };

const find = (list: Tree[], ...path: string[]): Tree => {
  let node: Tree | undefined;
  let options: Tree[] = list;
  for (const name of path) {
    node = options.find((each) => each.name === name);
    options = node?.options ?? [];
  }
  if (!node) throw new Error(`no ${path.join(' ')}`);
  return node;
};

describe('what is deployed', () => {
  it('is the same with all that Discord adds, leaves out and reorders', () => {
    expect(sameCommands(asDeployed(), wanted)).toBe(true);
  });

  it.each<[string, (list: Tree[]) => void]>([
    ['a localised name', (list) => Object.assign(find(list, 'guide'), { name_localizations: { pl: 'inny' } })],
    [
      'the localised description of an option',
      (list) => Object.assign(find(list, 'guide', 'search', 'query'), { description_localizations: { pl: 'inny' } }),
    ],
    ['a missing localisation', (list) => delete find(list, 'guide', 'read').name_localizations],
    ['a description', (list) => Object.assign(find(list, 'help'), { description: 'Other' })],
    ['required', (list) => delete find(list, 'guide', 'search', 'query').required],
    ['autocomplete', (list) => delete find(list, 'guide', 'read', 'article').autocomplete],
    ['the longest text', (list) => Object.assign(find(list, 'guide', 'search', 'query'), { max_length: 10 })],
    ['the choices', (list) => (find(list, 'template', 'use', 'tone').choices as unknown[]).pop()],
    ['the order of choices', (list) => (find(list, 'template', 'use', 'tone').choices as unknown[]).reverse()],
    [
      'the localised label of a choice',
      (list) => {
        const [choice] = find(list, 'template', 'use', 'tone').choices as Tree[];
        Object.assign(choice ?? {}, { name_localizations: { pl: 'inny' } });
      },
    ],
    ['a context', (list) => Object.assign(find(list, 'guide'), { contexts: [0] })],
    ['a place of installation', (list) => Object.assign(find(list, 'guide'), { integration_types: [0] })],
    ['the permissions', (list) => delete find(list, 'admin').default_member_permissions],
    ['an age limit', (list) => Object.assign(find(list, 'guide'), { nsfw: true })],
    ['the order of options', (list) => find(list, 'template', 'use').options?.reverse()],
    ['the type of an option', (list) => Object.assign(find(list, 'guide', 'search', 'query'), { type: 4 })],
    ['a subcommand too many', (list) => find(list, 'guide').options?.push({ type: 1, name: 'old' })],
    ['a command that is gone', (list) => void list.pop()],
    ['a command too many', (list) => list.push({ type: 1, name: 'old', description: 'Old' })],
  ])('is not the same after a change of %s', (_what, change) => {
    const list = asDeployed();
    change(list);
    expect(sameCommands(list, wanted)).toBe(false);
  });
});

describe('deploying', () => {
  let http: HttpStandIn;
  let deployed: Tree[];
  beforeAll(async () => {
    http = await startHttp(({ method }) => {
      if (method === 'GET') return { body: deployed };
      return { body: [] };
    });
  });
  beforeEach(() => {
    http.requests.length = 0;
  });
  afterAll(() => http.close());
  const deploy = () => deployCommands(new REST({ api: http.url }).setToken('t'), '42', wanted);

  it('asks for localisations and writes nothing when nothing changed', async () => {
    deployed = asDeployed();
    expect((await deploy()).written).toBe(false);
    expect(http.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v10/applications/42/commands?with_localizations=true',
    ]);
  });

  it('writes all of them at once when one changed', async () => {
    deployed = asDeployed().slice(1);
    expect((await deploy()).written).toBe(true);
    expect(http.requests.at(-1)).toMatchObject({ method: 'PUT', path: '/v10/applications/42/commands' });
    expect(http.requests.at(-1)?.body).toHaveLength(wanted.length);
  });

  it('leaves an entry point of the application alone: Discord refuses a list without it', async () => {
    const entryPoint = { id: '9', type: 4, name: 'launch', description: '', handler: 2 };
    deployed = [...asDeployed(), entryPoint];
    expect((await deploy()).written).toBe(false);
    deployed = [entryPoint];
    expect((await deploy()).written).toBe(true);
    expect(http.requests.at(-1)?.body).toHaveLength(wanted.length + 1);
    expect(http.requests.at(-1)?.body).toContainEqual(expect.objectContaining({ type: 4, name: 'launch', handler: 2 }));
  });
});
