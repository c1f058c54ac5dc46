import type { Logger } from 'pino';
import { openAlive } from '../database/alive-session.ts';
import type { Database } from '../database/database.ts';
import type { Backend, LockSession } from '../database/lock-session.ts';
import { POOLER_ADVICE } from '../database/pooler.ts';
import { StartError } from '../operations/start-error.ts';
import { shardOf } from '../ports/shards.ts';
import { type Moment, machineClock } from '../time/moment.ts';
import { createCertainty } from './certainty.ts';
import { createCompany } from './company.ts';
import { agreeOnCount } from './count.ts';
import { leave } from './hand-over.ts';
import type { HolderState, ShardHolder, ShardObserver, ShardOwner } from './holder.ts';
import { createIdentifyTurns } from './identify.ts';
import { CHANNEL, type Look, look, tell as notify, share, tryLock, unshare } from './locks.ts';
import { createPause } from './pause.ts';
import { createRecommendation } from './recommendation.ts';
import { regain } from './regain.ts';
import { createTeller, waitingFor } from './tell-state.ts';
import { SHARD_TIMES, type ShardTimes } from './times.ts';
import { watchClock, watchUnheld } from './watches.ts';

export interface LockHolderOptions {
  readonly openSession: NonNullable<Database['openLockSession']>;
  readonly owner: ShardOwner;
  /** The number of the settings; undefined: that of the running processes, or else what Discord recommends. */
  readonly count: number | undefined;
  /** How many shards this process takes at most; undefined: all. */
  readonly perProcess: number | undefined;
  /** Asks Discord how many shards it recommends. */
  readonly recommended: () => Promise<number>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly observer?: ShardObserver;
  readonly times?: Partial<ShardTimes>;
  readonly now?: () => Moment;
}

/**
 * The holder of shards on a server: one session-level advisory lock a shard, all in one session of their own. A process that lost the
 * session, or stood still for so long that the server has ended it, believes in nothing until it has asked.
 */
