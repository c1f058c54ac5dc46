import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Core } from '../core.ts';
import type { LiveEvent } from '../protocol.ts';
import { compareIds } from '../snowflake.ts';
import { messagesOf } from '../world/messages.ts';
import type { UserState } from '../world/state.ts';
import { actionSchema } from './action-schema.ts';
import { perform } from './actions.ts';
import { guideView } from './companion.ts';
import { follow } from './events.ts';
import { recordsView } from './records.ts';
import { createUploads } from './uploads.ts';
import { canSee, commandsView, maySeeMessage, messageView, personsOf, worldView } from './view.ts';

/** Characters from which an answer is sent compressed. */
const WORTH_ZIPPING = 1024;
const zip = promisify(gzip);
const UPLOAD_LIMIT = 10 * 1024 * 1024;

/** The page's endpoints, as `protocol.ts` describes them. */
export function controlRoutes(core: Core, app: FastifyInstance): void {
  const uploads = createUploads();

  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith('/sandbox/') || typeof payload !== 'string' || payload.length < WORTH_ZIPPING)
      return payload;
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload;
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return zip(payload);
  });

  app.get('/sandbox/state', (request, reply) => {
    const me = personOf(core, request);
    return me ? worldView(core, me) : reply.code(404).send({ error: 'There is no person in this sandbox' });
  });

  app.get('/sandbox/messages', (request, reply) => {
    const { channel: id = '', before, limit = '50' } = query(request);
    const [me, channel] = [personOf(core, request), core.world.channels.get(id)];
    if (me === undefined || channel === undefined || !canSee(core, channel, me))
      return reply.code(404).send({ error: 'There is no such channel to be seen' });
    return [...messagesOf(core, id).values()]
      .filter((state) => maySeeMessage(state, me) && (before === undefined || compareIds(state.message.id, before) < 0))
      .slice(-Math.min(100, Math.max(1, Number(limit) || 50)))
      .map((state) => messageView(core, state, me));
  });

  app.get('/sandbox/commands', (request, reply) => {
    const [me, channel] = [personOf(core, request), core.world.channels.get(query(request).channel ?? '')];
    if (me === undefined || channel === undefined) return reply.code(404).send({ error: 'There is no such channel' });
    return commandsView(core, channel, me);
  });

  app.get('/sandbox/guide', (request, reply) => {
    const me = personOf(core, request);
    return me ? guideView(core, me) : reply.code(404).send({ error: 'There is no person in this sandbox' });
  });

  app.get('/sandbox/records', (request) => recordsView(core, Number(query(request).after ?? 0) || 0));

  app.post('/sandbox/actions', async (request, reply) => {
    const parsed = actionSchema.safeParse(json(request.body));
    if (!parsed.success) return reply.code(400).send({ ok: false, error: parsed.error.message });
    return perform(core, uploads, parsed.data);
  });

  app.post('/sandbox/uploads', { bodyLimit: UPLOAD_LIMIT }, (request, reply) => {
    if (!Buffer.isBuffer(request.body)) return reply.code(400).send({ error: 'The file is empty' });
    return uploads.add({
      name: query(request).name ?? 'file',
      content: request.body,
      contentType: request.headers['content-type'] ?? 'application/octet-stream',
    });
  });

  app.get('/sandbox/events', (request, reply) => {
    const me = personOf(core, request);
    if (me === undefined) return reply.code(404).send({ error: 'There is no such person' });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(': connected\n\n');
    const stop = follow(core, me, (event: LiveEvent) => raw.write(`data: ${JSON.stringify(event)}\n\n`));
    raw.on('close', stop);
    return reply;
  });
}

function query(request: FastifyRequest): Record<string, string | undefined> {
  const { query: given } = request;
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
}

function personOf(core: Core, request: FastifyRequest): UserState | undefined {
  const { as } = query(request);
  const persons = personsOf(core);
  return persons.find(({ user }) => user.id === as) ?? persons[0];
}

function json(body: unknown): unknown {
  try {
    return Buffer.isBuffer(body) ? JSON.parse(body.toString()) : undefined;
  } catch {
    return undefined;
  }
}
