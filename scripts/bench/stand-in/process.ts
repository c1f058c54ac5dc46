// The stand-in for Discord in a process of its own, forked by `handle.ts`: gateway, REST API and the people who use the bot. It knows
// no more than benchmarks need, so that it costs little beside the bot.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApi } from './api.ts';
import { pressAll } from './burst.ts';
import { startGateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { createLoad } from './load.ts';
import type { Order, Setting, Told } from './protocol.ts';

const { guilds, members }: Setting = JSON.parse(process.argv[2] ?? '{}');
const tell = (message: Told | { readonly number: number; readonly result?: unknown; readonly error?: string }) =>
  process.send?.(message);

const gateway = await startGateway(guilds);
const interactions = createInteractions((frame) => gateway.dispatch(frame));
const api = createApi({
  gatewayUrl: gateway.url,
  interactions,
  onRegistered: () => tell({ told: 'registered' }),
});
const load = createLoad(interactions, members);

async function follow(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'look':
      return load.look(order.ask);
    case 'prepare':
      return load.prepare(order.task);
    case 'run':
      return load.run(order.options);
    case 'burst':
      return pressAll(load, order.options);
  }
}

process.on('message', ({ number, order }: { readonly number: number; readonly order: Order }) => {
  follow(order).then(
    (result) => tell({ number, result }),
    (error: unknown) => tell({ number, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => {
  if (api.missing.size > 0) console.error(`The stand-in does not know: ${[...api.missing].join(', ')}`);
  process.exit(0);
});
api.server.listen(0, '127.0.0.1');
await once(api.server, 'listening');
tell({ told: 'ready', apiUrl: `http://127.0.0.1:${(api.server.address() as AddressInfo).port}/api` });
