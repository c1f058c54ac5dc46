import type { Logger } from 'pino';
import type { HolderState, ShardObserver } from './holder.ts';

const WORDS: Readonly<Record<HolderState, string>> = {
  starting: 'Starting',
  holding: 'Holding shards',
  standby: 'Standing by: other processes hold all shards',
  waiting: 'Standing by',
  'cut off': 'Holding no shards: the database cannot be asked',
  leaving: 'Giving the shards back',
};

/** Says what a process is doing, to the log and to the observer, each time that something of it has changed. */
export function createTeller(
  log: Pick<Logger, 'info'>,
  observer: ShardObserver | undefined,
): (
  now: { readonly state: HolderState; readonly held: readonly number[]; readonly count: number },
  words?: string,
) => void {
  let told = '';
  return (now, words = WORDS[now.state]) => {
    const line = JSON.stringify([now, words]);
    if (line === told) return;
    told = line;
    log.info({ state: now.state, shards: now.held, count: now.count }, words);
    observer?.state?.(now);
  };
}

/** Why a process waits while others work with another number of shards. */
export function waitingFor(counts: readonly number[], own: number): string {
  return (
    `Standing by: running processes work with ${counts.join(' and ')} shards, this one is set to ${own} (SHARD_COUNT). It starts ` +
    'when they have ended'
  );
}
