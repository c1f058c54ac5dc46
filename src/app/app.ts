import { randomBytes } from 'node:crypto';
import { greet } from '../../commands/greeting.ts';
import { commands } from '../../commands/index.ts';
import { startAssistant } from '../assistant/start.ts';
import { noteThreadDeleted } from '../checkins/cards/trouble.ts';
import { createReview } from '../checkins/posting/review.ts';
import { createPlanning } from '../checkins/posting/steps.ts';
import type { Settings } from '../config.ts';
import type { Database } from '../database/database.ts';
import { hashPerson, reapplyErasures } from '../database/erasures.ts';
import { unforeseeable } from '../database/ids.ts';
import { inBackground } from '../database/lanes.ts';
import { createCatalogue } from '../dialogue/catalogue.ts';
import type { Services } from '../dialogue/services.ts';
import { connect } from '../discord/connection.ts';
import { DEADLINES, type Deadlines } from '../discord/deadlines.ts';
import { createRateLimit, DEFAULT_RATE, READING_RATE, SUGGESTION_RATE } from '../discord/rate-limit.ts';
import { buildCommands } from '../discord/registration.ts';
import { createRouter } from '../discord/router.ts';
import { createMemberships, healZones } from '../lifecycle/memberships.ts';
import { findProfile } from '../members/profile.ts';
import { createIncidentId } from '../operations/incident.ts';
import type { Log } from '../operations/log.ts';
import { createMetrics } from '../operations/metrics.ts';
import type { StopStep } from '../operations/shutdown.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { createPace, machineTiming } from '../outbox/pace.ts';
import { personalData } from '../privacy/personal-data.ts';
import { createShardHolder } from '../shards/open.ts';
import type { ShardTimes } from '../shards/times.ts';
import { noteSharedPost } from '../shares/shares.ts';
import type { Clock } from '../time/clock.ts';
import { isHoliday } from '../time/holidays.ts';
import { createCommunityContent } from './community-content.ts';
import { type Content, loadContent } from './content.ts';
import { createJobs } from './jobs.ts';
import { createNotices } from './notices.ts';
import { startOps } from './ops.ts';
import { createSessions, heardFrom } from './sessions.ts';
import { createSteps } from './steps.ts';
import { createStopSteps } from './stop-steps.ts';
import { startTicker } from './ticker.ts';

export interface AppOptions {
  readonly token: string;
  /** Base of Discord's REST API; Discord's own if undefined. */
  readonly apiUrl: string | undefined;
  /** Address for health and metrics; not served if undefined. */
  readonly ops: Settings['ops'];
  /** The endpoint of the assistant; none if undefined. */
  readonly assistant?: Settings['assistant'];
  /** An open, migrated database. The caller closes it, after the app's own steps. */
  readonly database: Database;
  /** If it cannot set timers, the jobs do not tick by themselves: see {@link App.runJob}. */
  readonly clock: Clock;
  /** Source of randomness; Node's cryptographic generator by default. */
  readonly random?: () => number;
  readonly log: Log;
  /** Read from disk by default. */
  readonly content?: Content;
  /** Number of shards and share of this process, from the settings; all that Discord recommends by default. */
  readonly shards?: Partial<Settings['shards']> & { readonly times?: Partial<ShardTimes> };
  /** Whether newcomers are told what the bot is, with their first private answer; true by default. */
  readonly greets?: boolean;
  /** How long people wait for an answer; longer in tests, which share a busy computer. */
  readonly deadlines?: Deadlines;
}

