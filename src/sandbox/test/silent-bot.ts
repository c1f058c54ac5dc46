import { Routes } from 'discord.js';
import { afterEach, beforeEach } from 'vitest';
import type { InteractionState } from '../interactions/state.ts';
import { ask, type Connected, connected } from './support.ts';

/**
 * A client for each test of a file that stays silent, so that interactions can be answered by hand. The sandbox's time stands
 * still, and it does not throw at violations.
 */
export function useSilentBot() {
  let bot: Connected;
  beforeEach(async () => {
    bot = await connected({ strict: false });
    bot.sandbox.clock.freeze();
    await ask(bot.sandbox, 'PUT', Routes.applicationCommands(bot.sandbox.bot.id), [
      { name: 'go', description: 'x', options: [{ type: 3, name: 'query', description: 'x', autocomplete: true }] },
    ]);
    bot.sandbox.forget();
  });
  afterEach(() => bot.close());

  /** Starts an interaction and returns it, while its person keeps waiting. */
  async function started(act: () => Promise<unknown>): Promise<InteractionState> {
    const created = new Promise<InteractionState>((resolve) => {
      bot.sandbox.core.bus.once('interaction', (_stage, interaction) => resolve(interaction));
    });
    act().catch(() => {});
    return created;
  }
  return {
    current: () => bot,
    started,
    command: () => started(() => bot.anna.in(bot.channel).run('/go')),
    typing: () => started(() => bot.anna.in(bot.channel).type('/go', { query: 'x' }, 'query')),
    /** The first answer to an interaction. */
    respond: ({ id, token }: InteractionState, body: object) =>
      ask(bot.sandbox, 'POST', Routes.interactionCallback(id, token), body, { authorization: '' }),
    /** The names of the broken rules. */
    rules: () => bot.sandbox.violations.map(({ rule }) => rule),
  };
}
