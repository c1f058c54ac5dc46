import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
  Ask,
  BurstCell,
  BurstOptions,
  Cell,
  Order,
  Recorded,
  RunOptions,
  Setting,
  Task,
  Told,
} from './protocol.ts';

/** The stand-in's process, from outside. */
export interface StandIn {
  readonly apiUrl: string;
  /** Resolves once the bot has registered its commands. */
  readonly registered: Promise<void>;
  look(ask: Ask): Promise<Recorded>;
  prepare(task: Task): Promise<Recorded[]>;
  run(options: RunOptions): Promise<Cell>;
  burst(options: BurstOptions): Promise<BurstCell>;
  close(): void;
}

interface Reply {
  readonly number: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Starts a stand-in for one bot. */
export async function startStandIn(setting: Setting): Promise<StandIn> {
  const script = fileURLToPath(new URL('process.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(setting)], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ready = Promise.withResolvers<string>();
  const registered = Promise.withResolvers<void>();
  let numbers = 0;
  child.on('message', (message: Told | Reply) => {
    if ('told' in message) {
      if (message.told === 'ready') ready.resolve(message.apiUrl);
      else registered.resolve();
      return;
    }
    const one = waiting.get(message.number);
    waiting.delete(message.number);
    if (message.error === undefined) one?.resolve(message.result);
    else one?.reject(new Error(message.error));
  });
  child.on('exit', () => {
    const gone = new Error('The stand-in has ended');
    ready.reject(gone);
    for (const one of waiting.values()) one.reject(gone);
  });
  // Types of the results are those of `process.ts`, at the other end.
  const order = <T>(what: Order) => {
    numbers += 1;
    const one = Promise.withResolvers<unknown>();
    waiting.set(numbers, one);
    child.send({ number: numbers, order: what });
    return one.promise as Promise<T>;
  };
  return {
    apiUrl: await ready.promise,
    registered: registered.promise,
    look: (ask) => order({ do: 'look', ask }),
    prepare: (task) => order({ do: 'prepare', task }),
    run: (options) => order({ do: 'run', options }),
    burst: (options) => order({ do: 'burst', options }),
    close: () => child.disconnect(),
  };
}
