import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isPayload } from './judge.ts';
import { guildData, readyData, TOKEN } from './world.ts';

const HEARTBEAT_MS = 41_250;

export interface Gateway {
  /** Sends an event to the bot; `frame` is given its number. */
  dispatch(frame: (sequence: number) => string): void;
  close(): void;
}

/** One shard of Discord's gateway on an HTTP server, for one bot. */
export function createGateway(server: Server, guilds: number, url: () => string): Gateway {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  let [bot, sequence]: [WebSocket | undefined, number] = [undefined, 0];
  const dispatch = (frame: (sequence: number) => string) => {
    if (!bot) throw new Error('The bot has no session');
    sequence += 1;
    bot.send(frame(sequence));
  };
  const event = (t: string, d: object) => dispatch((s) => JSON.stringify({ op: 0, t, s, d }));

  sockets.on('connection', (socket) => {
    const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d, s: null, t: null }));
    send(10, { heartbeat_interval: HEARTBEAT_MS });
    socket.on('message', (text) => {
      const frame: unknown = JSON.parse(String(text));
      if (!isPayload(frame)) return;
      if (frame.op === 1) send(11, null);
      if (frame.op === 6) send(9, false);
      if (frame.op !== 2) return;
      if (!isPayload(frame.d) || frame.d.token !== TOKEN) return socket.close(4004);
      [bot, sequence] = [socket, 0];
      event('READY', readyData(guilds, url()));
      for (let number = 0; number < guilds; number += 1) event('GUILD_CREATE', guildData(number));
    });
    socket.on('error', () => socket.terminate());
  });
  return { dispatch, close: () => sockets.close() };
}
