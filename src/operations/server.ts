import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findUnready, type ReadinessCheck } from './health.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { StartError } from './start-error.ts';

export interface OpsServerOptions {
  host: string;
  /** 0 picks any free port (tests). */
  port: number;
  /** Checks that must pass before the bot counts as ready, by name: e.g. `database`, `migrations`, `gateway`. */
  checks: Readonly<Record<string, ReadinessCheck>>;
  /** How a process stands by; one that never does if left out. */
  standby?: Standby;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  log: Log;
  /** Milliseconds that one check may take. */
  checkTimeoutMs?: number;
}

/**
 * A process that holds no shard because others hold them all stands by: it is well, and takes over when one of them ends. It counts
 * as ready (200): a rolling update waits for that before it ends an old process, and only then is there anything to take over.
 */
export interface Standby {
  /** Whether this process stands by at the moment. */
  active(): boolean;
  /** What it must pass instead of the other checks. */
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/** Another program listens on the port. */
export class BusyPortError extends StartError {}

export interface OpsServer {
  /** Base address without a trailing slash. */
  url: string;
  /** Stops listening and lets running requests finish; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves `/health/live` (the process answers), `/health/ready` (200 with `ready` or `standby`, or 503 with the names of failed checks) and `/metrics` for
 * the bot's operator. It has no login, so it listens on loopback by default.
 *
 * @throws {BusyPortError} if another program listens there.
 * @throws {StartError} if it cannot listen on the host and port.
 */
export async function startOpsServer(options: OpsServerOptions): Promise<OpsServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.log.error({ err: error }, 'The operations server failed to answer');
      if (response.headersSent) response.destroy();
      else send(response, 500, { status: 'error' });
    });
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => closeServer(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: OpsServerOptions): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return send(response, 405, { status: 'method not allowed' });
  }
  switch (request.url?.split('?')[0]) {
    case '/health/live':
      return send(response, 200, { status: 'live' });
    case '/health/ready':
      return sendReadiness(response, options);
    case '/metrics':
      response.setHeader('content-type', options.metrics.contentType);
      response.end(await options.metrics.text());
      return;
    default:
      return send(response, 404, { status: 'not found', paths: ['/health/live', '/health/ready', '/metrics'] });
  }
}

async function sendReadiness(response: ServerResponse, options: OpsServerOptions): Promise<void> {
  const { standby } = options;
  const standsBy = standby?.active() ?? false;
  const unready = await findUnready(
    standsBy && standby ? standby.checks : options.checks,
    options.checkTimeoutMs ?? 2000,
  );
  // The reason may name hosts and tables, so it goes to the log only.
  for (const { name, reason } of unready) options.log.debug({ check: name, err: reason }, 'Not ready');
  if (unready.length === 0) return send(response, 200, { status: standsBy ? 'standby' : 'ready' });
  send(response, 503, { status: 'not ready', notReady: unready.map(({ name }) => name) });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

function listen(server: Server, { host, port }: OpsServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new BusyPortError(
        `OPS_PORT: Another program already uses port ${port} on ${host}. ` +
          'Stop that program, or set OPS_PORT to a free port (0 turns health and metrics off).',
      );
    case 'EACCES':
      return new StartError(`OPS_PORT: Port ${port} needs special rights. Set OPS_PORT to a port above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        `OPS_HOST: This machine has no address ${host}. Write 127.0.0.1, or 0.0.0.0 to be reachable from elsewhere.`,
      );
    default:
      return error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
