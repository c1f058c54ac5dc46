/**
 * Files that take half a minute and more, some by waiting: roughly the longest first. Those that start several processes, or a
 * browser, take turns with those that keep to their worker, so that seldom two of them share the machine.
 */
export const SLOW: readonly string[] = [
  'test/outbox/kill.test.ts',
  'test/checkins/cards/card-crash.test.ts',
  'test/page/walks.test.ts',
  'test/access/matrix.test.ts',
  'test/outbox/taking-over.test.ts',
  'test/checkins/posting/checkin-crash.test.ts',
  'test/scripts/chaos.test.ts',
  'test/database/backup.test.ts',
  'test/e2e/heard-twice-killed.test.ts',
  'test/database/erasures.test.ts',
  'test/page/heights.test.ts',
  'test/page/tours.test.ts',
  'test/page/steps.test.ts',
  'test/page/page.test.ts',
  'test/tryout/life.test.ts',
  'test/e2e/isolation.test.ts',
  'test/e2e/several-processes.test.ts',
  'test/e2e/alert-kinds.test.ts',
  'test/checkins/posting/checkin-left-out.test.ts',
  'test/e2e/discussion-trouble.test.ts',
];
