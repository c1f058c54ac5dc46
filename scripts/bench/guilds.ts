// What a server at Discord costs a process in memory, and how long a start with many takes: `npm run bench:guilds -- --guilds 1,1000,4000`.
// Each has 20 channels and 10 roles. The bot uses an embedded database of its own, which is the same in all lines.
import { parseArgs } from 'node:util';
import { startSandbox } from '@granica/discord-sandbox';
import { startBot } from '../chaos/bot.ts';
import { type Memory, memoryOf } from '../soak/memory.ts';

const [CHANNELS, ROLES] = [20, 10];
const PROBE = new URL('../soak/memory-probe.ts', import.meta.url).href;
const { values } = parseArgs({ options: { guilds: { type: 'string', default: '1,1000,4000' } } });

async function measure(guilds: number): Promise<{ readonly ready: number; readonly memory: Memory | undefined }> {
  const sandbox = await startSandbox({ keep: 10 });
  for (let guild = 0; guild < guilds; guild += 1) {
    const made = sandbox.addGuild({ name: `Guild ${guild}` });
    for (let channel = 0; channel < CHANNELS; channel += 1) made.addChannel({ name: `channel-${channel}` });
    for (let role = 0; role < ROLES; role += 1) made.addRole({ name: `Role ${role}` });
  }
  const begun = performance.now();
  const nodeArguments = ['--max-semi-space-size=16', '--expose-gc', '--import', PROBE];
  const bot = startBot(sandbox, { databaseUrl: 'file:./data', nodeArguments });
  await Promise.race([sandbox.untilRegistered(300_000), bot.failed]);
  const ready = performance.now() - begun;
  await sandbox.heard();
  const memory = await memoryOf(bot.child);
  await bot.stop();
  await sandbox.close();
  return { ready, memory };
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
let first: { readonly guilds: number; readonly kept: number } | undefined;
for (const guilds of values.guilds.split(',').map(Number)) {
  const { ready, memory } = await measure(guilds);
  if (!memory) throw new Error('The bot does not answer');
  first ??= { guilds, kept: memory.kept };
  const each = (memory.kept - first.kept) / 1024 / Math.max(1, guilds - first.guilds);
  console.log(
    `${guilds} guilds: ready after ${(ready / 1000).toFixed(1)} s, memory kept ${megabytes(memory.kept)} MB` +
      ` (${each.toFixed(1)} KB a guild), resident ${megabytes(memory.rss)} MB`,
  );
}
process.exit();
