import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { sayAll, sayings, TEST_SCENES } from '../../support/practice.ts';
import { LATE_CALL, lateCall } from '../../support/scenes.ts';
import { PRACTICE_WORDS } from '../../support/words/practice.ts';

const SAID = {
  pl: {
    clear: 'Proszę zadzwonić jutro po dziewiątej.',
    soft: 'Przepraszam, mam gości i kolację.',
    yielding: 'Dobrze, już siadam.',
    sharp: 'Wie pani, która jest godzina?',
    nothing: 'Tak to bywa na tym świecie…',
  },
  en: {
    clear: 'Please call tomorrow after nine.',
    soft: 'Sorry, we have guests and I’m cooking dinner.',
    yielding: 'Fine, I’ll do it now.',
    sharp: 'Do you know what time it is?',
    nothing: 'Such is life in this world…',
  },
} as const;

describe.each(['pl', 'en'] as const)('own words in a scene in %s', (locale) => {
  const bot = useBot({ locale, scenes: TEST_SCENES });
  const words = PRACTICE_WORDS[locale];
  const scene = lateCall(locale);
  const said = SAID[locale];
  const begin = () => bot().member.in(bot().channel).run('/practice', { scene: LATE_CALL });
  const say = async (text: string, from = begin) =>
    (await (await from()).click(words.own ?? '')).submit({ words: text });

  it.each([
    ['clear', 'c', 'pushes-again'],
    ['soft', 's', 'takes-over'],
    ['yielding', 'y', 'takes-over'],
    ['sharp', 'x', 'hurt'],
  ] as const)('lead on as %s', async (way, mark, to) => {
    const answer = await say(said[way]);
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(said[way]);
    expect(answer.text).toContain(words.honest);
    const next = scene.nodes.find(({ id }) => id === to);
    expect(answer.text).toContain(next?.text);
    expect([...sayings(answer).keys()]).toContain(`${mark}0`);
  });

  it('stay where they were said until said again, and are stored nowhere', async () => {
    const answer = await say(said.clear);
    expect(answer.text).toContain(words.clear);
    const again = await answer.click(words.differently ?? '');
    expect(again.text).toContain(scene.opening);
    const other = await (await again.click(words.own ?? '')).submit({ words: said.sharp });
    await sayAll(other, 'x00'.slice(0, 0));
    const end = await sayAll(await other.click(sayings(other).get('x0') ?? ''), '');
    const over = await end.click(sayings(end).get('x01') ?? '');
    expect(over.text).toContain(words.kept);
    const rows = await bot().database.db.practiceRun.findMany();
    expect(rows).toMatchObject([{ path: 'x01', end: 'kept' }]);
    expect(JSON.stringify(rows)).not.toContain(said.sharp);
  });

  it('ask how they were meant where the rules recognise nothing', async () => {
    const answer = await say(said.nothing);
    expect(answer.text).toContain(words.meant);
    expect(answer.text).toContain(said.nothing);
    expect([...sayings(answer).keys()]).toEqual(['c', 's', 'y', 'x', '']);
    const meant = await answer.click(sayings(answer).get('x') ?? '');
    expect(meant.text).toContain(scene.nodes.find(({ id }) => id === 'hurt')?.text);
  });

  it('can decide the scene', async () => {
    const first = await sayAll(await begin(), '0');
    const answer = await (await first.click(words.own ?? '')).submit({ words: said.clear });
    const end = await answer.click(sayings(answer).get('0c1') ?? '');
    expect(end.text).toContain(words.difference);
    const [run] = await bot().database.db.practiceRun.findMany();
    expect(run?.path).toBe('0c1');
  });

  it('show as typed, whatever was typed', async () => {
    const answer = await say('**x** <@1> `#` \n> @everyone || [a](http://b.pl) jutro tomorrow '.repeat(4));
    expect(bot().sandbox.violations).toEqual([]);
    expect(answer.text).toContain('\\*\\*x\\*\\*');
  });
});
