import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { dumpTables, fillPerson } from '../../support/person.ts';

describe('privacy in Polish', () => {
  const bot = useBot();

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
    // Titles and texts belong to the community; test/privacy/ownership looks into them.
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
    expect(kept.text).toContain('Niczego nie usunięto');
    expect(kept.buttons).toEqual([]);
    expect(await database.db.violation.count()).toBe(1);
  });

  it('works in direct messages, also for somebody who is in no community', async () => {
    const { sandbox, database } = bot();
    const gone = sandbox.addPerson({ name: 'Gone', locale: 'pl', hasApp: true });
    await fillPerson(database, gone.id);
    const done = await (await gone.inDm().run('/privacy delete')).click('Usuń wszystko');
    expect(done.text).toContain('Twoich danych już nie ma');
    expect(await database.db.violation.count()).toBe(0);
  });
});

describe('privacy in English', () => {
  const bot = useBot({ locale: 'en' });

  /** The filled row says Polish: English follows Discord again once it is gone. */
  async function fill() {
    const { member, database } = bot();
    await fillPerson(database, member.id);
    await database.db.member.deleteMany();
  }

  it('says what will go, and erases', async () => {
    const { member, channel } = bot();
    await fill();
    const asked = await member.in(channel).run('/privacy delete');
    expect(asked.text).toContain('Templates: 3 items will be deleted');
    expect((await asked.click('Delete everything')).text).toContain('Your data is gone');
  });
});
