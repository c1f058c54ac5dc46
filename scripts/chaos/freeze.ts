import { readdirSync, readFileSync } from 'node:fs';

/** Whatever is frozen now: thawed when this process ends, however it ends. */
const frozen = new Set<number>();
process.on('exit', thaw);

/** Stops a server's process and its children, as a machine that hangs does: connections stay, and nothing answers. */
export function freeze(serverPid: number): void {
  // The one that starts others first, so that none is left out.
  for (const pid of [serverPid, ...childrenOf(serverPid)]) {
    frozen.add(pid);
    signal(pid, 'SIGSTOP');
  }
}

/** Lets everything run again that was frozen. */
export function thaw(): void {
  for (const pid of frozen) signal(pid, 'SIGCONT');
  frozen.clear();
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // A connection's process may have ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Processes whose parent is the given one, as Linux tells. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name in brackets may hold anything; what follows is the state and the parent.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}
