import { type EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Clock, createClock } from './clock.ts';
import { guard } from './control/guard.ts';
import { controlRoutes } from './control/routes.ts';
import { staticRoutes } from './control/static.ts';
import { botId, type Core, type Settings } from './core.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Gateway } from './gateway/dispatch.ts';
import { createGateway, isConnected } from './gateway/gateway.ts';
import { createBus, type Happenings } from './happenings.ts';
import { createInteractions } from './interactions/interactions.ts';
import { channelHandle } from './persons/channel.ts';
import { createGuild, guildHandle } from './persons/guild.ts';
import type { Channel, Guild, NewGuild, NewPerson, Person } from './persons/handles.ts';
import { createPerson, personHandle } from './persons/person.ts';
import { happening } from './persons/wait.ts';
import type { GatewayView } from './protocol.ts';
import { createRecorder } from './recorder.ts';
import type { RecordedRequest, Violation } from './records.ts';
import { attachmentRoutes } from './rest/attachments.ts';
import { channelEndpoints } from './rest/channels.ts';
import { commandEndpoints } from './rest/commands.ts';
import { guildEndpoints } from './rest/guilds.ts';
import { interactionEndpoints } from './rest/interactions.ts';
import { messageEndpoints } from './rest/messages.ts';
import { reactionEndpoints } from './rest/reactions.ts';
import { createApi } from './rest/server.ts';
import { threadEndpoints } from './rest/threads.ts';
import { createSnowflakes } from './snowflake.ts';
import type { SavedWorld } from './world/persist.ts';
import { emptyWorld, type WorldState } from './world/state.ts';

export interface SandboxOptions extends Partial<Settings> {
  /** 0 (default): any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The bot's token; default an invented one. */
  token?: string;
  /** The bot's name; default `Bot`. */
  name?: string;
  /** Maximum requests and gateway frames kept; default 5000. */
  keep?: number;
  /**
   * Whether `close` rejects if the bot broke a rule and no test took the violations, so that a test fails by itself; default
   * false.
   */
  strict?: boolean;
  /** A saved world; default an empty one. */
  saved?: SavedWorld;
}

/** A running stand-in for Discord. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The value for `DISCORD_API_URL`: `…/api`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly bot: { readonly id: string; readonly applicationId: string };
  readonly clock: Clock;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** All requests of the bot, with their answers. */
  readonly requests: readonly RecordedRequest[];
  readonly gatewayFrames: readonly GatewayView[];
  /** Rules of Discord that the bot broke. Tests expect none. */
  readonly violations: readonly Violation[];
  addPerson(person: NewPerson): Person;
  addGuild(guild: NewGuild): Guild;
  person(id: string): Person;
  guild(id: string): Guild;
  channel(id: string): Channel;
  /** Resolves when the bot's gateway session is open. */
  untilConnected(patience?: number): Promise<void>;
  /** Resolves when the bot has received all events so far: what a test changed in the world is then known to it. */
  heard(): Promise<void>;
  /** Resolves when commands are registered (globally, or in any guild). */
  untilRegistered(patience?: number): Promise<void>;
  /** The violations, which then count as seen: `close` no longer rejects because of them. */
  takeViolations(): Violation[];
  /** Forgets recorded requests, frames and violations. */
  forget(): void;
  /** Stops everything. Rejects if violations are left (see `strict`). */
  close(): Promise<void>;
  /** Current servers, channels, messages and people. Code that changes a channel's state here reports it with `announce`. */
  readonly world: WorldState;
  /** Events, for code that waits for them. */
  readonly events: EventEmitter<Happenings>;
  /** The parts, for one another and for the sandbox's own tests: they may change with any version. */
  readonly core: Core;
}

