import { describe, expect, it } from 'vitest';
import { allPaths, decidedBy } from '../../src/practice/paths.ts';
import { useBot } from '../support/bot.ts';
import { sayAll } from '../support/practice.ts';

/** Written text as a person reads it: how Discord marks it says nothing about the words. */
const plain = (text: string) => text.replaceAll(/[\s>*_\\]+/g, ' ').trim();

describe.each(['pl', 'en'] as const)('every scene of the content in %s', (locale) => {
  const bot = useBot({ locale });

  it('is played to each of its ends, within Discord’s limits', async () => {
    const { sandbox, guild, channel, content, database } = bot();
    let played = 0;
    for (const scene of content.scenes[locale]) {
      // Somebody else for each: nobody plays that many scenes in a minute.
      const person = sandbox.addPerson({ name: scene.slug, locale });
      guild.join(person);
      const toEnds = Map.groupBy(allPaths(scene, false), ({ end }) => end.id);
      expect(toEnds.size).toBe(scene.nodes.filter(({ type }) => type === 'end').length);
      for (const [path] of toEnds.values()) {
        if (!path) continue;
        const start = await person.in(channel).run('/practice', { scene: scene.slug });
        expect(plain(start.text)).toContain(plain(scene.opening));
        const end = await sayAll(start, path.path);
        expect(plain(end.text)).toContain(plain(path.end.text));
        const decided = decidedBy({ steps: path.steps, at: path.end });
        if (decided?.said.type === 'written') expect(plain(end.text)).toContain(plain(decided.said.reply.note));
        expect(end.buttons.length).toBeGreaterThanOrEqual(4);
        played += 1;
      }
    }
    expect(await database.db.practiceRun.count()).toBe(played);
    expect(sandbox.violations).toEqual([]);
  }, 240_000);
});
