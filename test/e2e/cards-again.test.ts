import type { Answer, Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock(FRIDAY);
const bot = useBot({ clock });
const week = discussionOf(bot, 'pl');
const { words, tick, appear, cards, share, shared, join, log } = week;
let member: Person;
let other: Person;
beforeEach(async () => {
  clock.set(FRIDAY);
  member = join('Anna');
  other = join('Bartek');
  await week.open();
});

const pressed = (person: Person, label: string) =>
  week
    .inThread(person)
    .messages()
    .find(({ id }) => id === cards()[0]?.id)
    ?.click(label);

describe('slow mode', () => {
  it('counts what is shared, not what was drafted: of three drafts confirmed at once, one is posted', async () => {
    await bot().database.db.community.updateMany({ data: { slowMinutes: 10 } });
    const authors = [member, other, join('Celina')];
    const previews: Answer[] = [];
    for (const [number, person] of authors.entries())
      previews.push(await share(person, 'anonymous', `Historia numer ${number}`));
    clock.advance({ minutes: 11 });
    const answers = await Promise.all(previews.map((preview) => preview.click(words.confirm)));
    const refused = answers.filter(({ text }) => text.includes(words.slow));
    expect(refused).toHaveLength(2);
    await appear();
    expect(cards()).toHaveLength(1);
    // What was typed is there still, with the way to try again.
    for (const answer of refused) {
      expect(answer.text).toMatch(/Historia numer \d/u);
      expect(answer.buttons.map(({ label }) => label)).toEqual([words.confirm, words.change, words.cancel]);
    }
    clock.advance({ minutes: 11 });
    const again = await refused[0]?.click(words.confirm);
    expect(again?.text).toContain(words.done);
    await appear();
    expect(cards()).toHaveLength(2);
  });
});

describe('a form that was refused', () => {
  const filledIn = ({ fields }: Answer, id: string) => fields.find(({ customId }) => customId === id)?.value;

  it('opens again with what was typed and chosen: for a card, and for one that stands', async () => {
    const form = await (await log(member)).click(words.share);
    const refused = await form.submit({ story: ' ', learned: 'Kończę rozmowę', as: 'named' });
    const again = await refused.click(words.change);
    expect([filledIn(again, 'story'), filledIn(again, 'learned')]).toEqual(['', 'Kończę rozmowę']);
    expect([filledIn(again, 'as')].flat()).toEqual(['named']);
    const preview = await again.submit({ story: 'Krzyk' });
    await preview.click(words.confirm);
    await tick();
    const own = await pressed(member, words.meToo);
    const edit = await own?.click(words.change);
    const wrong = await edit?.submit({ story: '_'.repeat(1500), learned: 'Nowe wnioski' });
    const once = await wrong?.click(words.change);
    expect(once && filledIn(once, 'learned')).toBe('Nowe wnioski');
    expect(once && filledIn(once, 'story')).toBe('_'.repeat(1500));
  });
});

describe('a second press', () => {
  it('of “me too” or “it helped” takes nothing back: that has a button of its own', async () => {
    await shared(member, 'named');
    const { db } = bot().database;
    await pressed(other, words.meToo);
    const second = await pressed(other, words.meToo);
    expect(await db.cardMeToo.count()).toBe(1);
    expect(second?.text).toContain('już się liczy');
    expect((await second?.click('Cofnij'))?.text).toContain('Cofnięte');
    expect(await db.cardMeToo.count()).toBe(0);
    await tick();
    expect(cards()[0]?.buttons.map(({ label }) => label)).toContain(words.meToo);

    await (await pressed(other, words.advise))?.submit({ advice: 'Napisz od razu' });
    await tick();
    const helped = () =>
      week
        .inThread(member)
        .messages()
        .find(({ text }) => text.includes('Napisz od razu'))
        ?.click(words.helped);
    await helped();
    const answer = await helped();
    expect(await db.adviceRating.count()).toBe(1);
    await answer?.click('Cofnij');
    expect(await db.adviceRating.count()).toBe(0);
  });
});

describe('a “me too” that could not be noted whole', () => {
  it('is not noted at all, so that the next press is counted on the card', async () => {
    await shared(member, 'named');
    const { database, logged } = bot();
    await database.withSession((session) => session.exec('ALTER TABLE "OutboxStep" RENAME TO "Away"'));
    await pressed(other, words.meToo);
    await database.withSession((session) => session.exec('ALTER TABLE "Away" RENAME TO "OutboxStep"'));
    expect(logged.splice(0).join('')).toContain('a handler failed');
    expect(await database.db.cardMeToo.count()).toBe(0);
    await pressed(other, words.meToo);
    await tick();
    expect(cards()[0]?.buttons.map(({ label }) => label)).toContain(words.meTooOnce);
  });
});

describe('after the close', () => {
  it('is said before anything is typed; what was typed already comes back', async () => {
    const entry = await log(member);
    const own = await shared(other, 'named');
    const form = await pressed(member, words.advise);
    clock.advance({ days: 4 });
    await tick();
    expect((await pressed(member, words.advise))?.text).toContain('nowe rady nie pojawią się');
    const given = await form?.submit({ advice: 'Napisz od razu' });
    expect(given?.text).toContain('nowe rady nie pojawią się');
    expect(given?.text).toContain('Napisz od razu');
    expect((await entry.click(words.share)).text).toContain(words.noDiscussion);
    expect((await own.click(words.change)).text).toContain(words.over);
  });
});

describe('a card that moderators hold', () => {
  it('can be read as a whole before it is published, and the word for that says so', async () => {
    const { database, moderator, checkin } = bot();
    await database.db.community.updateMany({ data: { watchWords: 'głup*' } });
    const end = 'to koniec tej długiej historii';
    await shared(member, 'named', `Głupi pomysł. ${'Długo to trwało. '.repeat(60)}${end}`);
    const queue = await moderator.in(checkin).run('/admin moderate queue');
    expect(queue.text).not.toContain(end);
    expect(queue.buttons.map(({ label }) => label)).toEqual(['Opublikuj w dyskusji', 'Usuń', 'Przeczytaj całość']);
    expect((await queue.click('Przeczytaj całość')).text).toContain(end);
    await tick();
    expect(cards()).toHaveLength(0);
    await queue.click('Opublikuj w dyskusji');
    await tick();
    expect(cards()).toHaveLength(1);
  });
});