/** Starts a listening sandbox. Throws what `listen` throws (EADDRINUSE …). */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const core = createCore(options);
  const host = options.host ?? '127.0.0.1';
  const app = createApi(core, [
    ...interactionEndpoints,
    ...messageEndpoints,
    ...commandEndpoints,
    ...guildEndpoints,
    ...threadEndpoints,
    ...reactionEndpoints,
    ...channelEndpoints,
  ]);
  const admits = guard(app, host);
  attachmentRoutes(core, app);
  controlRoutes(core, app);
  staticRoutes(app);
  await app.listen({ port: options.port ?? 0, host });
  app.server.on('upgrade', (request, socket, head) => {
    if (!admits(request.headers)) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    else if (!core.gateway.upgrade(request, socket, head)) socket.destroy();
  });
  const { port } = app.server.address() as AddressInfo;
  core.url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  const { recorder, bus } = core;
  return {
    core,
    url: core.url,
    apiUrl: `${core.url}/api`,
    token: core.token,
    bot: { id: botId(core), applicationId: core.world.application.id },
    clock: core.clock,
    faults: core.faults,
    gateway: core.gateway,
    world: core.world,
    events: bus,
    requests: recorder.requests,
    gatewayFrames: recorder.gateway,
    violations: recorder.violations,
    addPerson: (person) => createPerson(core, person),
    addGuild: (guild) => createGuild(core, guild),
    person: (id) => personHandle(core, id),
    guild: (id) => guildHandle(core, id),
    channel: (id) => channelHandle(core, id),
    heard: () => core.gateway.heard(),
    async untilConnected(patience = 10_000) {
      if (isConnected(core)) return;
      await happening(
        core,
        'session',
        () => isConnected(core) || undefined,
        patience,
        () => 'The bot did not connect to the gateway',
      );
    },
    async untilRegistered(patience = 10_000) {
      const registered = () => [...core.world.commands.values()].some((commands) => commands.size > 0) || undefined;
      if (registered()) return;
      await happening(core, 'commands', registered, patience, () => 'The bot registered no commands');
    },
    takeViolations: () => recorder.violations.splice(0),
    forget() {
      recorder.requests.length = 0;
      recorder.gateway.length = 0;
      recorder.violations.length = 0;
    },
    async close() {
      core.clock.stop();
      core.gateway.stop();
      const closed = once(app.server, 'close');
      await app.close();
      if (app.server.listening) await closed;
      bus.removeAllListeners();
      if (options.strict && recorder.violations.length > 0) throw new BrokenRules(recorder.violations);
    },
  };
}

/** The bot broke rules of Discord, and no test looked at them. */
export class BrokenRules extends Error {
  override readonly name = 'BrokenRules';
  constructor(violations: readonly Violation[]) {
    const lines = violations.slice(0, 10).map(({ rule, message }) => `- ${rule}: ${message}`);
    super(`The bot broke ${violations.length} rule(s) of Discord:\n${lines.join('\n')}`);
  }
}

function createCore(options: SandboxOptions): Core {
  const bus = createBus();
  const clock = createClock(() => bus.emit('clock'));
  const newId = createSnowflakes(clock.now);
  const name = options.name ?? 'Bot';
  if (options.saved) clock.set(Date.now() + options.saved.clockAhead);
  const world = options.saved?.world ?? emptyWorld({ id: newId(), name, publicKey: '0'.repeat(64), ownerId: newId() });
  const { id } = world.application;
  const core: Core = {
    token: options.token ?? `${Buffer.from(id).toString('base64url')}.c2FuZA.sandbox-token-of-no-use-elsewhere`,
    url: '',
    settings: {
      rateLimits: options.rateLimits ?? false,
      shards: options.shards ?? 1,
      maxConcurrency: options.maxConcurrency ?? options.shards ?? 1,
      identifyPace: options.identifyPace ?? false,
      sessionStarts: options.sessionStarts ?? 1000,
      privilegedIntents: options.privilegedIntents ?? 0,
      answerWithin: options.answerWithin ?? 3000,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
      patience: options.patience ?? 10_000,
    },
    clock,
    newId,
    world,
    bus,
    recorder: createRecorder(bus, clock.now, options.keep ?? 5000),
    faults: createFaults(() => bus.emit('faults')),
    gateway: createGateway(() => core),
    interactions: createInteractions(() => core),
    companion: { current: undefined, busy: '', queue: Promise.resolve(), seed: undefined },
  };
  const account = (userId: string, username: string, bot: boolean) =>
    world.users.set(userId, {
      user: {
        id: userId,
        username,
        global_name: null,
        discriminator: bot ? '0001' : '0',
        avatar: null,
        ...(bot ? { bot: true } : {}),
      },
      locale: 'en-US',
      zone: 'UTC',
      dmsClosed: false,
      hasApp: false,
    });
  if (!options.saved) {
    account(id, name, true);
    account(world.application.ownerId, 'developer', false);
  }
  return core;
}
