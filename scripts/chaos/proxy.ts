import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way through to a server that can be disturbed as networks, failovers and frozen machines do it. */
export interface Way {
  /** The server's address by way of the proxy. */
  readonly url: string;
  /** Nothing passes, in either direction, until {@link Way.resume}; new connections are taken and hear nothing. */
  stall(): void;
  resume(): void;
  /** The connections that are open now hear nothing more, for ever; new ones work. */
  silence(): void;
  /** Ends the open connections with a reset; new ones work. */
  reset(): void;
  /** Ends one of the open connections with a reset: the one with this number, counted round. */
  resetOne(number: number): void;
  /** Refuses new connections, and resets the open ones, until {@link Way.resume}. */
  refuse(): void;
  readonly open: number;
  close(): Promise<void>;
}

/** One connection through the proxy. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
}

/** Starts a proxy on loopback to the PostgreSQL server of a connection address. */
export async function startProxy(serverUrl: string): Promise<Way> {
  const target = new URL(serverUrl);
  const links = new Set<Link>();
  let state: 'open' | 'stalled' | 'refusing' = 'open';

  const flow = (link: Link): void => {
    for (const socket of [link.client, link.server])
      if (link.silent || state === 'stalled') socket.pause();
      else socket.resume();
  };
  const listener = createServer({ pauseOnConnect: true }, (client) => {
    if (state === 'refusing') {
      client.resetAndDestroy();
      return;
    }
    const server = connect(Number(target.port || 5432), target.hostname);
    const link: Link = { client, server, silent: false };
    links.add(link);
    join(client, server);
    join(server, client);
    for (const socket of [client, server]) socket.once('close', () => links.delete(link));
    flow(link);
  });
  const reset = (link: Link): void => {
    links.delete(link);
    link.client.resetAndDestroy();
    link.server.destroy();
  };
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    stall() {
      state = 'stalled';
      for (const link of links) flow(link);
    },
    resume() {
      state = 'open';
      for (const link of links) flow(link);
    },
    silence() {
      for (const link of links) {
        link.silent = true;
        flow(link);
      }
    },
    reset() {
      for (const link of [...links]) reset(link);
    },
    resetOne(number) {
      const link = [...links][number % Math.max(links.size, 1)];
      if (link) reset(link);
    },
    refuse() {
      state = 'refusing';
      for (const link of [...links]) reset(link);
    },
    get open() {
      return links.size;
    },
    async close() {
      for (const link of [...links]) reset(link);
      listener.close();
      await once(listener, 'close');
    },
  };
}

function join(from: Socket, to: Socket): void {
  from.on('data', (data) => to.write(data));
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
}
