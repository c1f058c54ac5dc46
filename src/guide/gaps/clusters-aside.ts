import { asideIfLong } from '../../threads/aside.ts';
import { clustersOf } from './clusters.ts';
import type { Gap } from './gaps.ts';

export const GROUPINGS = { clusters: (gaps: readonly Gap[]) => clustersOf(gaps) };

/** Maximum questions clustered without starting a thread: about ten milliseconds of work, in slices. */
const FEW = 200;

/** `clustersOf` for any number of questions without blocking the event loop. */
export const { clusters: clustersAside } = asideIfLong(GROUPINGS, FEW, {
  module: new URL('./clusters-worker.ts', import.meta.url),
  failure: 'questions could not be grouped',
  limit: 60_000,
  idle: 20_000,
  memory: 256,
});
