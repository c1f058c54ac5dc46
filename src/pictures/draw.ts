import { Worker } from 'node:worker_threads';
import type { Picture } from './picture.ts';
import type { Drawn } from './worker.ts';

/** The thread is ended when nothing was drawn for so long: it holds some 60 MB. */
const IDLE_MS = 20_000;
/** A picture takes a tenth of this on a slow machine. */
const LIMIT_MS = 10_000;

interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly limit: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

let thread: Thread | undefined;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;

/**
 * Draws a picture as PNG, 1200 pixels wide, on an opaque background. In a thread of its own, which starts with the first
 * picture and ends soon after the last: the event loop is never held up, and an idle bot holds nothing of it.
 *
 * @throws if it cannot be drawn, or not within ten seconds
 */
export function draw(picture: Picture): Promise<Uint8Array> {
  clearTimeout(idle);
  thread ??= startThread();
  const current = thread;
  const { worker, waiting } = current;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    // Its end rejects all that wait for it.
    const limit = setTimeout(() => retire(current), LIMIT_MS);
    waiting.set(id, { resolve, reject, limit });
    worker.postMessage({ id, picture });
  });
}

function startThread(): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  const started: Thread = { worker, waiting: new Map() };
  // The process may end while the thread is idle.
  worker.unref();
  worker.on('message', (drawn: Drawn) => {
    settle(started, drawn.id, (one) =>
      'png' in drawn ? one.resolve(drawn.png) : one.reject(new Error(`a picture could not be drawn: ${drawn.error}`)),
    );
    if (started.waiting.size === 0) idle = setTimeout(() => retire(started), IDLE_MS).unref();
  });
  const end = (error: Error) => {
    if (thread === started) thread = undefined;
    for (const id of [...started.waiting.keys()]) settle(started, id, (one) => one.reject(error));
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the thread that draws pictures ended')));
  return started;
}

/** Whoever draws from now on gets a new thread, not one that is about to end. */
function retire(old: Thread): void {
  if (thread === old) thread = undefined;
  void old.worker.terminate();
}

function settle({ waiting }: Thread, id: number, done: (one: Waiting) => void): void {
  const one = waiting.get(id);
  if (!one) return;
  clearTimeout(one.limit);
  waiting.delete(id);
  done(one);
}
