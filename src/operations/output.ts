import { write } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isatty } from 'node:tty';
import type { DestinationStream } from 'pino';

/** Bytes that wait in memory while the output takes none; lines beyond them are lost, and counted. */
const MOST_WAITING = 1024 * 1024;
/** Milliseconds until an output that took nothing is tried again. */
const RETRY_MS = 1000;

export interface Output extends DestinationStream {
  write(text: string): void;
  /** Waits until all that was written is out, at most `milliseconds`. */
  flush(milliseconds: number): Promise<void>;
  /** Is told how many lines were lost, once the output takes lines again. */
  onLoss?: (lines: number) => void;
}

/**
 * The standard output (or another descriptor) as something that cannot harm the process. Where its reader went away or takes
 * nothing, or the disk is full, lines wait or are lost, and come again once that is over; nothing is thrown and nothing
 * waits. `process.stdout` does neither: it writes to pipes and files synchronously, and its first error is an uncaught
 * exception that ends it (and that, logged, is followed by the next one).
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
      // After an error nothing else tries until then.
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
      // Lines of the same turn leave together.
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

/** Node writes to a terminal as its platform needs it, and a terminal always takes what it is given. */
function terminal(): Output {
  return {
    write: (text) => {
      process.stdout.write(text);
    },
    flush: async () => undefined,
  };
}

/** What others print (a warning of Node's, a library) fails as quietly. */
function ignoreErrors(stream: NodeJS.WriteStream): void {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
}

function ignore(): void {}
