import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

const VALUES = {
  title: 'Zaliczka przed startem',
  summary: 'Prośba o zaliczkę',
  keywords: 'zadatek, przedpłata',
  text: '{{greeting}}\n\nproszę o zaliczkę: {{kwota}}.\n\n{{sender}}',
};

describe('templates of a community in Polish', () => {
  const bot = useBot();
  const run = (command: string, options = {}) => bot().moderator.in(bot().checkin).run(command, options);
  const add = async (values = VALUES) => {
    const preview = await (await run('/admin szablon dodaj')).submit(values);
    return preview.click('Zapisz dla społeczności');
  };

  it('never cross into another guild or a private conversation', async () => {
    const { member, moderator, sandbox, database } = bot();
    await add();
    const elsewhere = sandbox.addGuild({ name: 'Inna', locale: 'pl' });
    const channel = elsewhere.addChannel({ name: 'ogolny' });
    const role = elsewhere.addRole({ name: 'M', permissions: ['ManageGuild'] });
    elsewhere.join(member);
    elsewhere.join(moderator, { roles: [role] });
    const template = 'community.zaliczka-przed-startem';
    for (const seat of [member.in(channel), member.inDm()]) {
      expect((await seat.run('/template use', { template })).text).toContain('Nie ma szablonu');
      const suggested = await seat.type('/template use', { template: 'zaliczka przed' }, 'template');
      expect(suggested.map(({ value }) => value)).not.toContain(template);
    }
    const { id } = await database.db.communityContent.findFirstOrThrow();
    for (const command of ['/admin template edit', '/admin template remove']) {
      const answer = await moderator.in(channel).run(command, { template: id });
      expect(answer.text).toContain('Ta społeczność nie ma szablonu');
      expect(await moderator.in(channel).type(command, { template: '' }, 'template')).toEqual([]);
    }
  });
});
