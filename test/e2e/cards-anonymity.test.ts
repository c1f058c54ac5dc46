import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseId } from '../../src/messages/custom-id.ts';
import { uuidParam } from '../../src/messages/params.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock(FRIDAY);
let chance = 0.5;
let chanceOf: (() => number) | undefined;
const bot = useBot({ clock, random: () => chanceOf?.() ?? chance });
const week = discussionOf(bot, 'pl');
const { words, tick, appear, cards, share, shared, join } = week;
let member: Person;
let other: Person;
beforeEach(async () => {
  clock.set(FRIDAY);
  chance = 0.5;
  chanceOf = undefined;
  member = join('Anna');
  other = join('Bartek');
  await week.open();
});

const pressed = (person: Person, label: string, message = () => cards()[0]) =>
  week
    .inThread(person)
    .messages()
    .find(({ id }) => id === message()?.id)
    ?.click(label);

describe('the moment of an anonymous author', () => {
  it('is told by no id in a public button', async () => {
    await shared(member);
    await shared(other, 'named', 'Pod nazwą konta');
    await (await pressed(other, words.advise))?.submit({ advice: 'Napisz od razu' });
    await tick();
    // Whoever has pressed nothing sees what is public, and nothing else.
    const { moderator, checkin } = bot();
    const seats = [week.inThread(moderator), moderator.in(checkin)];
    const ids = seats
      .flatMap((seat) => seat.messages())
      .flatMap(({ buttons }) => buttons.map(({ customId }) => customId));
    expect(ids.filter((id) => id?.includes('card.') || id?.includes('advice.')).length).toBeGreaterThan(6);
    // A check-in's own id tells when the bot planned it: that is nobody's doing.
    const known = (await bot().database.db.checkin.findMany()).map(({ id }) => id);
    const timed = ids
      .flatMap((id) => parseId(id ?? '')?.raw.map((part) => uuidParam.decode(part)) ?? [])
      .filter((id) => id !== undefined && id[14] === '7' && !known.includes(id));
    expect(timed).toEqual([]);
  });

  it('is not that in which the card appears, nor a change of it; by name it appears at once', async () => {
    const preview = await share(member);
    expect(preview.text).toContain('o przypadkowej porze');
    const own = await preview.click(words.confirm);
    expect(own.text).toContain('w ciągu kilku minut');
    await tick();
    expect(cards()).toEqual([]);
    await appear();
    expect(cards()).toHaveLength(1);
    await (await own.click(words.change)).submit({ story: 'Inne słowa', learned: '' });
    await tick();
    expect(cards()[0]?.text).not.toContain('Inne słowa');
    // What others do meanwhile does not bring it forward.
    await pressed(other, words.meToo);
    await tick();
    expect(cards()[0]?.text).not.toContain('Inne słowa');
    await appear();
    expect(cards()[0]?.text).toContain('Inne słowa');
    expect(cards()[0]?.buttons.map(({ label }) => label)).toContain(words.meTooOnce);
    await (await share(other, 'named', 'Od razu')).click(words.confirm);
    await tick();
    expect(cards()).toHaveLength(2);
  });

  it.each([0, 0.25, 0.999])('is left by tens of seconds up to a few minutes, as chance has it: %d', async (drawn) => {
    chance = drawn;
    await (await share(member)).click(words.confirm);
    const { dueAt } = await bot().database.db.outboxStep.findFirstOrThrow({ where: { kind: 'card.post' } });
    const seconds = (dueAt.getTime() - clock.now().epochMilliseconds) / 1000;
    expect(seconds).toBeCloseTo(20 + drawn * 220, 0);
  });

  it('is left no longer than the discussion is open', async () => {
    const preview = await share(member);
    clock.set('2026-11-30T08:59:00Z');
    await preview.click(words.confirm);
    const { dueAt } = await bot().database.db.outboxStep.findFirstOrThrow({ where: { kind: 'card.post' } });
    expect(dueAt < new Date('2026-11-30T09:00:00Z')).toBe(true);
    expect(dueAt > new Date('2026-11-30T08:59:00Z')).toBe(true);
  });
});

describe('erasing an author', () => {
  it('takes away what was named at once, and each anonymous card at a moment of its own', async () => {
    const { database, checkin } = bot();
    await shared(other, 'named', 'Czyjaś karta');
    await (await pressed(member, words.advise))?.submit({ advice: 'Moja rada' });
    await shared(member, 'named', 'Pod nazwą konta');
    await shared(member, 'anonymous', 'Pierwsza anonimowa');
    await shared(member, 'anonymous', 'Druga anonimowa');
    const ask = await member.in(checkin).run('/privacy delete');
    expect(ask.text).toContain('o różnych, przypadkowych porach');
    const drawn = [0.9, 0.3];
    chanceOf = () => drawn.shift() ?? 0.5;
    await ask.click(words.erase);
    expect(await database.db.card.count({ where: { authorId: member.id } })).toBe(0);
    await tick();
    const left = () => cards().map(({ text }) => /Pod nazwą|Pierwsza|Druga|Czyjaś/u.exec(text)?.[0]);
    expect(left()).toEqual(['Czyjaś', 'Pierwsza', 'Druga']);
    const due = await database.db.outboxStep.findMany({
      where: { kind: 'message.remove', state: 'pending' },
      orderBy: { dueAt: 'asc' },
    });
    const hours = due.map(({ dueAt }) => Math.round((dueAt.getTime() - clock.now().epochMilliseconds) / 3_600_000));
    expect(hours).toEqual([14, 43]);
    clock.advance({ hours: 15 });
    await tick();
    expect(left()).toHaveLength(2);
    clock.advance({ hours: 30 });
    await tick();
    expect(left()).toEqual(['Czyjaś']);
  });
});