export function createLockHolder(options: LockHolderOptions): ShardHolder {
  const { openSession, owner, log, observer, now = machineClock } = options;
  const times = { ...SHARD_TIMES, ...options.times };
  const certainty = createCertainty(times.certain, now);
  const company = createCompany(() => now().steady);
  const pause = createPause();
  const noticed = createPause();
  const tell = createTeller(log, observer);
  const recommendation = createRecommendation(options.recommended, () => pause.end());
  const noteServerTime = watchClock(log, observer);
  const noteUnheld = watchUnheld(log, () => now().steady);
  let session: LockSession | undefined;
  /** Sessions since the last one with which all went well. */
  let former: Backend[] = [];
  let count = 0;
  let joined = false;
  let state: HolderState = 'starting';
  let leaving = false;
  let closed = false;
  let fenceTimer: NodeJS.Timeout | undefined;
  let problem = '';
  /** Shards whose locks the current session has. */
  const locked = new Set<number>();
  /** Shards whose gateway session this process has, or opens. */
  const open = new Set<number>();
  /** Those whose gateway session is open. */
  const ready = new Set<number>();

  function tellState(next: HolderState, words?: string): void {
    state = leaving ? 'leaving' : next;
    tell({ state, held: [...locked], count }, words);
  }

  function sessionEnded(reason: string): void {
    if (closed) return;
    session = undefined;
    joined = false;
    locked.clear();
    certainty.lost();
    log.warn({ reason }, 'The session with the shards’ locks was lost; opening another one');
    observer?.lockLost?.(reason);
    pause.end();
  }

  async function connect(): Promise<LockSession> {
    const opened = await openAlive(openSession, {
      idle: times.idle,
      answer: times.answer,
      connect: times.connect,
      channel: CHANNEL,
      onNotice() {
        pause.end();
        noticed.end();
      },
      onEnd(reason) {
        if (session === opened) sessionEnded(reason);
      },
    });
    session = opened;
    former.push(opened.backend);
    await share(opened, 'member', 0);
    for (const shard of ready) await share(opened, 'ready', shard);
    return opened;
  }

  /** Closes gateway sessions that somebody else may have by now. */
  function fence(shards: Iterable<number>, why: string): void {
    const dropped = [...shards].filter((shard) => open.delete(shard));
    if (dropped.length === 0) return;
    for (const shard of dropped) {
      if (ready.delete(shard) && session) void unshare(session, 'ready', shard).catch(() => undefined);
      owner.drop(shard);
    }
    log.warn({ shards: dropped }, why);
    observer?.fenced?.(dropped);
  }

  function fenceIfDoubtful(): void {
    if (certainty.mayListen()) return;
    fence(open, 'Closed the gateway: this process can no longer be sure of its shards');
    if (open.size === 0 && state === 'holding') tellState('cut off');
  }

  async function ask(current: LockSession): Promise<Look> {
    const sent = certainty.now();
    const seen = await look(current);
    if (seen.me !== current.backend.pid) {
      current.end('the server’s process changed within a session');
      throw new StartError(POOLER_ADVICE);
    }
    certainty.answered(sent, !seen.locks.some(({ kind, pid }) => kind === 'member' && pid !== seen.me));
    company.saw(seen);
    clearTimeout(fenceTimer);
    fenceTimer = setTimeout(fenceIfDoubtful, times.certain + 1).unref();
    noteServerTime(seen.serverTime, sent, certainty.now());
    return seen;
  }

  async function join(current: LockSession): Promise<void> {
    const agreement = await agreeOnCount(current, options.count, count || recommendation.number());
    if (agreement.type === 'unknown') recommendation.ask();
    if (agreement.type === 'others') {
      fence(open, 'Closed the gateway: the other processes work with another number of shards');
      tellState('waiting', waitingFor(agreement.counts, options.count ?? count));
    }
    if (agreement.type !== 'agreed') return;
    if (agreement.count !== count) fence(open, 'Closed the gateway: the number of shards has changed');
    count = agreement.count;
    joined = true;
  }

  async function claim(current: LockSession, seen: Look): Promise<void> {
    const capacity = Math.min(options.perProcess ?? count, count);
    const taken = new Set(seen.locks.filter(({ kind }) => kind === 'shard').map(({ key }) => key));
    for (let shard = 0; shard < count && locked.size < capacity && !leaving; shard += 1) {
      if (!taken.has(shard) && (await tryLock(current, 'shard', shard))) {
        locked.add(shard);
        company.took(shard);
      }
    }
    const held = (shard: number) => taken.has(shard) || locked.has(shard);
    noteUnheld(Array.from({ length: count }, (_none, shard) => shard).filter((shard) => !held(shard)));
    if (leaving) return;
    for (const shard of locked) {
      if (open.has(shard)) continue;
      open.add(shard);
      owner.take(shard, count);
    }
    tellState(locked.size > 0 ? 'holding' : 'standby');
  }

  /** One look at the world, and what follows from it. */
  async function turn(): Promise<void> {
    certainty.turn();
    fenceIfDoubtful();
    const current = session ?? (await connect());
    const seen = await ask(current);
    if (!joined) await join(current);
    if (!joined || leaving) return;
    const { back, gone } = await regain(current, { wanted: open, locked, former });
    for (const shard of back) company.took(shard);
    if (back.length > 0) owner.regained(back);
    fence(gone, 'Closed the gateway: another process has taken these shards');
    await claim(current, seen);
    former = [current.backend];
  }

  async function run(started: () => void, failed: (error: StartError) => void): Promise<void> {
    while (!closed) {
      try {
        await turn();
        problem = '';
        if (joined || state === 'waiting') started();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof StartError) failed(error);
        if (reason !== problem && !closed)
          log.warn({ reason }, 'The shards’ locks cannot be looked after; trying again');
        problem = reason;
        session?.end(reason);
      }
      fenceIfDoubtful();
      if (!closed) await pause.start(pauseNow());
    }
  }

  function pauseNow(): number {
    if (!session) return times.poll / 2;
    if (!joined) return times.poll / 4;
    return locked.size >= Math.min(options.perProcess ?? count, count) ? times.ping : times.poll;
  }

  return {
    get count() {
      return count;
    },
    get state() {
      return state;
    },
    held: () => (!leaving && certainty.isCertain() ? [...locked].sort((a, b) => a - b) : []),
    holds: (guildId) => count > 0 && !leaving && locked.has(shardOf(guildId, count)) && certainty.isCertain(),
    start: () => new Promise((resolve, reject) => void run(resolve, reject)),
    listens: (shard) => open.has(shard) && certainty.mayListen(),
    mayBeHeardElsewhere: (shard) => leaving || !locked.has(shard) || !certainty.isCertain() || company.mayHear(shard),
    tookAlone: (shard) => company.tookAlone(shard),
    ready(shard) {
      if (!open.has(shard)) return;
      ready.add(shard);
      const current = session;
      if (!current) return; // told with the next session
      void share(current, 'ready', shard)
        .then(() => notify(current))
        .catch(() => undefined);
    },
    identify: createIdentifyTurns(times.identify, () => session),
    async handOver() {
      leaving = true;
      tellState('leaving');
      const current = session;
      if (!current) return;
      const steady = () => now().steady;
      await leave(current, { open, locked, count, times, ask: () => ask(current), pause: noticed, steady }, log);
    },
    async close() {
      closed = true;
      clearTimeout(fenceTimer);
      pause.end();
      session?.end('closing');
      locked.clear();
      certainty.lost();
    },
  };
}
