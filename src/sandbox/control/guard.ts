import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Keeps other web pages out. A page on the internet can make a browser send requests to this machine (DNS rebinding, cross-site
 * requests), so the Host must be this machine's and an Origin must be the sandbox's own. `host`: the address that the server
 * listens on.
 *
 * @returns whether a request with these headers is allowed: for upgrades to a WebSocket, which the hook does not see.
 */
export function guard(app: FastifyInstance, host: string): (headers: IncomingHttpHeaders) => boolean {
  const own = new Set([...LOOPBACK, host.includes(':') ? `[${host}]` : host]);
  const anyHost = host === '0.0.0.0' || host === '::';
  const admits = (headers: IncomingHttpHeaders) => isOwn(headers, own, anyHost);
  app.addHook('onRequest', (request, reply, done) => {
    if (admits(request.headers)) done();
    else reply.code(403).send({ message: 'The sandbox answers its own machine and page alone', code: 0 });
  });
  return admits;
}

function isOwn(headers: IncomingHttpHeaders, own: ReadonlySet<string>, anyHost: boolean): boolean {
  const host = headers.host ?? '';
  if (!anyHost && !own.has(host.replace(/:\d+$/, ''))) return false;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}

/** Headers of every response that a browser may show. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;
