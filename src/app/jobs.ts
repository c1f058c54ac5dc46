import type { Logger } from 'pino';
import type { Planning } from '../checkins/posting/steps.ts';
import type { Services } from '../dialogue/services.ts';
import type { Memberships } from '../lifecycle/memberships.ts';
import { closeUsageWeeks } from '../lifecycle/usage-weeks.ts';
import type { RunningOutbox } from '../outbox/outbox.ts';
import type { Shards } from '../ports/shards.ts';
import { closeWeeks } from '../violations/community-weeks.ts';
import { type HousekeepingContext, runHousekeeping } from './housekeeping.ts';
import type { Job } from './ticker.ts';

/** Dependencies of the jobs, wired by the app. */
export interface JobParts {
  readonly services: Pick<Services, 'db' | 'sealer' | 'clock'>;
  /** The shards that this process holds. */
  readonly shards: Shards;
  readonly planning: Planning;
  readonly outbox: Pick<RunningOutbox, 'drain' | 'nudge'>;
  readonly memberships: Pick<Memberships, 'catchUp'>;
  /** Checks the open alerts again. */
  readonly review: () => Promise<void>;
  readonly askMembership: HousekeepingContext['askMembership'];
  readonly tidyUp: HousekeepingContext['tidyUp'];
  /** Counts a failure by job and part. */
  readonly onFailure: (job: string, part: string) => void;
  readonly log: Logger;
}

/**
 * A job of all processes. `held`: each does it for the guilds of the shards that it holds. `first`: the one with shard 0 does it for
 * all guilds; if that one dies, the next to hold it does so at its next tick. When a shard changes hands, two may be at it for a
 * moment: each statement is right however often it runs.
 */
interface SharedJob extends Job {
  readonly by: 'held' | 'first';
}

/** All repeated work. */
export function createJobs(parts: JobParts): Job[] {
  const { shards } = parts;
  return listJobs(parts).map(({ by, run, ...job }) => ({
    ...job,
    run: async (signal) => {
      if (by === 'held' || shards.holds(null)) await run(signal);
    },
  }));
}

function listJobs(parts: JobParts): SharedJob[] {
  const { services, shards, planning, outbox, memberships, review, askMembership, tidyUp, onFailure, log } = parts;
  return [
    {
      name: 'housekeeping',
      pattern: '17 * * * *',
      by: 'held', // and of its steps, most are for the one with shard 0
      run: (signal) =>
        runHousekeeping({
          ...services,
          shards,
          log,
          signal,
          askMembership,
          tidyUp,
          onFailure: (step) => onFailure('housekeeping', step),
        }),
    },
    {
      name: 'check-ins',
      pattern: '* * * * *',
      by: 'held',
      run: async (signal) => {
        try {
          await planning.openAllDue(signal, () => outbox.nudge());
        } finally {
          // Due steps are sent even if planning fails.
          await outbox.drain();
        }
      },
    },
    // Posting the check-ins of one minute may take several: those that become due meanwhile are opened anyway.
    {
      name: 'due',
      pattern: '* * * * *',
      by: 'held',
      run: (signal) => planning.openAllDue(signal, () => outbox.nudge()),
    },
    {
      name: 'community-weeks',
      pattern: '23 * * * *',
      by: 'first',
      run: async (signal) => {
        const onError = (error: unknown, communityId: string) => {
          onFailure('community-weeks', 'community');
          log.error({ err: error, communityId }, 'A week of a community could not be counted; the others are');
        };
        await closeWeeks({ ...services, signal, onError });
        await closeUsageWeeks({ ...services, signal, onError });
      },
    },
    {
      name: 'memberships',
      pattern: '* * * * *',
      by: 'held',
      run: () => memberships.catchUp(),
    },
    {
      name: 'alerts',
      pattern: '* * * * *',
      by: 'held',
      run: async () => {
        await review();
        await outbox.drain();
      },
    },
  ];
}
