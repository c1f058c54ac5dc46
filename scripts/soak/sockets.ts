import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Which of some processes has the TCP connection with this local port, as Linux tells; undefined if none has. */
export function ownerOf(port: number, pids: readonly number[]): number | undefined {
  return pids.find((pid) => {
    const socket = socketOf(pid, port);
    return socket !== undefined && filesOf(pid).includes(`socket:[${socket}]`);
  });
}

/** The number of the socket with a local port, among all that a process could see. */
function socketOf(pid: number, port: number): string | undefined {
  const local = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, '0')}$`);
  for (const table of ['tcp', 'tcp6'])
    for (const line of read(`/proc/${pid}/net/${table}`).split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (local.test(fields[1] ?? '')) return fields[9];
    }
  return undefined;
}

function filesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((name) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${name}`);
      } catch {
        return ''; // closed meanwhile
      }
    });
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
