import { Client, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts';

/** A sandbox with one guild, one channel, one person, and a real client that is logged in. */
export async function connected(options: SandboxOptions = {}, intents: number[] = [GatewayIntentBits.Guilds]) {
  const sandbox = await startSandbox(options);
  const guild = sandbox.addGuild({ name: 'Freelancers', locale: 'pl' });
  const channel = guild.addChannel({ name: 'check-in' });
  const anna = sandbox.addPerson({ name: 'Anna', locale: 'pl' });
  guild.join(anna);
  const client = new Client({
    intents,
    rest: { api: sandbox.apiUrl, retries: 0, timeout: 20_000 },
    // Discord requires five seconds between two logins of a bot; the sandbox does not.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
  client.on(Events.Error, (error) => errors.push(error));
  const errors: Error[] = [];
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await ready;
  return {
    sandbox,
    guild,
    channel,
    anna,
    client,
    /** Errors thrown by handlers or reported by the client. */
    errors,
    /** Answers every interaction with that function. */
    answer(handle: (interaction: Interaction) => Promise<unknown>) {
      client.removeAllListeners(Events.InteractionCreate);
      client.on(Events.InteractionCreate, (interaction) => {
        handle(interaction).catch((error: unknown) =>
          errors.push(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
    async close() {
      await client.destroy();
      await sandbox.close();
    },
  };
}
export type Connected = Awaited<ReturnType<typeof connected>>;

/** A request as the bot would make it. */
export async function ask(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: {
      'user-agent': 'DiscordBot (https://example.org, 1)',
      authorization: `Bot ${sandbox.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
