import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';

describe('/template list in Polish', () => {
  const bot = useBot();

  it('lists the catalogue by topic, each template with a button to use it', async () => {
    const { member, channel } = bot();
    const list = await member.in(channel).run('/szablon lista');
    expect(list.text).toContain('Uprzejma odmowa');
    const money = await list.choose(list.selects[0]?.customId ?? '', ['money']);
    expect(money.id).toBe(list.id);
    expect(money.text).toContain('Pieniądze i dodatkowa praca');
    expect((await money.click('Użyj')).kind).toBe('form');
    const own = await money.choose(money.selects[0]?.customId ?? '', ['own']);
    expect(own.text).toContain('Nie masz jeszcze własnych szablonów');
  });
  it('changes and deletes own templates beside their names', async () => {
    const { member, other, channel, database } = bot();
    const form = await member.in(channel).run('/szablon zapisz');
    await form.submit({ title: 'Moja odmowa', text: 'Cześć [imię], dziękuję. {{sender}}' });
    const list = await member.in(channel).run('/szablon lista');
    const own = await list.choose(list.selects[0]?.customId ?? '', ['own']);
    expect(own.buttons.map(({ label }) => label)).toEqual(['Użyj', 'Popraw', 'Usuń']);
    const edit = await own.click('Popraw');
    expect(edit.fields.map(({ value }) => value)).toEqual(['Moja odmowa', 'Cześć [imię], dziękuję. {{sender}}']);
    await edit.submit({ title: 'Nowa odmowa', text: 'Cześć [imię]!' });
    const filled = await (await own.click('Użyj')).submit({ client: 'Anna' });
    expect(filled.text).toContain('Cześć Anna!');
    const asked = await own.click('Usuń');
    expect(asked.text).toContain('Nowa odmowa');
    await asked.click('Usuń');
    expect(await database.db.ownTemplate.count()).toBe(0);
    expect((await own.click('Popraw')).text).toContain('już nie ma');
    expect((await own.click('Usuń')).text).toContain('już nie ma');
    expect((await other.in(channel).run('/szablon lista')).buttons.map(({ label }) => label)).not.toContain('Usuń');
  });
});
