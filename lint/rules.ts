import { DOMAIN, FLOORS, filesOf, OWNERS } from './floors.ts';

/** A rule as this project writes them: each says what to do instead. */
export interface HouseRule {
  readonly name: string;
  readonly comment: string;
  readonly from: { readonly path?: string; readonly pathNot?: readonly string[] | string };
  readonly to: {
    readonly path?: string;
    readonly pathNot?: readonly string[] | string;
    readonly circular?: true;
    readonly dependencyTypesNot?: readonly ['type-only'];
  };
}

const any = (rooms: readonly string[]) => rooms.map(filesOf).join('|');
const SANDBOX = '^src/sandbox/';
const ROOMS = FLOORS.flat();

/** What a floor must not know: all that stands beside it or above it. */
const floors = FLOORS.flatMap((floor, index) =>
  floor.map((room) => ({
    name: `floor-of-${room}`,
    comment: 'Imports point down the floors of lint/floors.ts: move what is needed to a lower floor, or pass it in.',
    from: { path: filesOf(room) },
    to: {
      path:
        any(
          FLOORS.slice(0, index + 1)
            .flat()
            .filter((other) => other !== room),
        ) || '^nothing$',
    },
  })),
);

const owners = Object.entries(OWNERS).map(([name, rooms]) => ({
  name: `only-${rooms.join('-')}-imports-${name.replaceAll(/[^a-z-]/g, '')}`,
  comment: `Only ${rooms.map((room) => `src/${room}`).join(' and ')} knows ${name}.`,
  from: { path: '^(src|commands)/', pathNot: [...rooms.map(filesOf), SANDBOX] },
  to: { path: `^(node_modules/)?${name}${name.endsWith('/') ? '' : '(/|$)'}` },
}));

/** The order of the house (`floors.ts`) as rules of dependency-cruiser; `npm run check` keeps them. */
export const RULES: readonly HouseRule[] = [
  {
    name: 'no-circular',
    comment: 'Files that need each other are one idea, or a third one is missing.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'every-room-has-a-floor',
    comment: 'A new folder of src/ needs its floor in lint/floors.ts; only the files named there may lie loose.',
    from: {},
    to: { path: '^src/', pathNot: [...ROOMS.map(filesOf), SANDBOX] },
  },
  ...floors,
  ...owners,
  {
    name: 'sandbox-knows-nothing-of-the-bot',
    comment: 'The sandbox is a package of its own: it stands in for Discord, for any bot.',
    from: { path: SANDBOX },
    to: { path: '^(src|commands|scripts|test)/', pathNot: SANDBOX },
  },
  {
    name: 'only-main-starts-the-sandbox',
    comment:
      'The bot does not know the sandbox, a package for development: only main.ts and the tests start it, and tryout, which main.ts loads with it, knows its types.',
    from: { path: '^(src|commands)/', pathNot: [SANDBOX, filesOf('main.ts'), filesOf('tryout')] },
    to: { path: `${SANDBOX}|^(node_modules/)?@granica/discord-sandbox(/|$)` },
  },
  {
    name: 'commands-call-the-domain',
    comment: 'A command calls the domain, which works with the database; it is given what it needs by its call.',
    from: { path: '^commands/' },
    to: { path: any(['database', 'config.ts', 'operations']) },
  },
  {
    name: 'controls-are-declared',
    comment: 'A custom id is made by a control, and controls are declared in the controls.ts of their dialogue.',
    from: { path: '^commands/', pathNot: '/controls\\.ts$' },
    to: { path: '^src/messages/(control|custom-id)\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'database-is-passed-in',
    comment:
      'Take `db` from the context: from src/database only types, ids, lanes, late writes, effects, rows, pages, shards, parts of statements, writes of several together, failures and the list of what is sealed.',
    from: { path: any([...DOMAIN, 'assistant', 'outbox', 'dialogue', 'discord']) },
    to: {
      path: filesOf('database'),
      pathNot:
        '^src/database/(ids|lanes|late|effects|away|keyset|of-shards|rows|sealed-columns|sql-part|write-together)\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'domain-without-machine',
    comment: 'The domain is given what it needs by its context: no network, timer, process or log of its own.',
    from: { path: any(DOMAIN) },
    to: {
      path: '^(node:)?(timers|timers/promises|http|https|net|child_process|process|perf_hooks)$|^(node_modules/)?(pino|fastify|ws)(/|$)',
    },
  },
  {
    name: 'domain-reads-no-settings',
    comment: 'The domain reads no settings of the process, and writes no log.',
    from: { path: any(DOMAIN) },
    to: { path: any(['config.ts', 'operations']), pathNot: '^src/operations/start-error\\.ts$' },
  },
];

/** How imports are read: those of types too, and without a transpiler, for TypeScript 7 has no API that one could ask. */
export const READING = {
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^src/database/generated/' },
  parser: 'swc',
  tsPreCompilationDeps: true,
} as const;
