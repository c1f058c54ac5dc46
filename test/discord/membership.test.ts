import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { REST } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askMembership } from '../../src/discord/connection.ts';

let sandbox: Sandbox;
let rest: REST;
beforeAll(async () => {
  sandbox = await startSandbox();
  rest = new REST({ retries: 0, api: sandbox.apiUrl }).setToken(sandbox.token);
});
afterAll(() => sandbox.close());

const gateway = (ready: boolean, has = false) => ({ isReady: () => ready, hasGuild: () => has });

describe('whether the bot is in a guild', () => {
  let guild: ReturnType<Sandbox['addGuild']>;
  beforeEach(() => {
    guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
  });

  it('is not said while the gateway is away, whatever the REST API says', async () => {
    guild.removeBot();
    expect(await askMembership(rest, gateway(false), guild.id)).toBe('unknown');
  });

  it('is “there” where the gateway or the REST API says so', async () => {
    expect(await askMembership(rest, gateway(true, true), guild.id)).toBe('there');
    expect(await askMembership(rest, gateway(true), guild.id)).toBe('there');
  });

  it('is “gone” only by a clear answer of Discord’s', async () => {
    guild.removeBot();
    expect(await askMembership(rest, gateway(true), guild.id)).toBe('gone');
    for (const kind of ['error-503', 'reset'] as const) {
      sandbox.faults.add({ kind, on: 'GET /guilds/:guildId' });
      expect(await askMembership(rest, gateway(true), guild.id)).toBe('unknown');
    }
  });
});