export interface App {
  /** Base address of health and metrics; undefined if they are switched off. */
  readonly opsUrl: string | undefined;
  /**
   * Resolves once the bot is logged in and its commands are registered, or stands by because other processes serve all shards.
   * Rejects with a StartError for a wrong token, or a setting of shards that cannot work.
   */
  readonly ready: Promise<void>;
  /** Resolves once it serves a shard: for a process that stands by, when another one has ended. */
  readonly serving: Promise<void>;
  /** Whether it serves no shard at the moment. */
  isStandingBy(): boolean;
  /** Names of the jobs, in the given order. */
  readonly jobs: readonly string[];
  /** Runs a job now, for a clock without timers, with which nothing else runs it. */
  runJob(name: string): Promise<void>;
  /** Waits for interactions, steps and jobs in progress: for tests. */
  settle(): Promise<void>;
  /** The steps that stop it, in order. */
  readonly stopSteps: readonly StopStep[];
}

/**
 * Wires the parts of the bot and starts them.
 * @throws StartError if health and metrics cannot be served; other errors if content breaks a rule.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { token, apiUrl, database, clock, log, random = unforeseeable } = options;
  const { translator, commandTexts, commandWords, ...served } = options.content ?? (await loadContent());
  const catalogue = createCatalogue(commands, (key) => commandWords.name('en', key));
  const metrics = createMetrics([...commands.map(({ key }) => key), ...catalogue.actions.map(({ name }) => name)]);
  const connection = connect({
    token,
    apiUrl,
    log,
    turn: (method) => pace.request(method),
    listens: (shard) => shards.listens(shard),
    identify: (shard, buckets, signal) => shards.identify(shard, buckets, signal),
    onGateway: metrics.setGatewayState,
    onGuild: (change, guildId) => memberships.note(change, guildId),
    onThreadDeleted: (communityId, channelId) =>
      // If this is missed, the next member to share finds out.
      database.db
        .$transaction((tx) => noteThreadDeleted({ clock }, tx, { communityId, channelId }))
        .catch((error: unknown) => log.error({ err: error }, 'The end of a discussion was not noted')),
  });
  const sessions = createSessions(connection, log, {
    onTaken(taken) {
      pace.taken(taken);
      outbox.taken(taken);
      // Guilds may have come and gone while nobody of this process listened.
      memberships.doubt(taken);
    },
    async onReady(shard) {
      shards.ready(shard);
      memberships.doubt([shard]);
      if (clock.after) outbox.nudge();
      await inBackground(() => memberships.catchUp());
    },
  });
  const shards = createShardHolder({
    ...(database.openLockSession ? { openSession: database.openLockSession } : {}),
    count: options.shards?.count,
    perProcess: options.shards?.perProcess,
    ...(options.shards?.times ? { times: options.shards.times } : {}),
    owner: sessions,
    recommended: () => connection.recommendedShards(),
    observer: {
      lockLost: metrics.countLockLoss,
      fenced: (lost) => metrics.countFenced(lost.length),
      clockOffset: metrics.setClockOffset,
    },
    log,
  });
  const pace = createPace(machineTiming, shards, { tookAlone: (shard) => shards.tookAlone(shard) });
  const memberships = createMemberships({
    db: database.db,
    clock,
    shards,
    present: (shard) => connection.guildIdsOf(shard),
    onError: (error, communityId) =>
      log.warn({ err: error, communityId }, 'A change of membership was not noted; it is tried again'),
  });
  const assistant =
    options.assistant &&
    (await startAssistant(options.assistant, {
      db: database.db,
      clock,
      log,
      count: metrics.countAssistant,
      ...served,
    }));
  const report = (error: unknown, what: string) => log.warn({ err: error }, what);
  const notices = createNotices({ services: () => services, translator, words: commandWords, log });
  const communityContent = createCommunityContent(database, served);
  const outbox = createOutbox({
    db: database.db,
    clock,
    log,
    steps: createSteps({
      database,
      clock,
      log,
      metrics,
      connection,
      translator,
      words: commandWords,
      served,
      ...communityContent,
      assistant,
      notices,
      report,
    }),
    shards: heardFrom(shards, sessions),
    alone: database.kind === 'embedded',
    // The connection gives its requests their turns; here they wait only while Discord asks for it.
    pace: { ...pace, turn: () => pace.ready() },
    observe: metrics.countStep,
  });
  const planning = createPlanning({
    db: database.db,
    clock,
    isHoliday,
    shards,
    onFailure: (error) => log.error({ err: error }, 'A community could not be planned for and was set aside'),
    onNote: (note) => log.warn(note, 'Planning set communities aside, or corrected what a wrong clock had planned'),
  });
  const review = createReview({
    db: database.db,
    clock,
    messenger: connection.messenger,
    shards,
    onRetry: () => outbox.nudge(),
    onError: (error) => log.error({ err: error }, 'An alert could not be looked at again'),
  });
  const services: Services = {
    db: database.db,
    databaseKind: database.kind,
    memory: database.memory,
    late: database.late,
    sealer: database.sealer,
    recordErasure: database.recordErasure,
    hashPerson: (tx, text) => hashPerson(tx, database.sealer, text, database.memory),
    clock,
    random,
    ...served,
    ...communityContent,
    assistant,
    messenger: connection.messenger,
    guilds: connection.guilds,
    outbox,
    fetch,
    report,
  };

  // A crash dump or a backup may have restored members who had asked to be erased.
  const erased = await reapplyErasures(database.db, database.sealer, personalData({ clock, random }));
  if (erased > 0) log.warn({ erased }, 'Erased again what a restored backup had brought back');

  const healed = await healZones(database.db);
  if (healed > 0) log.warn({ healed }, 'Corrected time zones that could not be read, or had an outdated name');

  const { handledElsewhere } = database;
  const route = createRouter({
    services,
    catalogue,
    translator,
    words: commandWords,
    commandId: connection.commandId,
    findProfile: (personId, communityId, exact) => findProfile(database, personId, communityId, exact),
    rest: connection.rest,
    rateLimit: createRateLimit(DEFAULT_RATE),
    readingLimit: createRateLimit(READING_RATE),
    suggestionLimit: createRateLimit(SUGGESTION_RATE),
    greet: options.greets === false ? async () => [] : greet,
    noteShared: ({ person, guildId, community }, shared) =>
      noteSharedPost(services, { ...shared, authorId: person.id, guildId, member: community !== undefined }),
    takeOwed: ({ person }) => notices.takeOwed(person.id, person.locale),
    handledElsewhere:
      handledElsewhere && (async (id, shard) => shards.mayBeHeardElsewhere(shard) && handledElsewhere(id)),
    log,
    deadlines: options.deadlines ?? DEADLINES,
    newIncident: () => createIncidentId(randomBytes),
    observe(_kind, name, outcome, seconds) {
      metrics.countInteraction(name, outcome);
      metrics.observeAcknowledgement(name, seconds);
    },
  });
  const ops = await startOps({
    address: options.ops,
    metrics,
    connection,
    database,
    outbox,
    shards,
    standsBy: () => shards.state === 'standby' || shards.state === 'waiting',
    clock,
    log,
  });
  const jobs = createJobs({
    services,
    shards,
    planning,
    outbox,
    memberships,
    review,
    askMembership: (communityId) => connection.askMembership(communityId),
    tidyUp: database.tidyUp,
    onFailure: metrics.countJobFailure,
    log,
  });
  const ticker = startTicker(jobs, { log, clock, onFailure: metrics.countJobFailure });
  connection.serve(route, buildCommands(commands, commandTexts, translator));
  const ready = shards.start().then(() => sessions.opened());

  return {
    opsUrl: ops?.url,
    ready,
    serving: sessions.first,
    isStandingBy: () => shards.held().length === 0,
    jobs: ticker.names,
    runJob: (name) => ticker.runNow(name),
    async settle() {
      await connection.settle();
      // Jobs first: a running one asks the outbox to send the steps that it stores.
      await ticker.settle();
      await outbox.settle();
      await database.late.flush().catch(() => undefined);
    },
    stopSteps: createStopSteps({ connection, outbox, ticker, late: database.late, shards, ops, report }),
  };
}
