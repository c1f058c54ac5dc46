import { describe, expect, it } from 'vitest';
import { observations } from '../../../commands/practice/own-words.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import type { Scene, SceneNode } from '../../../src/practice/scene.ts';
import { SIGHTS } from '../../../src/practice/words/judge.ts';
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
  ] as const)('are judged as %s before the client answers, and lead on', async (way, mark, to) => {
    const answer = await say(said[way]);
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(scene.title);
    expect(answer.text).toContain(said[way]);
    expect(answer.text).toContain(words.honest);
    const next = scene.nodes.find(({ id }) => id === to);
    expect(answer.text).not.toContain(next?.text);
    expect([...sayings(answer).keys()]).toEqual([mark, '']);
    const turn = await answer.click(words.on ?? '');
    expect(turn.id).toBe(answer.id);
    expect(turn.text).toContain(next?.text);
    expect(turn.text).not.toContain(words.honest);
    expect([...sayings(turn).keys()]).toEqual(expect.arrayContaining([`${mark}0`, '']));
  });

  it('are typed below what they reply to', async () => {
    const form = await (await begin()).click(words.own ?? '');
    expect(form.kind).toBe('form');
    expect(form.text).toBe(scene.nodes.find(({ id }) => id === 'start')?.text);
  });

  it('stay where they were said until said again, and are stored nowhere', async () => {
    const answer = await say(said.clear);
    expect(answer.text).toContain(words.clear);
    const again = await answer.click(words.differently ?? '');
    expect(again.text).toContain(scene.opening);
    const other = await (await again.click(words.own ?? '')).submit({ words: said.sharp });
    const over = await sayAll(other, 'x01');
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
    expect((await meant.click(words.differently ?? '')).text).toContain(scene.opening);
  });

  it('can decide the scene', async () => {
    const first = await sayAll(await begin(), '0');
    const answer = await (await first.click(words.own ?? '')).submit({ words: said.clear });
    const turn = await answer.click(words.on ?? '');
    const end = await turn.click(sayings(turn).get('0c1') ?? '');
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

/** A scene whose every text is as long as the check allows. */
function longest(locale: 'pl' | 'en'): Scene {
  const fill = (text: string, length: number) => text.padEnd(length, '*_`~|').slice(0, length);
  const scene = lateCall(locale);
  return {
    ...scene,
    title: fill('T', 60),
    client: { name: fill('N', 40), who: fill('W', 200), wish: fill('W', 200) },
    opening: fill('O', 600),
    nodes: scene.nodes.map((node): SceneNode => {
      if (node.type === 'end') return { ...node, text: fill(node.id, 700) };
      const [first] = node.replies;
      if (!first) throw new Error('a turn without replies');
      const replies = [...node.replies, first, first, first].slice(0, node.own ? 3 : 4);
      const long = replies.map((reply) => ({ ...reply, text: fill('„R', 200), note: fill('N', 250) }));
      return { ...node, text: fill(node.id, 600), replies: long };
    }),
  };
}

describe.each(['pl', 'en'] as const)('the longest own words in the longest scene in %s', (locale) => {
  const bot = useBot({ locale, scenes: { pl: [longest('pl')], en: [longest('en')] } });
  const words = PRACTICE_WORDS[locale];
  const nasty = {
    pl: '**Przepraszam**, bo dziecko, bo lekarz! WIE PAN KTÓRA GODZINA?! Mam dość, do sądu! Nie. Niech będzie, jutro! Poza zakresem, inaczej ***koniec*** współpracy, proszę!!! chyba ',
    en: '**Sorry**, because of the kids, the doctor! DO YOU KNOW WHAT time it is?! Court! No. Just this once, tomorrow! Out of scope, otherwise ***we are done***, please!!! maybe ',
  };

  it('fit one message, and so do the turn and the end that follow', async () => {
    const text = nasty[locale].padEnd(300, '*_|~').slice(0, 300);
    const start = await bot().member.in(bot().channel).run('/practice', { scene: LATE_CALL });
    const judged = await (await start.click(words.own ?? '')).submit({ words: text });
    expect(judged.text).toContain(words.honest);
    const turn = await judged.click(words.on ?? '');
    const [path = ''] = sayings(turn).keys();
    await turn.click(sayings(turn).get(path) ?? '');
    expect(bot().sandbox.violations).toEqual([]);
  });
});

it('leaves out the last observations where they would not fit', () => {
  const said = { t: (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}` };
  const call = { ...said, person: { locale: 'pl' } } as unknown as Call;
  const seen = SIGHTS.map((kind) => ({ kind, quotes: ['*'.repeat(90), '_'.repeat(90), '`'.repeat(90)] }));
  const shown = observations(call, seen);
  expect(shown[0]).toContain('sights.limit');
  expect(shown.join('\n').length).toBeLessThanOrEqual(800);
});
