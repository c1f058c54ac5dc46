import { setTimeout as pause } from 'node:timers/promises';
import type { Bot, StartFigures } from './contestants.ts';
import { startContestant } from './contestants.ts';
import { embeddedPlace, type Place, serverPlace } from './databases.ts';

export interface IdleFigures extends StartFigures {
  readonly bot: string;
  readonly guilds: number;
  /** `first`: on an empty database, with no compiled modules to fall back on. */
  readonly start: 'first' | 'later';
  readonly megabytes: number;
}

interface IdleOptions {
  /** The bot at a place. */
  readonly bots: readonly { readonly name: string; readonly at: (place: Place) => Bot }[];
  readonly guilds: readonly number[];
  readonly rounds: number;
  /** Until memory has settled. */
  readonly settleMs: number;
  readonly serverUrl: string | undefined;
}

/** Starts each bot on an empty database and again on the same one, with guilds of ten channels and five roles. */
export async function measureIdle(
  { bots, guilds, rounds, settleMs, serverUrl }: IdleOptions,
  tell: (line: string) => void,
): Promise<IdleFigures[]> {
  const figures: IdleFigures[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const count of guilds)
      for (const { name, at } of bots) {
        tell(`start of ${name} with ${count} guilds, round ${round + 1} of ${rounds}`);
        const place = name === 'server' && serverUrl ? await serverPlace(serverUrl) : embeddedPlace();
        try {
          for (const start of ['first', 'later'] as const) {
            const bot = at(place);
            const env = start === 'first' ? { ...bot.env, NODE_DISABLE_COMPILE_CACHE: '1' } : bot.env;
            const one = await startContestant({ ...bot, name, env }, { guilds: count, members: 1 }, place.home);
            await pause(settleMs);
            figures.push({ bot: name, guilds: count, start, ...one.start, megabytes: one.memory() });
            await one.stop();
          }
        } finally {
          await place.clear();
        }
      }
  return figures;
}
