import { Worker } from 'node:worker_threads';

/** Messages to and from the thread: see `answerAside`. */
export interface AsideTask {
  readonly id: number;
  readonly task: unknown;
}
export type AsideResult =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

export interface AsideOptions {
  /** Module that the thread runs; it calls `answerAside`. */
  readonly module: URL;
  /** Message for a failed task: "a picture could not be drawn". */
  readonly failure: string;
  /** Milliseconds that one task may take, including the queue before it. */
  readonly limit: number;
  /** Idle milliseconds after which the thread is ended. */
  readonly idle: number;
  /** Maximum megabytes of memory of the thread. */
  readonly memory: number;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly limit: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/**
 * Runs work that would block the event loop in a separate thread, which starts with the first task and ends soon after the last,
 * so that an idle bot keeps none.
 * @returns a function that runs a task; it rejects if the task fails or exceeds the limit
 */
export function createAside<T, R>(options: AsideOptions): (task: T) => Promise<R> {
  const { module, failure, limit: limitMs, idle: idleMs, memory } = options;
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function startThread(): Thread {
    const worker = new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    const started: Thread = { worker, waiting: new Map() };
    // Lets the process end while the thread is idle.
    worker.unref();
    worker.on('message', (done: AsideResult) => {
      settle(started, done.id, (one) =>
        'error' in done ? one.reject(new Error(`${failure}: ${done.error}`)) : one.resolve(done.result),
      );
      if (started.waiting.size === 0) idle = setTimeout(() => retire(started), idleMs).unref();
    });
    const end = (error: Error) => {
      if (thread === started) thread = undefined;
      for (const id of [...started.waiting.keys()]) settle(started, id, (one) => one.reject(error));
    };
    worker.on('error', end);
    worker.on('exit', () => end(new Error(`${failure}: its thread ended`)));
    return started;
  }

  /** Ends a thread; later tasks get a new one. */
  function retire(old: Thread): void {
    if (thread === old) thread = undefined;
    void old.worker.terminate();
  }

  return (task) => {
    clearTimeout(idle);
    thread ??= startThread();
    const current = thread;
    lastId += 1;
    const id = lastId;
    return new Promise<R>((resolve, reject) => {
      // Ending the thread also rejects all tasks queued behind this one.
      const limit = setTimeout(() => {
        const late = new Error(`${failure}: not done within ${limitMs / 1000} s`);
        settle(current, id, (one) => one.reject(late));
        retire(current);
      }, limitMs);
      current.waiting.set(id, { resolve: (result) => resolve(result as R), reject, limit });
      const message: AsideTask = { id, task };
      current.worker.postMessage(message);
    });
  };
}

/** Functions whose running time depends on the length of their first argument. */
export type Works = Readonly<Record<string, (first: never, ...others: never[]) => unknown>>;

/** Task of a thread of {@link asideIfLong}: which function to call, and its arguments. */
export interface WorkTask {
  readonly name: string;
  readonly args: readonly unknown[];
}

type Doors<W extends Works> = {
  readonly [N in keyof W]: (...args: Parameters<W[N]>) => Promise<Awaited<ReturnType<W[N]>>>;
};

/**
 * The same functions without blocking the event loop: long arguments go to a thread, whose module calls `answerWorks` with the
 * functions.
 * @param short maximum length of the first argument on the main thread
 */
export function asideIfLong<W extends Works>(works: W, short: number, options: AsideOptions): Doors<W> {
  const aside = createAside<WorkTask, unknown>(options);
  const doors = Object.entries(works).map(([name, work]) => [
    name,
    async (...args: readonly [{ readonly length: number }, ...unknown[]]) =>
      args[0].length <= short ? Reflect.apply(work, undefined, args) : aside({ name, args }),
  ]);
  return Object.fromEntries(doors);
}

function settle({ waiting }: Thread, id: number, done: (one: Waiting) => void): void {
  const one = waiting.get(id);
  if (!one) return;
  clearTimeout(one.limit);
  waiting.delete(id);
  done(one);
}
