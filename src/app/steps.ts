import { createIntroductionComposer } from '../../commands/admin/introduction/message.ts';
import { createAlertComposer } from '../../commands/alerts/alert.ts';
import { createCardComposer } from '../../commands/checkin/cards/present.ts';
import { createCheckinComposer } from '../../commands/checkin/composer.ts';
import { createDigestComposer } from '../../commands/checkin/digest.ts';
import type { Assistant } from '../assistant/start.ts';
import { cardSteps } from '../checkins/cards/posting.ts';
import { announceStep } from '../checkins/posting/announce.ts';
import { digestStep } from '../checkins/posting/digest.ts';
import { checkinSteps } from '../checkins/posting/steps.ts';
import { alertStep } from '../communities/alerts/tell.ts';
import type { Database } from '../database/database.ts';
import type { Connection } from '../discord/connection.ts';
import { introductionSteps } from '../introduction/steps.ts';
import { noticeStep } from '../notices/direct.ts';
import type { Log } from '../operations/log.ts';
import type { Metrics } from '../operations/metrics.ts';
import type { StepDefinition } from '../outbox/step-definition.ts';
import type { CommunityScenes } from '../practice/community-scenes.ts';
import type { Clock } from '../time/clock.ts';
import type { Content } from './content.ts';
import type { Notices } from './notices.ts';

/** Dependencies of the steps, wired by the app. */
export interface StepParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'countJobFailure'>;
  readonly connection: Pick<Connection, 'messenger' | 'directMessages' | 'commandId'>;
  readonly translator: Content['translator'];
  readonly words: Content['commandWords'];
  readonly served: Omit<Content, 'translator' | 'commandTexts' | 'commandWords'>;
  readonly communityScenes: CommunityScenes;
  readonly assistant: Assistant | undefined;
  readonly notices: Notices;
  /** Logs an error that was kept from the person. */
  readonly report: (error: unknown, what: string) => void;
}

/** All that the outbox does at Discord. */
export function createSteps(parts: StepParts): StepDefinition[] {
  const { clock, log, metrics, translator, words, served, communityScenes, assistant, notices, report } = parts;
  const { db, sealer } = parts.database;
  const { messenger, directMessages } = parts.connection;
  const checkinJobs = {
    db,
    clock,
    messenger,
    composer: createCheckinComposer(translator, { ...served, db, communityScenes }),
  };
  const digestComposer = createDigestComposer(translator, { ...served, db, report });
  return [
    ...checkinSteps(checkinJobs, sealer, (error, members) => {
      metrics.countJobFailure('check-ins', 'reminders');
      // Not the error itself: a message about unreadable JSON quotes it.
      const problem = error instanceof Error ? error.name : typeof error;
      log.error({ problem, members }, 'Some members get no reminder: what they chose cannot be read');
    }),
    digestStep(checkinJobs, digestComposer, assistant && { sealer, sumUp: assistant.sumUp }),
    announceStep(checkinJobs, digestComposer),
    ...cardSteps({ db, sealer, clock, messenger, composer: createCardComposer(translator, served) }),
    ...introductionSteps({
      db,
      clock,
      messenger,
      compose: createIntroductionComposer(translator, words, parts.connection.commandId),
    }),
    noticeStep({ db, sealer, clock, directMessages, present: notices.present }),
    alertStep({ db, messenger, composer: createAlertComposer(translator, words) }),
  ];
}
