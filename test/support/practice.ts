import type { Answer } from '@granica/discord-sandbox/persons';
import type { Content } from '../../src/app/content.ts';
import { lateCall } from './scenes.ts';

/** The scene for tests alone, in both languages. */
export const TEST_SCENES: Content['scenes'] = { pl: [lateCall('pl')], en: [lateCall('en')] };

/** The custom ids of the buttons that say something, by the path to which they lead. */
export function sayings(answer: Answer): ReadonlyMap<string, string> {
  return new Map(
    answer.buttons.flatMap(({ customId }): [string, string][] => {
      const [id, path] = /^1:practice\.say:.*:([^:]*)$/.exec(customId ?? '') ?? [];
      return id === undefined || path === undefined ? [] : [[path, id]];
    }),
  );
}

/** Says what leads to a path, mark by mark, from where the answer stands. */
export async function sayAll(answer: Answer, path: string): Promise<Answer> {
  let at = answer;
  for (let said = 1; said <= path.length; said += 1) {
    const button = sayings(at).get(path.slice(0, said));
    if (button === undefined) throw new Error(`nothing leads to ${path.slice(0, said)} in: ${at.text}`);
    at = await at.click(button);
  }
  return at;
}
