import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * Outcome of an interaction: *answered* as intended; *refused* for an expected reason (bad input, no permission); *expired*: a
 * control of an earlier version or an unknown id; *late*: Discord no longer accepted the answer; *failed*: a bug.
 */
export const INTERACTION_OUTCOMES = ['answered', 'refused', 'expired', 'late', 'failed'] as const;

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
  /** Counts one attempt at an outbox step, by kind and outcome. */
  countStep(kind: string, outcome: string): void;
  /** All metrics in Prometheus's text format. */
  text(): Promise<string>;
  contentType: string;
  /** Registry for metrics of other parts. */
  registry: Registry;
}

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
