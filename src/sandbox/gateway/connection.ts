import type { WebSocket } from 'ws';
import type { Core } from '../core.ts';
import { requestMembers, sendReady } from './ready.ts';
import { createSession, OP, replay, type Session } from './session.ts';

/** Bits of all existing intents (0–16, 20, 21, 24, 25); others close the connection with 4013. */
const KNOWN_INTENTS = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);
/** Privileged intents: members, presences, message content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

/** Speaks the gateway's protocol on one socket (https://docs.discord.com/developers/events/gateway). */
export function connect(core: Core, socket: WebSocket, query: URLSearchParams): undefined {
  let session: Session | undefined;
  let silence: NodeJS.Timeout | undefined;
  let frames: number[] = [];

  const note = (direction: 'to-bot' | 'from-bot' | 'note', op: number | null, data: unknown) =>
    core.recorder.frame({ shard: session?.shard ?? 0, direction, op, event: null, data });
  const send = (op: number, d: unknown): undefined => {
    socket.send(JSON.stringify({ op, d, s: null, t: null }));
    note('to-bot', op, d);
  };
  /** Closes the connection because of a mistake of the bot. */
  const fail = (code: number, message: string): undefined => {
    core.recorder.violation({ rule: `gateway-${code}`, message });
    note('note', null, `${code} ${message}`);
    if (session && [4003, 4007, 4009].includes(code)) core.gateway.forget(session);
    socket.close(code, message);
  };

  socket.on('close', (code) => {
    clearTimeout(silence);
    note('note', null, `connection closed (${code})`);
    if (session?.socket !== socket) return;
    session.socket = null;
    // A bot that closes with 1000 or 1001 ends its session for good.
    if (code === 1000 || code === 1001) core.gateway.forget(session);
    core.bus.emit('session');
  });
  socket.on('error', () => socket.terminate());

  if (query.get('v') !== '10') return fail(4012, `API version ${query.get('v')} is not 10`);
  if ((query.get('encoding') ?? 'json') !== 'json' || query.get('compress') !== null)
    return fail(4002, 'The sandbox speaks encoding=json without compression only');

  const listen = () => {
    clearTimeout(silence);
    // Two missed heartbeats end a connection, as with Discord; by the machine's clock, after which the bot sends them.
    silence = setTimeout(() => socket.close(4009, 'Session timed out.'), core.settings.heartbeatInterval * 2.5).unref();
  };
  send(OP.Hello, { heartbeat_interval: core.settings.heartbeatInterval, _trace: ['["sandbox"]'] });
  listen();

  socket.on('message', (raw) => {
    const frame = read(String(raw));
    if (frame === undefined) return fail(4002, 'A frame is not JSON with a numeric op');
    const now = core.clock.now();
    frames = [...frames.filter((at) => at > now - 60_000), now];
    if (frames.length > 120) return fail(4008, 'More than 120 frames in 60 seconds');
    note(
      'from-bot',
      frame.op,
      frame.op === OP.Identify || frame.op === OP.Resume ? { ...frame.d, token: '…' } : frame.d,
    );
    switch (frame.op) {
      case OP.Heartbeat:
        listen();
        if (!core.faults.isZombie()) send(OP.HeartbeatAck, null);
        return;
      case OP.Identify:
        return identify(frame.d);
      case OP.Resume:
        return resume(frame.d);
      case OP.PresenceUpdate:
      case OP.VoiceStateUpdate:
        return session ? undefined : fail(4003, 'A frame before identify');
      case OP.RequestGuildMembers:
        return session ? requestMembers(core, session, frame.d) : fail(4003, 'A frame before identify');
      default:
        return fail(4001, `Opcode ${frame.op} is not for bots`);
    }
  });

  function identify(data: Record<string, unknown>): undefined {
    if (session) return fail(4005, 'A second identify');
    if (data.token !== core.token) return fail(4004, 'Authentication failed.');
    const [shard, count] = Array.isArray(data.shard) ? data.shard.map(Number) : [0, 1];
    if (shard === undefined || count === undefined || !(shard >= 0 && shard < count))
      return fail(4010, 'Invalid shard');
    if (count < core.settings.shards) return fail(4011, `Sharding required: at least ${core.settings.shards} shards`);
    const intents = Number(data.intents);
    if (!Number.isInteger(intents) || intents & ~KNOWN_INTENTS) return fail(4013, 'Invalid intents');
    if (intents & PRIVILEGED & ~core.settings.privilegedIntents)
      return fail(4014, 'Disallowed intents: switched off for this app');
    if (core.gateway.isTooSoon(shard) && core.settings.identifyPace) {
      core.recorder.violation({
        rule: 'identify-pace',
        message: `Shard ${shard} logged in less than 5 s after another one of its bucket (shard % ${core.settings.maxConcurrency})`,
      });
      return send(OP.InvalidSession, false);
    }
    const properties = data.properties;
    if (typeof properties !== 'object' || properties === null) return fail(4002, 'identify lacks properties');
    session = createSession(shard, count, intents, socket);
    core.gateway.open(session);
    sendReady(core, session);
  }

  function resume(data: Record<string, unknown>): undefined {
    if (session) return fail(4005, 'A resume after identify');
    if (data.token !== core.token) return fail(4004, 'Authentication failed.');
    const known = core.gateway.sessions.get(String(data.session_id));
    if (known === undefined) return send(OP.InvalidSession, false);
    known.socket?.close(4000);
    known.socket = socket;
    session = known;
    if (!replay(known, Number(data.seq))) return fail(4007, 'Invalid seq');
    note('note', null, 'resumed');
    socket.send(JSON.stringify({ op: OP.Dispatch, t: 'RESUMED', s: known.sequence, d: { _trace: ['["sandbox"]'] } }));
    core.bus.emit('session');
  }
}

function read(text: string): { op: number; d: Record<string, unknown> } | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    if (typeof frame !== 'object' || frame === null || !('op' in frame) || typeof frame.op !== 'number')
      return undefined;
    const d = 'd' in frame && typeof frame.d === 'object' && frame.d !== null ? { ...frame.d } : {};
    return { op: frame.op, d };
  } catch {
    return undefined;
  }
}
