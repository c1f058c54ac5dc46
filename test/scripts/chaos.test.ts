import { expect, test } from 'vitest';
import { runChaos } from '../../scripts/chaos/run.ts';
import { testServerUrl } from '../support/server-database.ts';

// The smaller version of `npm run chaos`.
test.skipIf(testServerUrl === undefined)(
  'nothing is unanswered, lost or doubled while the connections to the server are disturbed',
  { timeout: 240_000 },
  async () => {
    const { tally, posts } = await runChaos({
      serverUrl: testServerUrl ?? '',
      seed: 3,
      seconds: 8,
    });
    const { unanswered, impossible, lost, doubled, duplicated } = tally;
    expect([...unanswered, ...impossible, ...lost, ...doubled, ...duplicated]).toEqual([]);
    expect(posts).toBe(1);
  },
);
