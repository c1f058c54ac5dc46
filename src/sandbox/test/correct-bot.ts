import { type ApplicationCommandDataResolvable, ChannelType } from 'discord.js';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Connected, connected } from './support.ts';

/** A command of every kind, with an option of every kind. */
const COMMANDS: readonly ApplicationCommandDataResolvable[] = [
  {
    name: 'guide',
    description: 'Guide',
    nameLocalizations: { pl: 'poradnik' },
    integrationTypes: [0, 1],
    contexts: [0, 1, 2],
    options: [
      {
        type: 1,
        name: 'read',
        description: 'Reads',
        nameLocalizations: { pl: 'czytaj' },
        options: [{ type: 3, name: 'article', description: 'Which', autocomplete: true, required: true }],
      },
      { type: 2, name: 'list', description: 'Lists', options: [{ type: 1, name: 'all', description: 'All' }] },
    ],
  },
  { name: 'go', description: 'Goes', integrationTypes: [0, 1], contexts: [0, 1, 2] },
  { name: 'admin', description: 'Moderates', defaultMemberPermissions: 1n << 5n, contexts: [0] },
  {
    name: 'every',
    description: 'Every option',
    options: [
      { type: 4, name: 'count', description: 'x', required: true, minValue: 1, maxValue: 5 },
      { type: 10, name: 'rate', description: 'x' },
      { type: 5, name: 'sure', description: 'x' },
      { type: 6, name: 'who', description: 'x' },
      { type: 7, name: 'where', description: 'x', channelTypes: [ChannelType.GuildText] },
      { type: 8, name: 'role', description: 'x' },
      { type: 11, name: 'file', description: 'x' },
      {
        type: 3,
        name: 'kind',
        description: 'x',
        choices: [{ name: 'Late', nameLocalizations: { pl: 'Spóźniona' }, value: 'late' }],
      },
    ],
  },
  { type: 3, name: 'Find advice' },
  { type: 2, name: 'Greet' },
];

/**
 * A correct bot for each test of a file, built with the real client, its commands deployed, and persons who use it. A test
 * fails if a handler threw.
 */
export function useCorrectBot(): () => Connected {
  let bot: Connected;
  beforeEach(async () => {
    bot = await connected();
    // Three seconds of a busy computer are not three seconds of Discord's.
    bot.sandbox.clock.freeze();
    await bot.client.application?.commands.set(COMMANDS);
  });
  afterEach(async () => {
    expect(bot.errors).toEqual([]);
    await bot.close();
  });
  return () => bot;
}
