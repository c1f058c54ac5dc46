import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type BotState, createBotGauges } from './bot-gauges.ts';
import { createProcessGauges, type ProcessState } from './process-gauges.ts';

/**
 * Outcome of an interaction: *answered* as intended; *refused* for an expected reason (bad input, no permission); *expired*: a
 * control of an earlier version or an unknown id; *late*: Discord no longer accepted the answer;
 * *elsewhere*: another process answers it; *failed*: a bug.
 */
export const INTERACTION_OUTCOMES = ['answered', 'refused', 'expired', 'late', 'elsewhere', 'failed'] as const;

export type InteractionOutcome = (typeof INTERACTION_OUTCOMES)[number];

export const GATEWAY_STATES = ['connecting', 'ready', 'reconnecting', 'closed'] as const;

export type GatewayState = (typeof GATEWAY_STATES)[number];

export interface Metrics {
  /** Counts one interaction. */
  countInteraction(command: string, outcome: InteractionOutcome): void;
  /** Records the seconds from an interaction's arrival to Discord's acceptance of the first answer. */
  observeAcknowledgement(command: string, seconds: number): void;
  setGatewayState(state: GatewayState): void;
  /** Counts a job that failed as a whole, or (`part`) one of its steps while the others went on. Both come from fixed lists. */
  countJobFailure(job: string, part?: string): void;
  /** Counts one attempt at an outbox step, by kind and outcome, and for one that is done how many seconds after it was due. */
  countStep(kind: string, outcome: string, seconds: number): void;
  /** Records one statement of the database: its kind and lane, both from fixed lists, and the seconds until its answer. */
  observeStatement(kind: string, lane: string, seconds: number): void;
  /** Counts one request to the assistant's endpoint, with the tokens that it cost. Both labels come from fixed lists. */
  countAssistant(task: string, outcome: string, tokens: number): void;
  /** Counts a loss of the session with the locks. */
  countLockLoss(): void;
  /** Counts shards that the process left since it could no longer be sure of their locks. */
  countFenced(shards: number): void;
  /** Sets by how many seconds this machine's clock is ahead of the database's. */
  setClockOffset(seconds: number): void;
  /** Where the state of this process is read at each scrape. */
  watchProcess(read: () => ProcessState): void;
  /** Where the state of the whole bot is read, at most once every 15 s however often it is scraped. */
  watchBot(read: () => Promise<BotState>): void;
  /** All metrics in Prometheus's text format. */
  text(): Promise<string>;
  contentType: string;
  /** Registry for metrics of other parts. */
  registry: Registry;
}

/** Upper bounds of histograms, in seconds. */
const BUCKETS = {
  // Discord waits 3 s.
  acknowledgement: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
  // People's statements end after 4 s, those of jobs after 30 s.
  statement: [0.001, 0.005, 0.025, 0.1, 0.5, 2, 4, 30],
  // A check-in that is ten minutes late is told as late.
  delay: [1, 5, 15, 60, 300, 600, 3600, 43_200],
} as const;

/**
 * The metrics of one process. Label values come only from fixed lists, so that no person, community or text can become one.
 *
 * @param commands the keys of all commands; any other name is counted as `other`.
 */
export function createMetrics(commands: Iterable<string>): Metrics {
  const known = new Set(commands);
  const label = (command: string) => (known.has(command) ? command : 'other');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const interactions = new Counter({
    name: 'granica_interactions_total',
    help: 'Interactions by command and outcome.',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const acknowledgement = new Histogram({
    name: 'granica_acknowledgement_seconds',
    help: 'Time from the arrival of an interaction to the first answer that Discord accepted.',
    labelNames: ['command'],
    buckets: [...BUCKETS.acknowledgement],
    registers,
  });
  const steps = new Counter({
    name: 'granica_outbox_attempts_total',
    help: 'Attempts at steps to be done at Discord, by kind and outcome; "broken" is a fault of the bot itself.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'granica_outbox_delay_seconds',
    help: 'Time from when a step was due until it was done.',
    labelNames: ['kind'],
    buckets: [...BUCKETS.delay],
    registers,
  });
  const statements = new Histogram({
    name: 'granica_database_statement_seconds',
    help: 'Time until the database had answered a statement, with the wait for a connection or a turn, by kind and lane.',
    labelNames: ['kind', 'lane'],
    buckets: [...BUCKETS.statement],
    registers,
  });
  const gateway = new Gauge({
    name: 'granica_gateway_state',
    help: 'State of the connection to Discord: 1 for the current one.',
    labelNames: ['state'],
    registers,
  });
  const jobFailures = new Counter({
    name: 'granica_job_failures_total',
    help: 'Failures of jobs, by job and part; the part "all" where the whole job failed.',
    labelNames: ['job', 'part'],
    registers,
  });
  const assistantRequests = new Counter({
    name: 'granica_assistant_requests_total',
    help: 'Requests to the assistant’s endpoint, by task and outcome.',
    labelNames: ['task', 'outcome'],
    registers,
  });
  const assistantTokens = new Counter({
    name: 'granica_assistant_tokens_total',
    help: 'Tokens that the assistant’s answers cost.',
    registers,
  });
  const lockLosses = new Counter({
    name: 'granica_shard_lock_losses_total',
    help: 'How often the connection that holds the shard locks was lost.',
    registers,
  });
  const fenced = new Counter({
    name: 'granica_shards_fenced_total',
    help: 'Shards whose gateway session was closed because their locks could no longer be trusted.',
    registers,
  });
  const clockOffset = new Gauge({
    name: 'granica_clock_offset_seconds',
    help: 'By how much this machine’s clock is ahead of the database’s.',
    registers,
  });
  const setGatewayState = (state: GatewayState) => {
    for (const each of GATEWAY_STATES) gateway.set({ state: each }, each === state ? 1 : 0);
  };
  setGatewayState('connecting');
  const processGauges = createProcessGauges(registry);
  const botGauges = createBotGauges(registry);

  return {
    countInteraction: (command, outcome) => interactions.inc({ command: label(command), outcome }),
    observeAcknowledgement: (command, seconds) => acknowledgement.observe({ command: label(command) }, seconds),
    setGatewayState,
    countJobFailure: (job, part = 'all') => jobFailures.inc({ job, part }),
    countStep(kind, outcome, seconds) {
      steps.inc({ kind, outcome });
      if (outcome === 'done') delay.observe({ kind }, seconds);
    },
    observeStatement: (kind, lane, seconds) => statements.observe({ kind, lane }, seconds),
    countAssistant(task, outcome, tokens) {
      assistantRequests.inc({ task, outcome });
      assistantTokens.inc(tokens);
    },
    countLockLoss: () => lockLosses.inc(),
    countFenced: (shards) => fenced.inc(shards),
    setClockOffset: (seconds) => clockOffset.set(seconds),
    watchProcess: processGauges.watch,
    watchBot: botGauges.watch,
    async text() {
      processGauges.refresh();
      await botGauges.refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
    registry,
  };
}
