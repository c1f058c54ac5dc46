import type { Person } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';
import { atEnd } from '../../../support/reading.ts';

const clock = testClock('2026-11-24T08:00:00Z');

describe('what the guide lacks', () => {
  const bot = useBot({ clock });
  const search = (person: Person, pytanie: string) => person.in(bot().channel).run('/poradnik szukaj', { pytanie });
  const gaps = (options = {}) => bot().moderator.in(bot().checkin).run('/admin poradnik luki', options);
  const fresh = (name: string) => {
    const person = bot().sandbox.addPerson({ name, locale: 'pl' });
    bot().guild.join(person);
    return person;
  };
  const QUERY = 'żyrafa na balkonie';

  it('is counted from three people up, in words that three of them used', async () => {
    const { member, other, database } = bot();
    await search(member, 'żyrafa klatka');
    await search(member, 'żyrafa klatka');
    await search(member, 'żyrafę Zofii');
    await search(other, 'żyrafy dieta');
    expect((await gaps()).text).toContain('Na razie nic');
    await search(fresh('Celina'), 'moja żyrafa');
    const listed = await gaps();
    expect(listed.ephemeral).toBe(true);
    expect(listed.text).toContain('3 osoby');
    expect(listed.text).toMatch(/żyraf/);
    for (const own of ['Zofii', 'klatka', 'dieta']) expect(listed.text).not.toContain(own);
    const form = await listed.click('Napisz artykuł');
    expect(form.fields[0]?.value).toMatch(/^Żyraf/);
    const rows = await database.db.searchGap.findMany();
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toContain(member.id);
  });

  it('is nobody’s in the next month, so that one person is never three', async () => {
    const { member, database } = bot();
    for (let month = 0; month < 3; month += 1) {
      await search(member, QUERY);
      clock.advance({ days: 28 });
    }
    const hashes = await database.db.searchGap.findMany({ select: { personHash: true } });
    expect(new Set(hashes.map(({ personHash }) => personHash)).size).toBe(3);
    expect((await gaps()).text).toContain('Na razie nic');
    clock.set('2026-11-24T08:00:00Z');
  });

  it('is seen whole where its author passes it on, without their name, in their community alone', async () => {
    const { member, moderator, sandbox } = bot();
    const answer = await search(member, QUERY);
    expect((await gaps()).text).not.toContain('żyrafa');
    const told = await answer.click('Przekaż moderacji');
    expect(told.ephemeral).toBe(true);
    const listed = await gaps();
    expect(listed.text).toContain(QUERY);
    for (const name of [member.id, 'Anna']) expect(listed.text).not.toContain(name);
    const form = await listed.click('Napisz artykuł');
    expect(form.fields[3]?.value).toBe(QUERY);
    const preview = await form.submit({ title: 'Żyrafa', summary: 'O żyrafie', keywords: 'żyrafa', text: 'Nie.' });
    await preview.click('Opublikuj');
    expect((await search(member, QUERY)).text).toContain('Żyrafa');
    const answered = await gaps();
    expect(answered.text).toContain('Teraz odpowiada na to: **Żyrafa**');
    const elsewhere = sandbox.addGuild({ name: 'Inna', locale: 'pl' });
    const channel = elsewhere.addChannel({ name: 'ogolny' });
    elsewhere.join(moderator, { roles: [elsewhere.addRole({ name: 'M', permissions: ['ManageGuild'] })] });
    expect((await moderator.in(channel).run('/admin guide gaps')).text).not.toContain('żyrafa');
    const settled = await answered.click('Zdejmij z listy');
    expect(settled.text).not.toContain(QUERY);
    expect((await member.in(bot().channel).run('/prywatność eksport')).files[0]?.text()).toContain(QUERY);
  });

  it('leads on: to the contents, and to the others once the question is sent', async () => {
    const { member } = bot();
    const answer = await search(member, `${QUERY} @everyone`);
    const form = await answer.click('Zapytaj społeczność');
    expect(form.fields[0]?.value).toBe(`${QUERY} @everyone`);
    const asked = await form.submit({ question: 'Kto ma żyrafę? @everyone' });
    expect(asked.ephemeral).toBe(false);
    expect(asked.text).toContain(`<@${member.id}> pyta:`);
    expect(asked.text).toContain('> Kto ma żyrafę?');
    expect(JSON.stringify(asked.raw)).not.toContain('mention_everyone":true');
    expect((await answer.click('Spis treści')).text).toContain('spis treści');
    const alone = await member.inDm().run('/guide search', { query: QUERY });
    expect(alone.buttons.map(({ label }) => label)).toEqual(['Spis treści']);
  });

  it('counts answers that did not help, of search and of questions', async () => {
    const { member, database } = bot();
    const found = await search(member, 'klient nie płaci');
    expect((await found.click('Tak')).text).toContain('Cieszę się');
    expect(await database.db.searchGap.count()).toBe(0);
    const no = await found.click('Nie');
    await no.click('Przekaż moderacji');
    expect((await gaps()).text).toContain('wynik nie pomógł');
    const asked = await member
      .in(bot().channel)
      .run('/zapytaj', { pytanie: 'Co zrobić, gdy klient dzwoni wieczorem?' });
    await asked.click('Nie');
    expect(await database.db.searchGap.count()).toBe(2);
  });

  it('is another’s to pass on or to read by nobody', async () => {
    const { member, other, database } = bot();
    await search(member, QUERY);
    const mine = await search(other, 'żyrafa w kuchni');
    const rows = await database.db.searchGap.findMany({ orderBy: { createdAt: 'asc' } });
    expect(rows.every(({ told }) => !told)).toBe(true);
    await mine.click('Przekaż moderacji');
    expect((await gaps()).text).not.toContain(QUERY);
  });

  it('is kept three months, exported and erased with the person', async () => {
    const { member, app, database } = bot();
    await search(member, QUERY);
    const exported = await member.in(bot().channel).run('/prywatność eksport');
    expect(exported.files[0]?.text()).toContain(QUERY);
    await search(bot().other, QUERY);
    const question = await member.in(bot().channel).run('/prywatność usuń');
    if (question.buttons.length > 0) await question.click(question.buttons[0]?.customId ?? '');
    expect(await database.db.searchGap.count()).toBe(1);
    clock.advance({ days: 93 });
    await app.runJob('housekeeping');
    expect(await database.db.searchGap.count()).toBe(0);
    clock.set('2026-11-24T08:00:00Z');
  });

  it('shows which articles help, from three people up', async () => {
    const artykuł = 'tip-official-channels';
    const rate = async (person: Person, note: string) => {
      const read = await atEnd(await person.in(bot().channel).run('/poradnik czytaj', { artykuł }));
      const thanks = await read.click('Nie');
      await (await thanks.click('Napisz zdanie')).submit({ note });
    };
    const ratings = () => gaps({ co: 'ratings' });
    await rate(bot().member, 'Za długi');
    await rate(bot().other, 'Brak wzoru');
    expect((await ratings()).text).toContain('Na razie nic');
    await rate(fresh('Dorota'), 'Nie dla mnie');
    const listed = await ratings();
    expect(listed.text).toContain('👎 3');
    expect(listed.text).toContain('Brak wzoru');
    expect(listed.text).not.toContain('<@');
  });
});

describe('what the guide lacks, in English', () => {
  const bot = useBot({ locale: 'en' });

  it('leads on, and is passed on', async () => {
    const { member, moderator, channel, checkin } = bot();
    const answer = await member.in(channel).run('/guide search', { query: 'giraffe' });
    expect(answer.buttons.map(({ label }) => label)).toEqual(['Contents', 'Ask the community', 'Tell the moderators']);
    expect((await answer.click('Tell the moderators')).text).toContain('not your name');
    const listed = await moderator.in(checkin).run('/admin guide gaps');
    expect(listed.text).toContain('giraffe');
    const asked = await (await answer.click('Ask the community')).submit({});
    expect(asked.text).toContain('asks:');
  });
});
