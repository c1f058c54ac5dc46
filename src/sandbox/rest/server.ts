import type { Duplex } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Core } from '../core.ts';
import type { FaultRule } from '../faults.ts';
import type { InteractionState } from '../interactions/state.ts';
import type { RecordedRequest } from '../records.ts';
import { httpRefusal, isDailyRefusal, Refusal, refusal } from '../rules/errors.ts';
import { shardOf } from '../snowflake.ts';
import { readBody } from './body.ts';
import type { Answered, Endpoint } from './endpoint.ts';
import { limit } from './limits.ts';

/** A server with Discord's REST API under `/api/v10`. */
export function createApi(core: Core, endpoints: readonly Endpoint[]): FastifyInstance {
  const app = fastify({
    bodyLimit: 120 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const endpoint of endpoints)
    app.route({
      method: endpoint.method,
      url: `/api/v10${endpoint.route}`,
      handler: (request, reply) => serve(core, endpoint, request, reply),
    });
  app.all('/api/*', async (request, reply) => {
    const record = begin(core, request);
    core.recorder.violation({
      rule: 'unknown-endpoint',
      message: `${request.method} ${request.url} is no endpoint of API v10 that the sandbox knows`,
      requestId: record.id,
    });
    return finish(core, record, reply, httpRefusal(404), 'violation');
  });
  return app;
}

function begin(core: Core, request: FastifyRequest, route?: string): RecordedRequest {
  const record = core.recorder.request({
    method: request.method,
    path: request.url.replace(/^\/api\/v10/, '').replace(/(\/(?:interactions\/\d+|webhooks\/\d+)\/)[^/?]+/, '$1…'),
    at: core.clock.now(),
  });
  if (route !== undefined) record.route = route;
  return record;
}

async function serve(core: Core, endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const record = begin(core, request, endpoint.route);
  const started = performance.now();
  const fault = core.faults.take(endpoint.method, endpoint.route, record.path);
  if (fault) record.fault = fault.kind;
  checkAgent(core, request, record);
  const before = fault ? await faultBefore(core, fault, record, reply) : 'go on';
  if (before !== 'go on') return before;
  let result: Answered | Refusal;
  try {
    authorise(core, endpoint, request);
    result = limit(core, endpoint, request, reply) ?? (await run(core, endpoint, request, record));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    result = error;
  }
  record.took = performance.now() - started;
  if (fault?.kind === 'done-but-lost' || fault?.kind === 'done-but-502') {
    markLost(core, endpoint, request);
    if (fault.kind === 'done-but-502')
      return finish(core, record, reply, new Refusal(502, 0, '502: Bad Gateway'), 'fault');
    finishRecord(core, record, 0, undefined, 'fault');
    return cut(reply);
  }
  const verdict = judge(core, record, endpoint, request, result);
  return finish(core, record, reply, result, verdict);
}

async function run(
  core: Core,
  endpoint: Endpoint,
  request: FastifyRequest,
  record: RecordedRequest,
): Promise<Answered> {
  const { body, files } = await readBody(request);
  record.body = structuredClone(body);
  record.files = files.map((file) => ({ name: file.name, size: file.bytes.length }));
  return endpoint.handle(core, {
    route: endpoint.route,
    params: strings(request.params),
    query: strings(request.query),
    body,
    files,
  });
}

/** Clients must identify as `DiscordBot (url, version)`, or Cloudflare may reject them. Reported once. */
function checkAgent(core: Core, request: FastifyRequest, record: RecordedRequest): void {
  if (/^DiscordBot \(\S+, \S+\)/.test(request.headers['user-agent'] ?? '')) return;
  if (core.recorder.violations.some(({ rule }) => rule === 'user-agent')) return;
  core.recorder.violation({
    rule: 'user-agent',
    message: `"${request.headers['user-agent'] ?? ''}" is no user agent of the form "DiscordBot (url, version)"`,
    requestId: record.id,
  });
}

function authorise(core: Core, endpoint: Endpoint, request: FastifyRequest): void {
  if (!endpoint.open && request.headers.authorization !== `Bot ${core.token}`) throw httpRefusal(401);
}

/** The verdict on a response. Daily refusals are not the bot's mistakes, nor are those caused by an injected fault. */
function judge(
  core: Core,
  record: RecordedRequest,
  endpoint: Endpoint,
  request: FastifyRequest,
  result: Answered | Refusal,
): RecordedRequest['verdict'] {
  if (!(result instanceof Refusal)) return 'accepted';
  if (result.status === 429 || result.status >= 500 || isDailyRefusal(result.code)) return 'refused';
  const interaction = endpoint.open
    ? core.interactions.all.get(strings(request.params).interactionId ?? '')
    : undefined;
  if (result.code === 40060 && interaction && (interaction.answerLost || isOutrun(core, interaction))) return 'refused';
  const rule = RULES[result.code] ?? (result.status === 401 ? 'unauthorized' : `refused-${result.code}`);
  core.recorder.violation({
    rule,
    message: `${endpoint.method} ${endpoint.route}: ${result.message}${result.errors ? ` ${JSON.stringify(result.errors)}` : ''}`,
    requestId: record.id,
    ...(interaction ? { interactionId: interaction.id } : {}),
  });
  return 'violation';
}
/**
 * Whether a second callback may come of another process: Discord tells every session of the interaction, and each may answer. One
 * callback for each is no mistake.
 */
function isOutrun(core: Core, interaction: InteractionState): boolean {
  const { guildId } = interaction;
  const told = [...core.gateway.sessions.values()].filter(
    ({ socket, shard, shardCount }) => socket && shard === (guildId === null ? 0 : shardOf(guildId, shardCount)),
  );
  interaction.outrun += 1;
  return interaction.outrun < told.length;
}

const RULES: Readonly<Record<number, string>> = {
  50035: 'invalid-form',
  10062: 'late-answer',
  40060: 'answered-twice',
  50027: 'token-expired',
  10015: 'follow-up-before-answer',
  50006: 'empty-message',
  50109: 'invalid-json',
};

function markLost(core: Core, endpoint: Endpoint, request: FastifyRequest): void {
  const interaction = endpoint.open
    ? core.interactions.all.get(strings(request.params).interactionId ?? '')
    : undefined;
  if (interaction) interaction.answerLost = true;
}

async function faultBefore(
  core: Core,
  fault: FaultRule,
  record: RecordedRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const seconds = fault.delay / 1000;
  switch (fault.kind) {
    case 'rate-limited':
    case 'global-rate-limited': {
      const global = fault.kind === 'global-rate-limited';
      reply.headers({
        'retry-after': Math.ceil(seconds),
        'x-ratelimit-limit': 5,
        'x-ratelimit-remaining': 0,
        'x-ratelimit-reset': (Date.now() + fault.delay) / 1000,
        'x-ratelimit-reset-after': seconds,
        'x-ratelimit-bucket': 'fault',
        'x-ratelimit-scope': global ? 'global' : 'user',
        ...(global ? { 'x-ratelimit-global': 'true' } : {}),
      });
      finishRecord(
        core,
        record,
        429,
        { message: 'You are being rate limited.', retry_after: seconds, global },
        'fault',
      );
      return reply.code(429).send(record.response);
    }
    case 'error-500':
    case 'error-502':
    case 'error-503': {
      const status = Number(fault.kind.slice(6));
      return finish(core, record, reply, new Refusal(status, 0, `${status}: Injected fault`), 'fault');
    }
    case 'forbidden':
      return finish(core, record, reply, refusal(50013), 'fault');
    case 'hang':
      finishRecord(core, record, 0, undefined, 'fault');
      reply.hijack();
      return undefined;
    case 'reset':
      finishRecord(core, record, 0, undefined, 'fault');
      return cut(reply);
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.delay));
      return 'go on';
    default:
      return 'go on';
  }
}

function cut(reply: FastifyReply): undefined {
  reply.hijack();
  const socket: Duplex = reply.raw.socket ?? reply.request.raw.socket;
  socket.destroy();
  return undefined;
}

function finish(
  core: Core,
  record: RecordedRequest,
  reply: FastifyReply,
  result: Answered | Refusal,
  verdict: RecordedRequest['verdict'],
): FastifyReply {
  finishRecord(core, record, result.status, result.body, verdict);
  if (result.status === 204) return reply.code(204).send();
  return reply.code(result.status).header('content-type', 'application/json').send(JSON.stringify(result.body));
}

function finishRecord(
  core: Core,
  record: RecordedRequest,
  status: number,
  body: unknown,
  verdict: RecordedRequest['verdict'],
): void {
  record.status = status;
  record.response = body === undefined ? undefined : structuredClone(body);
  record.verdict = verdict;
  core.bus.emit('request', record);
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
}
