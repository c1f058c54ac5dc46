import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { fillPerson, planted } from '../../support/person.ts';

describe('privacy in Polish', () => {
  const bot = useBot();

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

  it('works in direct messages, also for somebody who is in no community', async () => {
    const { sandbox, database } = bot();
    const gone = sandbox.addPerson({ name: 'Gone', locale: 'pl', hasApp: true });
    await fillPerson(database, gone.id);
    expect((await gone.inDm().run('/privacy export')).files).toHaveLength(1);
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

  it('exports everything', async () => {
    const { member, channel } = bot();
    await fill();
    expect((await member.in(channel).run('/privacy export')).files[0]?.name).toBe('my-data.json');
  });
});
