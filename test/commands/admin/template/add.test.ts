import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';

const VALUES = {
  title: 'Zaliczka przed startem',
  summary: 'Prośba o zaliczkę',
  keywords: 'zadatek, przedpłata',
  text: '{{greeting}}\n\nproszę o zaliczkę: {{kwota}}.\n\n{{sender}}',
};

describe('templates of a community in Polish', () => {
  const bot = useBot();
  const run = (command: string, options = {}) => bot().moderator.in(bot().checkin).run(command, options);

  it('are previewed before anybody sees them, then found by members and marked as the community’s', async () => {
    const { member, channel, guild, database } = bot();
    const preview = await (await run('/admin szablon dodaj')).submit(VALUES);
    expect(preview.ephemeral).toBe(true);
    expect(preview.text).toContain('Nikt go jeszcze nie widzi');
    expect(preview.text).toContain('proszę o zaliczkę: [kwota].');
    const seat = member.in(channel);
    const before = await seat.type('/szablon użyj', { szablon: 'zaliczka przed' }, 'szablon');
    expect(before.filter(({ value }) => String(value).startsWith('community.'))).toEqual([]);

    const saved = await preview.click('Zapisz dla społeczności');
    expect(saved.text).toContain('wersja 1');
    const found = await seat.type('/szablon użyj', { szablon: 'zadatek' }, 'szablon');
    expect(found).toContainEqual({
      name: 'Zaliczka przed startem · szablon społeczności',
      value: 'community.zaliczka-przed-startem',
    });
    const form = await seat.run('/szablon użyj', { szablon: 'community.zaliczka-przed-startem' });
    const filled = await form.submit({ client: 'Anna', kwota: '500 zł', sender: 'Kasia' });
    expect(filled.text).toContain('proszę o zaliczkę: 500 zł.');
    expect(filled.buttons.map(({ label }) => label)).toContain('Zapisz jako mój');
    expect(await database.db.usage.findMany()).toMatchObject([
      { communityId: guild.id, part: 'community.zaliczka-przed-startem' },
    ]);
    const list = await seat.run('/szablon lista');
    const listed = await list.choose(list.selects[0]?.customId ?? '', ['community']);
    expect(listed.text).toContain('Prośba o zaliczkę');
  });

  it('with wrong placeholders are not saved; the form opens with what was typed', async () => {
    const wrong = await (await run('/admin szablon dodaj')).submit({ ...VALUES, text: 'Dzień dobry {{client' });
    expect(wrong.text).toContain('Wiersz 1, znak 13:');
    expect(wrong.buttons.map(({ label }) => label)).toEqual(['Popraw']);
    const again = await wrong.click('Popraw');
    expect(again.fields.at(-1)?.value).toBe('Dzień dobry {{client');
    const preview = await again.submit({ text: 'Dzień dobry {{client}}' });
    expect(preview.id).toBe(wrong.id);
    expect((await preview.click('Zapisz dla społeczności')).text).toContain('Zapisane');
  });

  it('are written by moderators alone, also at the last button', async () => {
    const { moderator, guild, moderators, database } = bot();
    const preview = await (await run('/admin szablon dodaj')).submit(VALUES);
    guild.setRoles(moderator, []);
    try {
      expect((await preview.click('Zapisz dla społeczności')).text).toContain('tylko moderacja');
      expect(await database.db.communityContent.count()).toBe(0);
    } finally {
      guild.setRoles(moderator, [moderators]);
    }
  });
});

describe('templates of a community in English', () => {
  const bot = useBot({ locale: 'en' });

  it('are written, saved and used', async () => {
    const { moderator, member, channel, checkin } = bot();
    const form = await moderator.in(checkin).run('/admin template add');
    const preview = await form.submit({ title: 'Deposit first', text: '{{greeting}}\nPlease pay {{sum}}.' });
    expect((await preview.click('Save for the community')).text).toContain('Saved: Deposit first, version 1');
    const use = await member.in(channel).run('/template use', { template: 'Deposit first' });
    expect((await use.submit({ client: 'Sam', sum: '€50' })).text).toContain('Hi Sam,\nPlease pay €50.');
  });

  it('are written in the language that was chosen', async () => {
    const { moderator, checkin, database } = bot();
    const form = await moderator.in(checkin).run('/admin template add', { language: 'pl' });
    await (await form.submit({ title: 'Zaliczka', text: '{{greeting}}' })).click('Save for the community');
    expect(await database.db.communityContent.findMany()).toMatchObject([{ locale: 'pl', slug: 'zaliczka' }]);
  });
});
