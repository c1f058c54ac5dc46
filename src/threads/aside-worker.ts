import { parentPort } from 'node:worker_threads';
import type { AsideResult, AsideTask, Works, WorkTask } from './aside.ts';

/** Runs in a thread of `createAside`: performs each incoming task and replies with the result. */
export function answerAside<T>(work: (task: T) => unknown): void {
  parentPort?.on('message', async ({ id, task }: AsideTask) => {
    let done: AsideResult;
    try {
      done = { id, result: await work(task as T) };
    } catch (error) {
      // Only the error's name: a library's message may quote a user's text.
      done = { id, error: error instanceof Error ? error.name : 'unknown' };
    }
    parentPort?.postMessage(done);
  });
}

/** Runs in a thread of `asideIfLong`, with the same functions. */
export function answerWorks(works: Works): void {
  answerAside<WorkTask>(({ name, args }) => Reflect.apply(works[name] ?? missing, undefined, args));
}

function missing(): never {
  throw new TypeError('a thread was asked for what it does not do');
}
