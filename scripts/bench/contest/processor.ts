import { readdirSync, readFileSync } from 'node:fs';

// Linux alone tells the time of each thread by the nanosecond; clock ticks would be too coarse for a second.

/** Seconds of processor time of a process's main thread, which answers everything in a Node process. */
export function mainThreadSeconds(pid: number): number {
  return threadSeconds(pid, String(pid));
}

/** The same of all its threads that are alive. */
export function processSeconds(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadSeconds(pid, thread), 0);
}

/** Resident memory in MB. */
export function residentMegabytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

function threadSeconds(pid: number, thread: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
  } catch (error) {
    // A thread may end between the two looks.
    if (thread !== String(pid)) return 0;
    throw error;
  }
}
