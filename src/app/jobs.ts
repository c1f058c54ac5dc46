import type { Logger } from 'pino';
import type { createPlanning } from '../checkins/posting/steps.ts';
import type { Services } from '../dialogue/services.ts';
import type { createMemberships } from '../lifecycle/memberships.ts';
import { closeUsageWeeks } from '../lifecycle/usage-weeks.ts';
import type { RunningOutbox } from '../outbox/outbox.ts';
import { closeWeeks } from '../violations/community-weeks.ts';
import { type HousekeepingContext, runHousekeeping } from './housekeeping.ts';
import type { Job } from './ticker.ts';

/** Dependencies of the jobs, wired by the app. */
export interface JobParts {
  readonly services: Services;
  readonly planning: ReturnType<typeof createPlanning>;
  readonly outbox: RunningOutbox;
  readonly memberships: ReturnType<typeof createMemberships>;
  /** Checks the open alerts again. */
  readonly review: () => Promise<void>;
  readonly askMembership: HousekeepingContext['askMembership'];
  readonly tidyUp: HousekeepingContext['tidyUp'];
  /** Counts a failure by job and part. */
  readonly onFailure: (job: string, part: string) => void;
  readonly log: Logger;
}

/** All repeated work. */
export function createJobs(parts: JobParts): Job[] {
  const { services, planning, outbox, memberships, review, askMembership, tidyUp, onFailure, log } = parts;
  return [
    {
      name: 'housekeeping',
      pattern: '17 * * * *',
      run: (signal) =>
        runHousekeeping({
          ...services,
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
      run: (signal) => planning.openAllDue(signal, () => outbox.nudge()),
    },
    {
      name: 'community-weeks',
      pattern: '23 * * * *',
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
      run: () => memberships.catchUp(),
    },
    {
      name: 'alerts',
      pattern: '* * * * *',
      run: async () => {
        await review();
        await outbox.drain();
      },
    },
  ];
}
