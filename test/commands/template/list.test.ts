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
});
