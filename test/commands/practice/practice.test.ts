import { direct } from '@granica/discord-sandbox/persons';
import { ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { practiceControls } from '../../../commands/practice/controls.ts';
import { allPaths, decidedBy } from '../../../src/practice/paths.ts';
import { structureOf } from '../../../src/practice/structure.ts';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { sayAll, sayings, TEST_SCENES } from '../../support/practice.ts';
import { LATE_CALL, lateCall } from '../../support/scenes.ts';
import { PRACTICE_WORDS } from '../../support/words/practice.ts';

const START = '2026-11-02T10:00:00Z';

describe.each(['pl', 'en'] as const)('/practice in %s', (locale) => {
  const clock = testClock(START);
  const bot = useBot({ locale, scenes: TEST_SCENES, clock });
  const words = PRACTICE_WORDS[locale];
  const scene = lateCall(locale);
  const begin = () => bot().member.in(bot().channel).run('/practice', { scene: LATE_CALL });

  it('plays a scene through every end, by written replies, and only for who plays it', async () => {
    const paths = [...allPaths(scene, false)];
    const ends = [...Map.groupBy(paths, ({ end }) => end.id).values()].map(([first]) => first);
    expect(ends).toHaveLength(5);
    for (const path of ends) {
      if (!path) continue;
      const start = await begin();
      expect(start.ephemeral).toBe(true);
      expect(start.text).toContain(scene.opening);
      const end = await sayAll(start, path.path);
      expect(end.id).toBe(start.id);
      expect(end.ephemeral).toBe(true);
      expect(end.text).toContain(path.end.text);
      expect(end.text).toContain(words.difference);
      const decided = decidedBy({ steps: path.steps, at: path.end });
      if (decided?.said.type !== 'written') throw new Error('a written reply decides');
      // Once: the last reply stands at the top.
      expect(end.text.split(decided.said.reply.text)).toHaveLength(2);
      expect(end.text).toContain(decided.said.reply.note);
      const isLast = path.steps.at(-1)?.turn === decided.turn;
      expect(end.text.includes(words.lastDifference ?? '')).toBe(isLast);
    }
    const { db } = bot().database;
    const runs = await db.practiceRun.findMany({ orderBy: { id: 'asc' } });
    expect(runs.map(({ path, end }) => [path, end])).toEqual(ends.map((path) => [path?.path, path?.end.end]));
    expect(runs.every(({ communityId }) => communityId === bot().guild.id)).toBe(true);
  });

  it('shows each turn with the client’s words, and all replies in full, each beside its button', async () => {
    const start = await begin();
    const turn = scene.nodes[0];
    if (turn?.type !== 'turn') throw new Error('no start');
    expect(start.text).toContain(turn.text);
    expect(start.text).toContain(words.ask);
    for (const { text, note } of turn.replies) {
      expect(start.text).toContain(text);
      expect(start.text).not.toContain(note);
    }
    const said = start.raw.components?.flatMap((part): [string, string][] => {
      if (part.type !== ComponentType.Section || part.accessory.type !== ComponentType.Button) return [];
      const [text] = part.components;
      return [['label' in part.accessory ? (part.accessory.label ?? '') : '', text?.content ?? '']];
    });
    expect(said?.map(([label]) => label)).toEqual(['1', '2', '3']);
    expect(said?.map(([, text]) => text.replace(/^\*\*\d\.\*\* /, '')).sort()).toEqual(
      turn.replies.map(({ text }) => text).sort(),
    );
    expect([...sayings(start).keys()].sort()).toEqual(['0', '1', '2']);
    const next = await sayAll(start, '0');
    expect(next.text).toContain(turn.replies[0]?.text);
  });

  it('opens the section and the template from its end', async () => {
    const end = await sayAll(await begin(), '000');
    const press = async (label: string) => {
      const button = end.buttons.find((one) => one.label?.startsWith(label));
      return end.click(button?.customId ?? '');
    };
    expect((await press(words.section ?? '')).text).not.toBe('');
    const template = await press(words.template ?? '');
    expect(template.kind === 'form' ? template.title : template.text).not.toBe('');
  });

  it('goes on after a restart, and again from its end', async () => {
    const before = await sayAll(await begin(), '0');
    await bot().restart();
    const end = await before.click(sayings(before).get('00') ?? '');
    const again = await (await sayAll(end, '')).click(words.restart ?? '');
    expect(again.text).toContain(scene.opening);
    const over = await sayAll(again, '001');
    expect((await over.click(words.again ?? '')).text).toContain(scene.opening);
  });

  it('lists what was tried, suggests by what was logged, and begins from there', async () => {
    const { member, channel, database } = bot();
    const seat = member.in(channel);
    const list = await seat.run('/practice');
    expect(list.ephemeral).toBe(true);
    expect(list.text).toContain(words.title);
    expect(list.text).not.toContain(words.tried);
    const entry = { authorId: member.id, week: new Date('2026-10-26'), kind: 'after-hours', currency: '' };
    const sums = { entries: 1, letPass: 0, addressed: 0, addressedDays: 0, unpaidMinutes: 0, amount: 0 };
    await database.db.violationTally.create({ data: { ...entry, ...sums } });
    const suggested = await seat.run('/practice');
    expect(suggested.text).toContain(words.logged);
    const started = await suggested.click(words.start ?? '');
    expect(started.text).toContain(scene.opening);
    const end = await sayAll(started, '001');
    const tried = await end.click(words.another ?? '');
    expect(tried.text).toContain(words.tried);
    expect(tried.text).toContain(scene.title);
    const chosen = await tried.choose(words.choose ?? '', [LATE_CALL]);
    expect(chosen.text).toContain(scene.opening);
  });

  it('comes back to a scene after a month, with what was said then', async () => {
    const seat = bot().member.in(bot().channel);
    clock.set(START);
    await sayAll(await begin(), '001');
    expect((await seat.run('/practice')).text).not.toContain(words.once);
    clock.set('2026-12-01T10:00:00Z');
    expect((await seat.run('/practice')).text).toContain(words.once);
    const end = await sayAll(await begin(), '000');
    expect(end.text).toContain(words.thenSaid);
    clock.set(START);
  });

  it('notes a conversation once, whatever is pressed twice', async () => {
    const { sandbox, member, channel, database } = bot();
    const near = await sayAll(await begin(), '00');
    const last = sayings(near).get('001') ?? '';
    const attack = direct(sandbox, member, channel);
    await Promise.all([near.click(last), attack.press(last)].map((pressed) => pressed.catch(() => undefined)));
    expect(await database.db.practiceRun.count()).toBe(1);
  });

  it('answers an unknown or an old path politely', async () => {
    const { sandbox, member, channel, database } = bot();
    const press = direct(sandbox, member, channel);
    const carried = { scene: LATE_CALL, structure: structureOf(scene), play: '1', path: '0' };
    const out = await press.press(practiceControls.say.with({ ...carried, structure: 'older1' }));
    expect(out.text).toContain(words.outdated);
    const impossible = await press.press(practiceControls.say.with({ ...carried, path: '99' }));
    expect(impossible.text).toContain(words.outdated);
    const gone = await press.press(practiceControls.say.with({ ...carried, scene: 'gone' }));
    expect(gone.text).toContain(words.title);
    expect(await database.db.practiceRun.count()).toBe(0);
  });

  it('finds a scene by typing, and says what it does not know', async () => {
    const seat = bot().member.in(bot().channel);
    expect(await seat.type('/practice', { scene: '' }, 'scene')).toEqual([
      { name: `${scene.title}: ${scene.summary}`, value: LATE_CALL },
    ]);
    expect(await seat.type('/practice', { scene: scene.client.name.slice(0, 6) }, 'scene')).toHaveLength(1);
    expect(await seat.type('/practice', { scene: 'xyz' }, 'scene')).toEqual([]);
    expect((await seat.run('/practice', { scene: scene.title })).text).toContain(scene.opening);
    const unknown = await seat.run('/practice', { scene: 'xyz' });
    expect(unknown.text).toContain(words.unknown);
    expect(unknown.text).toContain('xyz');
  });

  it('works in a direct message, and belongs to no community there', async () => {
    const start = await bot().member.inDm().run('/practice', { scene: LATE_CALL });
    await sayAll(start, '000');
    expect(await bot().database.db.practiceRun.findMany()).toMatchObject([{ communityId: null, path: '000' }]);
  });
});

it('goes on in the language in which it began', async () => {
  expect(structureOf(lateCall('pl'))).not.toBe(structureOf(lateCall('en')));
});
