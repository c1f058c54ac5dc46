import { parentPort } from 'node:worker_threads';
import type { AsideResult, AsideTask } from './aside.ts';

/** In a thread of `createAside`: does each task that arrives, and answers with what comes of it. */
export function answerAside<T>(work: (task: T) => unknown): void {
  parentPort?.on('message', async ({ id, task }: AsideTask) => {
    let done: AsideResult;
    try {
      done = { id, result: await work(task as T) };
    } catch (error) {
      // The cause alone: a message of a library may hold a text that a person wrote.
      done = { id, error: error instanceof Error ? error.name : 'unknown' };
    }
    parentPort?.postMessage(done);
  });
}
