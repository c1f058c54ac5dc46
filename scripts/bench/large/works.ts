// The jobs, and what the heavy commands ask of the domain. What changes nothing comes first, the deletion of nearly everything last.

import { readBotState } from '../../../src/app/bot-state.ts';
import { runHousekeeping } from '../../../src/app/housekeeping.ts';
import { oweReminders } from '../../../src/checkins/owe-reminders.ts';
import type { Tx } from '../../../src/database/client.ts';
import type { Database } from '../../../src/database/database.ts';
import { hashPerson } from '../../../src/database/erasures.ts';
import { inBackground } from '../../../src/database/lanes.ts';
import { vacuumTables } from '../../../src/database/vacuum.ts';
import { readCommunityInsights } from '../../../src/insights/insights.ts';
import { noteDeparture } from '../../../src/lifecycle/departure.ts';
import { countDue } from '../../../src/lifecycle/retention.ts';
import { closeUsageWeeks } from '../../../src/lifecycle/usage-weeks.ts';
import { writeParts } from '../../../src/messages/file-parts.ts';
import { noticeStep } from '../../../src/notices/direct.ts';
import { createLog } from '../../../src/operations/log.ts';
import { createOutbox } from '../../../src/outbox/outbox.ts';
import {
  countPersonalData,
  erasePersonalData,
  personalDataFrame,
  readPersonalData,
} from '../../../src/privacy/personal-data.ts';
import type { Clock } from '../../../src/time/clock.ts';
import { closeWeeks } from '../../../src/violations/community-weeks.ts';
import { readInsights } from '../../../src/violations/insights.ts';
import { BUSY, LARGE, OPEN_CHECKIN } from './fill.ts';

type Work = readonly [name: string, work: () => Promise<unknown>];

export function worksOf(database: Database, clock: Clock): Work[] {
  const { db, sealer, recordErasure } = database;
  const context = {
    random: Math.random,
    db,
    sealer,
    clock,
    recordErasure,
    hashPerson: (tx: Tx, text: string) => hashPerson(tx, sealer, text),
  };
  const fail = (error: unknown) => {
    throw error;
  };
  const today = () => clock.now().toZonedDateTimeISO('UTC').toPlainDate();
  const housekeeping = () =>
    inBackground(() =>
      runHousekeeping({
        ...context,
        log: createLog({ level: 'error', json: true }),
        askMembership: async () => 'gone',
        tidyUp: database.tidyUp,
        onFailure: (step) => fail(new Error(step)),
      }),
    );
  const directMessages = { membership: async () => 'member' as const, send: async () => 'sent' as const };
  return [
    // A process reads and compiles much with its first statement: no other row is to be taken for that.
    ['the first statement of a process', () => db.member.count()],
    ['a scrape of the metrics', () => readBotState({ db, clock, stepKinds: [] })],
    ['/violation insights, 20,000 entries', () => readInsights(db, BUSY, today())],
    ['/privacy show', () => countPersonalData(context, BUSY)],
    [
      '/privacy export',
      () => writeParts('data.json', personalDataFrame(context.clock, BUSY), readPersonalData(context, BUSY)),
    ],
    ['/admin insights', () => readCommunityInsights(context, LARGE)],
    ['/admin health: what is due', () => countDue(context, LARGE)],
    ['job: weeks of communities', () => inBackground(() => closeWeeks({ ...context, onError: fail }))],
    ['job: weeks of usage', () => inBackground(() => closeUsageWeeks({ ...context, onError: fail }))],
    [
      'job: reminders owed',
      () =>
        inBackground(async () => {
          const checkin = await db.checkin.findUniqueOrThrow({ where: { id: OPEN_CHECKIN } });
          const community = { id: LARGE, zone: 'Europe/Warsaw', locale: 'pl' as const };
          await oweReminders({ ...context, onSetAside: fail }, community, checkin);
        }),
    ],
    [
      'job: direct messages, 1,000 due',
      async () => {
        await db.$executeRaw`UPDATE "Notice" SET "dueAt" = now() WHERE id IN (SELECT id FROM "Notice" LIMIT 1000)`;
        await db.$executeRaw`
          INSERT INTO "OutboxStep" (id, kind, key, "communityId", "personId", "subjectId", nonce, state, "dueAt", "nextAt")
          SELECT gen_random_uuid(), 'notice.dm', id::text, "communityId", "personId", id, 'x', 'pending', now(), now()
          FROM "Notice" WHERE state = 'waiting' AND "dueAt" <= now()`;
        const pace = { turn: async () => undefined, hold: () => undefined, held: () => 0 };
        const steps = [
          noticeStep({ ...context, directMessages, present: async () => ({ blocks: [{ type: 'text', text: 'x' }] }) }),
        ];
        const log = createLog({ level: 'error', json: true });
        await createOutbox({ db, clock, log, steps, pace, alone: false }).drain();
      },
    ],
    ['/privacy delete, 20,000 entries', () => erasePersonalData(context, BUSY)],
    ['job: housekeeping, half of all too old', housekeeping],
    ...(database.kind === 'embedded' ? [['job: tidying up', () => vacuumTables(db)] as const] : []),
    ['job: housekeeping, nothing due', housekeeping],
    [
      'job: housekeeping, the community is gone',
      async () => {
        await noteDeparture({ db, clock: { now: () => clock.now().subtract({ hours: 31 * 24 }) } }, LARGE);
        await housekeeping();
      },
    ],
  ];
}
