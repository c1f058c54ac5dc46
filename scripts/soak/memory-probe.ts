// Loaded into each bot of a soak run (`--import`), which answers on its channel to the parent how much memory it keeps; needs
// `--expose-gc`. The bot ends with its parent.
import type { Memory } from './memory.ts';

process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, kept: heapUsed + external } satisfies Memory);
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
