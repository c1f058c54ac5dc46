import type { Db } from '../../database/client.ts';
import type { Cluster } from './clusters.ts';
import { clustersAside } from './clusters-aside.ts';
import { fingerprintGaps, type GapStore, readGaps } from './gaps.ts';

/**
 * Maximum communities whose clusters are cached, most recent first. Clusters hold no question, only words of at least three
 * people.
 */
const KEPT = 50;

interface Kept {
  readonly fingerprint: string;
  readonly clusters: Promise<readonly Cluster[]>;
}

const caches = new WeakMap<Db, Map<string, Kept>>();

/** Unanswered questions, grouped: computed once per state of the questions, then paged through from memory. */
export async function findClusters(store: GapStore, communityId: string): Promise<readonly Cluster[]> {
  const fingerprint = await fingerprintGaps(store, communityId);
  const cache = caches.get(store.db) ?? new Map<string, Kept>();
  caches.set(store.db, cache);
  const known = cache.get(communityId);
  cache.delete(communityId);
  const kept: Kept =
    known?.fingerprint === fingerprint
      ? known
      : { fingerprint, clusters: readGaps(store, communityId).then(clustersAside) };
  cache.set(communityId, kept);
  for (const oldest of cache.keys()) {
    if (cache.size <= KEPT) break;
    cache.delete(oldest);
  }
  // A failure is not cached, so that the next request tries again.
  kept.clusters.catch(() => {
    if (cache.get(communityId) === kept) cache.delete(communityId);
  });
  return kept.clusters;
}
