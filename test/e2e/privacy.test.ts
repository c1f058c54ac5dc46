import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { PRIVACY_TOPICS } from '../../src/privacy/owned-column.ts';
import { type TestBot, useBot } from '../support/bot.ts';
import { dumpTables, fillPerson, planted } from '../support/person.ts';

/** An answer with all messages that follow it, once the bot has sent them. */
async function wholeText(bot: TestBot, answer: Answer): Promise<string> {
  await bot.app.stopSteps.find(({ name }) => name === 'interactions')?.stop();
  return [answer, ...answer.followUps].map(({ text }) => text).join('\n');
}

describe('privacy in Polish', () => {
  const bot = useBot();

  it('shows what is kept, why, how long and where it goes', async () => {
    const { member, channel, database } = bot();
    const empty = await member.in(channel).run('/prywatność pokaż');
    expect(empty.ephemeral).toBe(true);
    expect((await wholeText(bot(), empty)).match(/Teraz: nic/g)).toHaveLength(PRIVACY_TOPICS.length);
    expect(empty.followUps.every(({ ephemeral }) => ephemeral)).toBe(true);
    await fillPerson(database, member.id);
    const shown = await member.in(channel).run('/privacy show');
    const text = await wholeText(bot(), shown);
    for (const part of ['Dziennik przekroczonych granic', 'Teraz: 1 pozycja', 'Teraz: 3 pozycje', 'Po co', 'Jak długo'])
      expect(text).toContain(part);
    expect(text).toContain('modelu językowego');
  });

  it('exports everything, to the person alone', async () => {
    const { member, channel, database } = bot();
    await fillPerson(database, member.id);
    const exported = await member.in(channel).run('/privacy export');
    expect(exported.ephemeral).toBe(true);
    const [file] = exported.files;
    expect(file?.name).toBe('moje-dane.json');
    const data: unknown = JSON.parse(await (await fetch(file?.url ?? '')).text());
    expect(data).toMatchObject({ personId: member.id, tables: { Violation: [{ story: planted(member.id) }] } });
  });

  it('says what will go, asks once, erases, and reports what went', async () => {
    const { member, other, channel, database } = bot();
    await fillPerson(database, member.id);
    await fillPerson(database, other.id);
    const asked = await member.in(channel).run('/privacy delete');
    expect(asked.text).toContain('Dziennik przekroczonych granic: 1 pozycja do usunięcia');
    expect(asked.text).toContain('Szablony: 3 pozycje do usunięcia');
    expect(asked.text).toContain('3 pozycje zostaną bez twojego podpisu');
    expect(await database.db.violation.count()).toBe(2);

    const done = await asked.click('Usuń wszystko');
    expect(done.text).toContain('Twoich danych już nie ma');
    expect(done.text).toContain('Szablony: usunięto 3 pozycje');
    expect(done.buttons).toEqual([]);
    // Titles and texts belong to the community; test/members/ownership looks into them.
    const {
      CommunityContent: _slug,
      CommunityContentVersion: _text,
      AuditEntry: _title,
      ...rest
    } = await dumpTables(database);
    expect(JSON.stringify(rest)).not.toContain(member.id);
    expect(await database.db.violation.count({ where: { authorId: other.id } })).toBe(1);
    expect((await member.in(channel).run('/privacy delete')).text).toContain('nie przechowuje niczego');
  });

  it('keeps everything for whoever changes their mind', async () => {
    const { member, channel, database } = bot();
    await fillPerson(database, member.id);
    const kept = await (await member.in(channel).run('/privacy delete')).click('Zachowaj');
    expect(kept.text).toContain('Nic nie zostało usunięte');
    expect(kept.buttons).toEqual([]);
    expect(await database.db.violation.count()).toBe(1);
  });

  it('works in direct messages, also for somebody who is in no community', async () => {
    const { sandbox, database } = bot();
    const gone = sandbox.addPerson({ name: 'Gone', locale: 'pl', hasApp: true });
    await fillPerson(database, gone.id);
    expect((await gone.inDm().run('/privacy export')).files).toHaveLength(1);
    const done = await (await gone.inDm().run('/privacy delete')).click('Usuń wszystko');
    expect(done.text).toContain('Twoich danych już nie ma');
    expect(await database.db.violation.count()).toBe(0);
  });
});

describe('privacy in English', () => {
  const bot = useBot({ locale: 'en' });

  it('shows, exports and deletes', async () => {
    const { member, channel, database } = bot();
    await fillPerson(database, member.id);
    // The row says Polish: English follows Discord again once it is gone.
    await database.db.member.deleteMany();
    const shown = await member.in(channel).run('/privacy show');
    expect(await wholeText(bot(), shown)).toContain('Right now: 3 items');
    expect((await member.in(channel).run('/privacy export')).files[0]?.name).toBe('my-data.json');
    const asked = await member.in(channel).run('/privacy delete');
    expect(asked.text).toContain('Templates: 3 items will be deleted');
    expect((await asked.click('Delete everything')).text).toContain('Your data is gone');
  });
});
