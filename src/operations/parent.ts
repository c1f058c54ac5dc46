/** Milliseconds between two checks of the parent. */
const LOOK_MS = 500;

/**
 * Calls `onGone` once when this process's parent has ended, which the system replaces by another one. (Windows never changes a
 * process's parent, so nothing is detected there.)
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
