import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { isPayload } from './judge.ts';
import { guildData, readyData, TOKEN } from './world.ts';

const HEARTBEAT_MS = 41_250;

export interface Gateway {
  /** Sends an event to the bot; `frame` is given its number. */
  dispatch(frame: (sequence: number) => string): void;
  readonly url: string;
}

/** One shard of Discord's gateway, for one bot. */
export async function startGateway(guilds: number): Promise<Gateway> {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(sockets, 'listening');
  const url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}/gateway`;
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
      event('READY', readyData(guilds, url));
      for (let number = 0; number < guilds; number += 1) event('GUILD_CREATE', guildData(number));
    });
    socket.on('error', () => socket.terminate());
  });
  return { dispatch, url };
}
