import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { dumpTables } from '../../support/person.ts';
import { useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

const entry = {
  kind: 'late-payment',
  story: 'Faktura z **września** wciąż niezapłacona.\n# @everyone',
  client: 'Piekarnia',
  reaction: 'reminded',
};

describe('the violation log in Polish', () => {
  const bot = useBot();

  it('shows only one’s own entries, as they were typed', async () => {
    const { member, other, channel } = bot();
    await (await member.in(channel).run('/violation log')).submit(entry);
    const list = await member.in(channel).run('/violation list');
    expect(list.text).toContain('Twój dziennik: 1 wpis');
    expect(list.text).toContain('Spóźniona płatność');
    expect(list.text).toContain('\\*\\*września\\*\\*');
    expect(list.text).toContain('Piekarnia');
    const others = await other.in(channel).run('/violation list');
    expect(others.text).toContain('Nie masz jeszcze żadnych wpisów');
  });

  it('turns pages of a long log', async () => {
    const { member, channel, database } = bot();
    const row = { authorId: member.id, kind: 'other', reaction: 'refused', weight: 1 };
    for (let number = 1; number <= 12; number += 1)
      await database.db.violation.create({ data: { ...row, story: `Wpis ${number}.`, interactionId: `${number}` } });
    const list = await member.in(channel).run('/violation list');
    expect(list.text).toContain('12 wpisów');
    expect(list.text).toContain('Wpis 12.');
    const second = await list.click('Dalej');
    expect(second.text).toContain('Wpis 7.');
    expect(second.text).not.toContain('Wpis 12.');
  });
});

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('the log as a whole in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);

  it('saves and lists', async () => {
    const saved = await log({ reaction: 'reminded' });
    expect(saved.text).toContain(words.onlyYou);
    const list = await author().in(bot().channel).run('/violation list');
    expect(list.text).toContain(words.one);
    expect(list.text).toContain(words.reminded);
  });

  it('filters by kind, state, period and client, over pages', async () => {
    const { channel } = bot();
    for (let number = 1; number <= 7; number += 1) {
      await log({ story: `Wpis numer ${number}` });
      clock.advance({ minutes: 1 });
    }
    await log({ kind: 'other', client: 'Kawiarnia', story: 'Inny wpis', reaction: 'refused' });
    const byOption = await author().in(channel).run('/violation list', { client: 'piekarnia', state: 'open' });
    expect(byOption.text).not.toContain('Inny wpis');
    expect(byOption.text).toContain(': 7');
    const all = await author().in(channel).run('/violation list');
    const select = (index: number) => all.selects[index]?.customId ?? '';
    expect(
      all.selects[3]?.options
        .map(({ label }) => label)
        .slice(1)
        .sort(),
    ).toEqual(['Kawiarnia', 'Piekarnia']);
    const one = await all.choose(select(3), ['Piekarnia']);
    expect(one.text).toContain(': 7');
    expect(one.text).toContain('Wpis numer 7');
    await all.click(words.next);
    expect(all.text).toContain('Wpis numer 1');
    expect(all.text).not.toContain('Inny wpis');
    // The filters add up.
    await all.choose(select(0), ['other']);
    expect(all.text).not.toContain('Wpis numer');
    await all.choose(select(3), ['any']);
    expect(all.text).toContain('Inny wpis');
    await all.choose(select(1), ['resolved']);
    expect(all.text).not.toContain('Inny wpis');
    clock.advance({ days: 40 });
    const recent = await author().in(channel).run('/violation list', { period: 'month' });
    expect(recent.text).not.toContain('Wpis numer');
  });

  it('is nobody else’s, in another guild either', async () => {
    const { sandbox, other, channel } = bot();
    const saved = await log();
    const away = sandbox.addGuild({ name: 'Inna', locale });
    const there = away.addChannel({ name: 'ogolny' });
    away.join(other);
    away.join(author());
    const before = await dumpTables(bot().database);
    for (const seat of [other.in(channel), other.in(there)]) {
      for (const name of ['/violation list', '/violation insights', '/violation export']) {
        const answer = await seat.run(name);
        expect(answer.text).not.toContain('Faktura');
        expect(answer.files).toEqual([]);
      }
    }
    expect(await dumpTables(bot().database)).toEqual(before);
    // The author sees it wherever they are.
    expect((await author().in(there).run('/violation list')).text).toContain('Faktura');
    expect(saved.ephemeral).toBe(true);
  });
});
