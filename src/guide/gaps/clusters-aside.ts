import { createAside } from '../../threads/aside.ts';
import { type Cluster, clustersOf } from './clusters.ts';
import type { Gap } from './gaps.ts';

/** Maximum questions clustered without starting a thread: about ten milliseconds of work, in slices. */
const FEW = 200;

const groupAside = createAside<readonly Gap[], readonly Cluster[]>({
  module: new URL('./clusters-worker.ts', import.meta.url),
  failure: 'questions could not be grouped',
  limit: 60_000,
  idle: 20_000,
  memory: 256,
});

/** `clustersOf` for any number of questions without blocking the event loop. */
export async function clustersAside(gaps: readonly Gap[]): Promise<readonly Cluster[]> {
  return gaps.length <= FEW ? clustersOf(gaps) : groupAside(gaps);
}
