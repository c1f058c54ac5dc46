import { type WebSocket, WebSocketServer } from 'ws';
import { botId, type Core } from '../core.ts';
import { shardOf } from '../snowflake.ts';
import { permissionsIn } from '../world/channels.ts';
import { P } from '../world/permissions.ts';
import { connect } from './connection.ts';
import type { Dispatch, Gateway } from './dispatch.ts';
import { OP, type Session, sendEvent } from './session.ts';

/** Close codes after which Discord does not allow resuming. */
const FINAL = new Set([1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014]);

/** Milliseconds between two logins in one bucket. */
const IDENTIFY_PACE = 5000;

export function createGateway(core: () => Core): Gateway {
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  /** When a shard of each bucket last logged in, by the real clock: a world's time may stand still. */
  const lastInBucket = new Map<number, number>();
  let identified = 0;
  const server = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });

  function mayKnow(event: Dispatch): boolean {
    const { world } = core();
    if (event.always || event.guildId === null) return true;
    const guild = world.guilds.get(event.guildId);
    if (guild === undefined || !guild.installed || guild.unavailable) return false;
    const channel = event.channelId === undefined ? undefined : world.channels.get(event.channelId);
    return channel === undefined || (permissionsIn(core(), channel, botId(core())) & P.ViewChannel) !== 0n;
  }

  return {
    sessions,
    dispatch(event) {
      if (!mayKnow(event)) return;
      for (const session of sessions.values()) {
        const shard = event.guildId === null ? 0 : shardOf(event.guildId, session.shardCount);
        if (shard !== session.shard || (event.intents !== 0 && !(event.intents & session.intents))) continue;
        const data = event.data(session.intents);
        sendEvent(session, event.event, data);
        core().recorder.frame({ shard, direction: 'to-bot', op: OP.Dispatch, event: event.event, data });
      }
    },
    upgrade(request, socket, head) {
      if (!/^\/gateway\/?(\?|$)/.test(request.url ?? '')) return false;
      if (core().faults.refusesGateway()) {
        socket.destroy();
        return true;
      }
      server.handleUpgrade(request, socket, head, (ws) => {
        sockets.add(ws);
        ws.on('close', () => sockets.delete(ws));
        connect(core(), ws, new URL(request.url ?? '', 'http://gateway').searchParams);
      });
      return true;
    },
    isTooSoon(shard) {
      const bucket = shard % core().settings.maxConcurrency;
      const last = lastInBucket.get(bucket) ?? Number.NEGATIVE_INFINITY;
      const now = performance.now();
      lastInBucket.set(bucket, now);
      return now - last < IDENTIFY_PACE;
    },
    identified: () => identified,
    open(session) {
      identified += 1;
      sessions.set(session.id, session);
      core().bus.emit('session');
    },
    forget(session) {
      sessions.delete(session.id);
      core().bus.emit('session');
    },
    closeAll(code, reason = '') {
      for (const socket of sockets) socket.close(code, reason);
      if (FINAL.has(code)) sessions.clear();
      for (const session of sessions.values()) session.socket = null;
      core().bus.emit('session');
    },
    cutAll() {
      for (const socket of sockets) socket.terminate();
    },
    async heard() {
      await Promise.all([...sockets].map(answered));
    },
    askReconnect() {
      for (const { socket } of sessions.values())
        socket?.send(JSON.stringify({ op: OP.Reconnect, d: null, s: null, t: null }));
    },
    invalidate(resumable) {
      for (const session of sessions.values()) {
        session.socket?.send(JSON.stringify({ op: OP.InvalidSession, d: resumable, s: null, t: null }));
        if (!resumable) sessions.delete(session.id);
      }
      core().bus.emit('session');
    },
    stop() {
      sessions.clear();
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
}

/**
 * Resolves when a socket answers a ping (RFC 6455 §5.5.2): it then has received all frames that were sent before. A socket that
 * closes answers nothing more.
 */
async function answered(socket: WebSocket): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once('pong', resolve).once('close', resolve);
  socket.ping();
  await promise;
  socket.off('pong', resolve).off('close', resolve);
}

/** Whether a session of the bot is connected. */
export function isConnected(core: Core): boolean {
  return [...core.gateway.sessions.values()].some((session) => session.socket !== null);
}
