import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../core.ts';
import { Refusal } from '../rules/errors.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Buckets: a route with its major parameter (channel, guild, webhook), as Discord groups them; the numbers were observed there.
 */
const BUCKETS: readonly [pattern: RegExp, limit: number, seconds: number][] = [
  [/^POST \/channels\/:channelId\/messages$/, 5, 5],
  [/^(PATCH|DELETE) \/channels\/:channelId\/messages/, 5, 5],
  [/reactions/, 1, 0.25],
  [/^(POST|PATCH|DELETE) \/webhooks/, 5, 2],
  [/^POST .*\/threads$/, 50, 300],
  [/^GET /, 50, 1],
];
const GLOBAL = 50;

interface Bucket {
  left: number;
  resetsAt: number;
}
const state = new WeakMap<Core, { buckets: Map<string, Bucket>; second: number; used: number }>();

/**
 * Counts the request against its bucket and the limit of 50 a second, writes the headers, and returns the 429 if it is over.
 * Interaction callbacks are exempt from both. Undefined if it may proceed, or rate limits are switched off.
 */
export function limit(
  core: Core,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Refusal | undefined {
  if (!core.settings.rateLimits || endpoint.route.startsWith('/interactions')) return undefined;
  const known = state.get(core) ?? { buckets: new Map<string, Bucket>(), second: 0, used: 0 };
  state.set(core, known);
  const now = Date.now();
  if (!endpoint.open) {
    if (now - known.second >= 1000) Object.assign(known, { second: now, used: 0 });
    known.used += 1;
    if (known.used > GLOBAL) return over(reply, (known.second + 1000 - now) / 1000, true);
  }
  const name = `${endpoint.method} ${endpoint.route}`;
  const [, most, seconds] = BUCKETS.find(([pattern]) => pattern.test(name)) ?? [/./, 20, 10];
  const major = /\/(?:channels|guilds|webhooks)\/([^/?]+(?:\/[^/?]{30,})?)/.exec(request.url)?.[1] ?? '';
  const key = `${name} ${major}`;
  let bucket = known.buckets.get(key);
  if (bucket === undefined || bucket.resetsAt <= now) {
    bucket = { left: most, resetsAt: now + seconds * 1000 };
    known.buckets.set(key, bucket);
  }
  const wait = (bucket.resetsAt - now) / 1000;
  bucket.left -= 1;
  reply.headers({
    'x-ratelimit-limit': most,
    'x-ratelimit-remaining': Math.max(0, bucket.left),
    'x-ratelimit-reset': (bucket.resetsAt / 1000).toFixed(3),
    'x-ratelimit-reset-after': wait.toFixed(3),
    'x-ratelimit-bucket': Buffer.from(name).toString('hex').slice(0, 32),
  });
  return bucket.left < 0 ? over(reply, wait, false) : undefined;
}

function over(reply: FastifyReply, seconds: number, global: boolean): Refusal {
  reply.headers({
    'retry-after': Math.ceil(seconds),
    'x-ratelimit-scope': global ? 'global' : 'user',
    ...(global ? { 'x-ratelimit-global': 'true' } : {}),
  });
  return new RateLimited(seconds, global);
}

/** A 429, whose body has its own form. */
class RateLimited extends Refusal {
  readonly #extra: { retry_after: number; global: boolean };
  constructor(seconds: number, global: boolean) {
    super(429, 0, 'You are being rate limited.');
    this.#extra = { retry_after: seconds, global };
  }
  override get body() {
    return { ...super.body, ...this.#extra };
  }
}
