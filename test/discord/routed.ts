import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { defineButton, defineForm, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { createCatalogue } from '../../src/dialogue/catalogue.ts';
import { type Command, defineCommand, defineMessageCommand } from '../../src/dialogue/command.ts';
import { type CommandTexts, localisations } from '../../src/dialogue/command-texts.ts';
import type { Services } from '../../src/dialogue/services.ts';
import { connect } from '../../src/discord/connection.ts';
import type { Deadlines } from '../../src/discord/deadlines.ts';
import { createRateLimit } from '../../src/discord/rate-limit.ts';
import { buildCommands } from '../../src/discord/registration.ts';
import { createRouter, type OwedMessage } from '../../src/discord/router.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import type { Profile } from '../../src/members/profile.ts';
import { control } from '../../src/messages/control.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { countParam } from '../../src/messages/params.ts';
import { type Block, openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { createLog } from '../../src/operations/log.ts';
import type { InteractionOutcome } from '../../src/operations/metrics.ts';
import { PATIENT } from '../support/bot.ts';

/** What the tests set and read: what the next handler does, what the database would say, what came of it. */
interface Scene {
  handler: (call: Call) => Reply | Promise<Reply>;
  /** What the database says, or a promise of it. */
  profile: Profile | Promise<Profile>;
  owed: OwedMessage[];
  /** What a newcomer reads. */
  greeting: readonly Block[];
  /** The calls that reached a handler. */
  seen: Call[];
  outcomes: InteractionOutcome[];
  deadlines: Deadlines;
}

const newScene = (): Scene => ({
  handler: () => toMe('Done'),
  profile: { personLocale: undefined, communityLocale: undefined, moderatorRoleId: undefined, owed: false, met: true },
  owed: [],
  greeting: [],
  seen: [],
  outcomes: [],
  deadlines: PATIENT,
});

const everyone = { access: 'everyone', contexts: 'everywhere' } as const;
const suggest = () => [{ name: 'A secret of the moderators', value: 'secret' }];

/** The controls of {@link defineAll}. */
const controls = {
  press: control('press', { page: countParam }),
  pressLater: control('press-later', {}),
  moderate: control('moderate', {}),
  inGuild: control('in-guild', {}),
  pick: control('pick', {}),
  submit: control('submit', {}),
  submitModerator: control('submit-moderator', {}),
};

/** A command and an action of every kind; all do what the scene says. */
function defineAll(scene: Scene) {
  const run = (call: Call) => {
    scene.seen.push(call);
    return scene.handler(call);
  };
  const actions = [
    defineButton({ ...controls.press, access: 'everyone', run }),
    defineButton({ ...controls.pressLater, access: 'everyone', defer: 'update', run }),
    defineButton({ ...controls.moderate, access: 'moderator', run }),
    defineButton({ ...controls.inGuild, access: 'everyone', contexts: 'guild', run }),
    defineSelect({ ...controls.pick, access: 'everyone', run }),
    defineForm({ ...controls.submit, access: 'everyone', run }),
    defineForm({ ...controls.submitModerator, access: 'moderator', run }),
  ];
  const word = { type: 'text', suggest } as const;
  const commands: Command[] = [
    defineCommand({ ...everyone, key: 'plain', actions, run }),
    defineCommand({ ...everyone, key: 'later', defer: 'me', run }),
    defineCommand({ ...everyone, key: 'say', options: { words: { type: 'text' }, word }, run }),
    defineCommand({ ...everyone, key: 'find', options: { word }, run }),
    defineCommand({ key: 'mod', access: 'moderator', contexts: 'guild', options: { word }, run }),
    defineMessageCommand({
      ...everyone,
      key: 'menu',
      run: (call, { text }) => {
        scene.seen.push(call);
        return toMe(`Text: ${text}`);
      },
    }),
  ];
  return commands;
}

const texts: CommandTexts = (path) => {
  const name = path.split('.').at(-1) ?? '';
  const description = path === 'menu' ? '' : path;
  return {
    name,
    name_localizations: localisations(() => name),
    description,
    description_localizations: localisations(() => description),
  };
};
const words = { name: (locale: string, key: string) => `/${key}-${locale}`, description: () => '' };

/**
 * A process of such a bot, logged in to a sandbox: one of several perhaps.
 * @param handledElsewhere what the database says of other processes
 */
export async function startRoutedProcess(
  sandbox: Sandbox,
  handledElsewhere?: (interactionId: string) => Promise<boolean>,
) {
  const scene = newScene();
  const commands = defineAll(scene);
  const translator = loadTranslator(CONTENT_DIR);
  const logged: string[] = [];
  const log = createLog({ level: 'debug', json: true, destination: { write: (line) => void logged.push(line) } });
  const { token, apiUrl } = sandbox;
  const connection = connect({ token, apiUrl, log, onGateway: () => undefined, onGuild: async () => undefined });
  let rateLimit = createRateLimit({ uses: 15, seconds: 600 });
  let incidents = 0;
  const route = createRouter({
    services: {} as Services,
    catalogue: createCatalogue(commands, (key) => key),
    translator,
    findProfile: async () => ({ ...(await scene.profile), owed: scene.owed.length > 0 }),
    words,
    rest: connection.rest,
    rateLimit: { use: (person, name) => rateLimit.use(person, name) },
    readingLimit: { use: (person, name) => rateLimit.use(person, `${name} read`) },
    suggestionLimit: { use: (person, name) => rateLimit.use(person, `${name} typed`) },
    greet: async () => scene.greeting,
    noteShared: async () => undefined,
    takeOwed: async () => scene.owed,
    handledElsewhere,
    log,
    get deadlines() {
      return scene.deadlines;
    },
    newIncident: () => `INCIDENT${++incidents}`,
    observe: (_kind, _name, outcome) => scene.outcomes.push(outcome),
  });
  connection.serve(route, buildCommands(commands, texts, translator));
  await connection.take(0, 1);
  return {
    scene,
    controls,
    /** Everything that was logged, one JSON line each. */
    logged,
    /** A form of one field, `story`. */
    form: (submits: CustomId = controls.submit.with({})) =>
      openForm({
        title: 'Form',
        submits,
        fields: [{ type: 'text', id: 'story', label: 'Story', long: true, max: 4000 }],
      }),
    /** How the interactions of this test ended, once none is under way. */
    async ended() {
      await connection.settle();
      return scene.outcomes;
    },
    renew() {
      rateLimit = createRateLimit({ uses: 15, seconds: 600 });
      Object.assign(scene, newScene());
      logged.length = 0;
    },
    settle: () => connection.settle(),
    close: () => connection.close(),
  };
}

/** A sandbox with a guild, a channel, a member and a moderator. */
export async function startScenery() {
  const sandbox = await startSandbox();
  // Three seconds of a busy computer are not three seconds of Discord's.
  sandbox.clock.freeze();
  const guild = sandbox.addGuild({ name: 'Guild', locale: 'pl' });
  const channel = guild.addChannel({ name: 'general' });
  const anna = sandbox.addPerson({ name: 'Anna', locale: 'pl' });
  const moderator = sandbox.addPerson({ name: 'Mod', locale: 'pl' });
  guild.join(anna);
  guild.join(moderator, { roles: [guild.addRole({ name: 'Mods', permissions: ['ManageGuild'] })] });
  return { sandbox, guild, channel, anna, moderator };
}

async function startRoutedBot() {
  const scenery = await startScenery();
  const { sandbox } = scenery;
  const routed = await startRoutedProcess(sandbox);
  return {
    ...scenery,
    ...routed,
    async settle() {
      await routed.settle();
      sandbox.faults.clear();
      sandbox.forget();
    },
    async close() {
      await routed.close();
      await sandbox.close();
    },
  };
}
export type RoutedBot = Awaited<ReturnType<typeof startRoutedBot>>;

/** A bot of the router and made-up commands alone, one for a test file; each test has a new scene. */
export function useRoutedBot(): () => RoutedBot {
  let bot: RoutedBot;
  beforeAll(async () => {
    bot = await startRoutedBot();
  });
  beforeEach(() => bot.renew());
  afterEach(() => bot.settle());
  afterAll(() => bot.close());
  return () => bot;
}
