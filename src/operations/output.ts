import { write } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isatty } from 'node:tty';
import type { DestinationStream } from 'pino';

/** Maximum bytes buffered while the output is blocked; further lines are dropped and counted. */
const MOST_WAITING = 1024 * 1024;
/** Milliseconds until a failed output is tried again. */
const RETRY_MS = 1000;

export interface Output extends DestinationStream {
  write(text: string): void;
  /** Waits until everything written is out, for at most `milliseconds`. */
  flush(milliseconds: number): Promise<void>;
  /** Called with the number of dropped lines once the output accepts lines again. */
  onLoss?: (lines: number) => void;
}

/**
 * Standard output (or another descriptor) as a stream that cannot harm the process. If its reader is gone or stalled, or the disk
 * is full, lines are buffered or dropped until that is over; it never throws or blocks. `process.stdout` does both: it writes to
 * pipes and files synchronously, and its first error is an uncaught exception that ends the process (and logging that causes the
 * next one).
 */
export function openOutput(descriptor = 1): Output {
  for (const stream of [process.stdout, process.stderr]) ignoreErrors(stream);
  if (descriptor === 1 && isatty(1)) return terminal();
  let queue: string[] = [];
  let rest: Buffer | undefined;
  let waiting = 0;
  let lost = 0;
  let writing = false;
  let idle: (() => void)[] = [];

  const pump = (): void => {
    if (writing) return;
    if (!rest && queue.length > 0) {
      rest = Buffer.from(queue.join(''));
      queue = [];
    }
    if (!rest) {
      for (const done of idle) done();
      idle = [];
      return;
    }
    writing = true;
    write(descriptor, rest, (error, written) => {
      // After an error, only the retry writes again.
      if (error) return void setTimeout(retry, RETRY_MS).unref();
      writing = false;
      taken(written);
      pump();
    });
  };
  const retry = (): void => {
    writing = false;
    pump();
  };
  const taken = (bytes: number): void => {
    waiting -= bytes;
    rest = rest && bytes < rest.length ? rest.subarray(bytes) : undefined;
    if (lost > 0) {
      const lines = lost;
      lost = 0;
      output.onLoss?.(lines);
    }
  };

  const output: Output = {
    write(text) {
      const bytes = Buffer.byteLength(text);
      if (waiting + bytes > MOST_WAITING) {
        lost += 1;
        return;
      }
      waiting += bytes;
      queue.push(text);
      // Lines of the same turn are written together.
      if (queue.length === 1) queueMicrotask(pump);
    },
    async flush(milliseconds) {
      const flushed = new Promise<void>((resolve) => {
        idle.push(resolve);
        pump();
      });
      const patience = new AbortController();
      await Promise.race([flushed, delay(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
    },
  };
  return output;
}

/** Node handles terminals according to the platform, and a terminal always accepts output. */
function terminal(): Output {
  return {
    write: (text) => {
      process.stdout.write(text);
    },
    flush: async () => undefined,
  };
}

/** Makes output by others (Node's warnings, a library) fail just as quietly. */
function ignoreErrors(stream: NodeJS.WriteStream): void {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
}

function ignore(): void {}
