/** Milliseconds between two looks at who the parent is. */
const LOOK_MS = 500;

/**
 * Calls `onGone` once when the process that started this one has ended: the system then gives this one another parent.
 * (Windows never changes a process's parent: there nothing is ever noticed.)
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  timer.unref();
}
