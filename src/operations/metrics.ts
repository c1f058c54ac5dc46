import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * How an interaction ended: *answered* as meant; *refused* with an expected outcome (bad input, no permission);
 * *expired*: a control of an earlier version or an unknown id; *late*: Discord no longer took the answer; *failed*: a bug.
 */
export const INTERACTION_OUTCOMES = ['answered', 'refused', 'expired', 'late', 'failed'] as const;

export type InteractionOutcome = (typeof INTERACTION_OUTCOMES)[number];

export const GATEWAY_STATES = ['connecting', 'ready', 'reconnecting', 'closed'] as const;

export type GatewayState = (typeof GATEWAY_STATES)[number];

export interface Metrics {
  /** Counts one interaction. */
  countInteraction(command: string, outcome: InteractionOutcome): void;
  /** Records the time from the arrival of an interaction to Discord's acceptance of the first answer, in seconds. */
  observeAcknowledgement(command: string, seconds: number): void;
  setGatewayState(state: GatewayState): void;
  /** Counts a job that failed as a whole, or (`part`) one of its steps while the others went on. Both are of fixed lists. */
  countJobFailure(job: string, part?: string): void;
  /** Counts one attempt at a step of the outbox: its kind, and how it came out. */
  countStep(kind: string, outcome: string): void;
  /** All metrics in Prometheus's text format. */
  text(): Promise<string>;
  contentType: string;
  /** Where further parts register metrics of their own. */
  registry: Registry;
}

/**
 * The metrics of one process. Labels take values from fixed lists alone, so that neither a person, a community nor a
 * text can become one.
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
    // Discord waits 3 s.
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const steps = new Counter({
    name: 'granica_outbox_attempts_total',
    help: 'Attempts at what is to be done at Discord by kind and outcome; "broken" is a fault of the bot itself.',
    labelNames: ['kind', 'outcome'],
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
  const setGatewayState = (state: GatewayState) => {
    for (const each of GATEWAY_STATES) gateway.set({ state: each }, each === state ? 1 : 0);
  };
  setGatewayState('connecting');

  return {
    countInteraction: (command, outcome) => interactions.inc({ command: label(command), outcome }),
    observeAcknowledgement: (command, seconds) => acknowledgement.observe({ command: label(command) }, seconds),
    setGatewayState,
    countJobFailure: (job, part = 'all') => jobFailures.inc({ job, part }),
    countStep: (kind, outcome) => steps.inc({ kind, outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    registry,
  };
}
