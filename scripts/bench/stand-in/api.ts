import type { Server } from 'node:net';
import { createHttp, type Request, type Response } from './http.ts';
import type { Interactions, Verdict } from './interactions.ts';
import { isPayload } from './judge.ts';
import type { Payload, Sent } from './protocol.ts';
import { APPLICATION, channelId, guildId, messageData, newId, TOKEN } from './world.ts';

/** Parts of Discord's REST API that bots use to start and to answer; the rest says 404 and is counted. */
export interface Api {
  readonly server: Server;
  /** Paths that are not here. */
  readonly missing: ReadonlySet<string>;
}

interface ApiOptions {
  readonly gatewayUrl: string;
  readonly interactions: Interactions;
  readonly onRegistered: () => void;
}

export function createApi({ gatewayUrl, interactions, onRegistered }: ApiOptions): Api {
  const missing = new Set<string>();
  let commands: unknown[] = [];

  const webhook = (
    method: string,
    token: string,
    messageId: string | undefined,
    { raw, body, files }: Body,
  ): Response => {
    if (method === 'DELETE') return { status: 204 };
    if (method === 'GET')
      return interactions.knows(token)
        ? { status: 200, body: messageData({}) }
        : { status: 404, body: UNKNOWN_WEBHOOK };
    const to = messageId?.endsWith('original') ? 'original' : 'follow-up';
    const verdict = interactions.message(to, token, raw, body, files);
    return verdict.error ? responseOf(verdict) : { status: verdict.status, body: messageData(body) };
  };

  const serve = ({ method, url, type, authorization, body: bytes }: Request): Response => {
    const [path = ''] = url.slice('/api/v10'.length).split('?');
    const [, area, , second = '', ...rest] = path.split('/');
    const { raw, body, files } = read(type, bytes);
    if (area === 'interactions') return responseOf(interactions.callback(second, raw, body, files));
    if (area === 'webhooks') return webhook(method, second, rest[1], { raw, body, files });
    if (authorization !== `Bot ${TOKEN}`) return { status: 401, body: { code: 0, message: '401: Unauthorized' } };
    if (area === 'applications' && second === 'commands') {
      if (method !== 'GET') {
        commands = registered(raw);
        setImmediate(onRegistered);
      }
      return { status: 200, body: commands };
    }
    const found = other(method, path, gatewayUrl, body);
    if (!found) missing.add(`${method} ${path}`);
    return found ? { status: 200, body: found } : { status: 404, body: { code: 0, message: '404: Not Found' } };
  };
  return { server: createHttp(serve), missing };
}

const UNKNOWN_WEBHOOK = { code: 10015, message: 'Unknown Webhook' };

function registered(raw: string): unknown[] {
  const list: unknown = JSON.parse(raw);
  return [list]
    .flat()
    .map((command) => ({ ...(isPayload(command) ? command : {}), id: newId(), application_id: APPLICATION }));
}

/** What bots ask for at their start, and where they post. */
function other(method: string, path: string, gatewayUrl: string, body: Payload): object | undefined {
  const session_start_limit = { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 };
  if (path === '/gateway/bot') return { url: gatewayUrl, shards: 1, session_start_limit };
  if (path === '/users/@me' || path === '/applications/@me') return { id: APPLICATION, username: 'bench', bot: true };
  if (/^\/channels\/\d+\/messages$/.test(path)) return method === 'POST' ? messageData(body) : [];
  if (/^\/channels\/\d+(?:\/messages\/\d+)?\/threads$/.test(path))
    return { id: newId(), type: 11, guild_id: guildId(0) };
  if (/^\/channels\/\d+\/messages\/\d+$/.test(path)) return messageData(body);
  if (path === '/users/@me/channels') return { id: channelId(0, 9), type: 1 };
  const member = /^\/guilds\/\d+\/members\/(\d+)$/.exec(path)?.[1];
  if (member) return { user: { id: member, username: 'anna' }, roles: [] };
  const guild = /^\/guilds\/(\d+)$/.exec(path)?.[1];
  return guild ? { id: guild } : undefined;
}

function responseOf({ status, error }: Verdict): Response {
  return { status, body: error };
}

interface Body {
  /** The JSON as it was sent. */
  readonly raw: string;
  readonly body: Payload;
  readonly files: Sent['files'];
}

/** A body in JSON, or the JSON part of one with files. */
function read(type: string, bytes: Buffer): Body {
  if (bytes.length === 0) return { raw: '', body: {}, files: [] };
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(type);
  const parts = boundary ? partsOf(bytes, boundary[1] ?? boundary[2] ?? '') : [];
  const raw = boundary ? (parts.find(({ name }) => name === 'payload_json')?.text() ?? '{}') : bytes.toString();
  const value: unknown = JSON.parse(raw);
  const files = parts.flatMap(({ file, size }) => (file === undefined ? [] : [{ name: file, size }]));
  return { raw, body: isPayload(value) ? value : {}, files };
}

function partsOf(bytes: Buffer, boundary: string) {
  const mark = Buffer.from(`--${boundary}`);
  const parts: { name: string | undefined; file: string | undefined; size: number; text: () => string }[] = [];
  for (let from = bytes.indexOf(mark); ; ) {
    const to = bytes.indexOf(mark, from + mark.length);
    if (from < 0 || to < 0) return parts;
    const begin = bytes.indexOf('\r\n\r\n', from) + 4;
    const head = bytes.toString('utf8', from, begin);
    const body = bytes.subarray(begin, to - 2);
    parts.push({
      name: /[^e]name="([^"]*)"/.exec(head)?.[1],
      file: /filename="([^"]*)"/.exec(head)?.[1],
      size: body.length,
      text: () => body.toString(),
    });
    from = to;
  }
}
