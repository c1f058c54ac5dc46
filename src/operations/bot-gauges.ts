import { Gauge, type Registry } from 'prom-client';

/** A number by the values of its labels, which come from fixed lists. */
export type Counted<L extends string> = Readonly<Record<L, string>> & { readonly count: number };

/** The state of the whole bot at one moment, as its database knows it. */
export interface BotState {
  readonly communities: number;
  /** Steps that may be done now (`due`) or are under way (`claimed`), by kind and state. */
  readonly steps: readonly Counted<'kind' | 'state'>[];
  /** Seconds for which the step that has waited longest could have been done. */
  readonly oldestDueStep: number;
  /** Steps given up in the last 24 hours. */
  readonly stepsGivenUp: readonly Counted<'kind' | 'state'>[];
  /** Check-ins that became due in the last 24 hours, by how they stand. */
  readonly checkins: readonly Counted<'state'>[];
  /** Communities whose check-ins wait for a moderator. */
  readonly checkinsBlocked: number;
  /** Seconds for which the community that has waited longest could have been planned for. */
  readonly oldestDuePlan: number;
  /** Alerts that are open, by kind. */
  readonly alerts: readonly Counted<'kind'>[];
  /** Communities that have used up nine tenths of today's budget, or more. */
  readonly budgetsSpent: number;
  /** When the last backup was made, in seconds since 1970; 0 for never. */
  readonly lastBackup: number;
  /** Size of the database as of its last maintenance, in bytes. */
  readonly databaseSize: number;
}

export interface BotGauges {
  /** Where the state is read. */
  watch(read: () => Promise<BotState>): void;
  /** Reads the state, unless the last one is recent enough; never longer than 2 s. */
  refresh(): Promise<void>;
}

/** Milliseconds for which a state is served: several scrapers cost no more than one. */
const FRESH_MS = 15_000;
/** Milliseconds that a scrape waits for the database; after that it goes without its numbers. */
const PATIENCE_MS = 2000;

/** What is added to the help of each: several processes read the same database. */
const GLOBAL = 'Of the whole bot, and the same from every process: take the maximum, not the sum.';

/** Gauges of the whole bot, read from the database. They are absent while the database does not answer. */
export function createBotGauges(
  registry: Registry,
  { now = () => performance.now(), patienceMs = PATIENCE_MS }: { now?: () => number; patienceMs?: number } = {},
): BotGauges {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) => {
    const made = new Gauge({ name, help: `${help} ${GLOBAL}`, labelNames, registers: [registry] });
    if (labelNames.length === 0) made.remove();
    return made;
  };
  const up = new Gauge({
    name: 'granica_database_up',
    help: 'Whether the database answered this process within 2 s when it was last asked for the numbers of the whole bot.',
    registers: [registry],
  });
  const communities = gauge('granica_communities', 'Communities that use the bot.');
  const steps = gauge(
    'granica_outbox_steps',
    'What may be done at Discord now ("due") or is under way ("claimed"), by kind; 10,000 are counted at most.',
    ['kind', 'state'],
  );
  const oldestStep = gauge(
    'granica_outbox_oldest_due_seconds',
    'How long the oldest step that may be done now has waited.',
  );
  const givenUp = gauge('granica_outbox_given_up', 'Steps of the last 24 hours whose end is unknown, or that failed.', [
    'kind',
    'state',
  ]);
  const checkins = gauge(
    'granica_checkins',
    'Check-ins due in the last 24 hours, by how they stand; "late" is posted more than 10 minutes late.',
    ['state'],
  );
  const blocked = gauge('granica_checkins_blocked', 'Communities whose check-ins wait for a moderator.');
  const oldestPlan = gauge('granica_planning_oldest_due_seconds', 'How long the oldest plan that is due has waited.');
  const alerts = gauge('granica_alerts_open', 'Alerts to moderators that are open, by kind.', ['kind']);
  const spent = gauge(
    'granica_assistant_budgets_spent',
    'Communities that used nine tenths of today’s budget, or all of it.',
  );
  const backup = gauge('granica_backup_timestamp_seconds', 'When `npm run backup` last wrote all data; 0 for never.');
  const size = gauge('granica_database_size_bytes', 'Size of the database when its tables were last maintained.');
  const single = { communities, oldestStep, blocked, oldestPlan, spent, backup, size };
  const labelled = [steps, givenUp, checkins, alerts];

  const clear = (): void => {
    for (const each of Object.values(single)) each.remove();
    for (const each of labelled) each.reset();
  };
  const show = (state: BotState): void => {
    clear();
    communities.set(state.communities);
    oldestStep.set(state.oldestDueStep);
    blocked.set(state.checkinsBlocked);
    oldestPlan.set(state.oldestDuePlan);
    spent.set(state.budgetsSpent);
    backup.set(state.lastBackup);
    size.set(state.databaseSize);
    for (const { count, kind, state: standing } of state.steps) steps.set({ kind, state: standing }, count);
    for (const { count, kind, state: standing } of state.stepsGivenUp) givenUp.set({ kind, state: standing }, count);
    for (const { count, state: standing } of state.checkins) checkins.set({ state: standing }, count);
    for (const { count, kind } of state.alerts) alerts.set({ kind }, count);
  };

  let read: (() => Promise<BotState>) | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const readOnce = async (source: () => Promise<BotState>): Promise<void> => {
    try {
      show(await source());
      readAt = now();
      up.set(1);
    } catch {
      // Who asks the database for anything else logs why.
      clear();
      up.set(0);
    } finally {
      reading = undefined;
    }
  };
  return {
    watch(source) {
      read = source;
    },
    async refresh() {
      if (!read || now() - readAt < FRESH_MS) return;
      reading ??= readOnce(read);
      if (await within(reading, patienceMs)) return;
      clear();
      up.set(0);
    },
  };
}

/** Whether `work` ends within so many milliseconds. */
async function within(work: Promise<void>, milliseconds: number): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  try {
    return await Promise.race([work.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
