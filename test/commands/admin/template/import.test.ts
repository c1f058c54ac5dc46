import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';

const VALUES = {
  title: 'Zaliczka przed startem',
  summary: 'Prośba o zaliczkę',
  keywords: 'zadatek',
  text: 'proszę o zaliczkę: {{kwota}}. {{sender}}',
};
const NAME = 'Zaliczka przed startem';

/** What follows the word that a file is being read. */
const outcome = (answer: Answer) => (answer.text.includes('Czytam plik') ? answer.changed() : answer);

describe('the versions of a community’s template', () => {
  const bot = useBot();
  const run = async (command: string, options = {}) =>
    outcome(await bot().moderator.in(bot().checkin).run(command, options));
  const add = async (values = VALUES) => {
    const preview = await (await run('/admin szablon dodaj')).submit(values);
    return preview.click('Zapisz dla społeczności');
  };
  const history = () => run('/admin szablon edytuj', { szablon: NAME, co: 'history' });
  const current = async () => {
    const item = await bot().database.db.communityContent.findFirstOrThrow({
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    });
    return { state: item.state, version: item.version, text: item.versions[0]?.text ?? '' };
  };

  it('an export is read in again, there and elsewhere, and what is wrong in it is left out', async () => {
    const { sandbox, moderator } = bot();
    await add();
    const exported = await (await history()).click('Eksportuj wszystkie szablony');
    expect(exported.text).toContain('Oto 1 szablon tej społeczności');
    const content = exported.files[0]?.text() ?? '';
    expect(JSON.parse(content)).toMatchObject({ format: 'granica-content', kind: 'template' });
    const file = { name: 'templates.json', content, contentType: 'application/json' };
    expect((await run('/admin szablon dodaj', { plik: file })).text).toContain('Nowe: 0, zmienione: 0, bez zmian: 1');

    const elsewhere = sandbox.addGuild({ name: 'Inna', locale: 'pl' });
    const channel = elsewhere.addChannel({ name: 'ogolny' });
    elsewhere.join(moderator, { roles: [elsewhere.addRole({ name: 'M', permissions: ['ManageGuild'] })] });
    const items: unknown[] = JSON.parse(content).items;
    const broken = {
      slug: 'zepsuty',
      locale: 'pl',
      state: 'published',
      text: '---\ntitle: x\n---\n\n{{niezamknięte\n',
    };
    const both = JSON.stringify({ ...JSON.parse(content), items: [...items, broken] });
    const seat = moderator.in(channel);
    const read = await outcome(await seat.run('/admin szablon dodaj', { plik: { ...file, content: both } }));
    expect(read.text).toContain('Nowe: 1, zmienione: 0, bez zmian: 0');
    expect(read.text).toContain('Pominięto 1 szablon, bo ma błędy: zepsuty (pl)');
    const form = await seat.run('/szablon użyj', { szablon: 'community.zaliczka-przed-startem' });
    expect(form.kind).toBe('form');
  });

  it.each([
    ['no JSON', 'hello', 'wiersz 1: tu kończy się poprawny JSON'],
    [
      'of another kind',
      JSON.stringify({ format: 'granica-content', version: 1, kind: 'article', items: [] }),
      'nie jest plikiem',
    ],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), 'nie jest tekstem w kodowaniu UTF-8'],
    ['too large', 'x'.repeat(2 * 1024 * 1024 + 1), 'jest za duży. Mogę wczytać najwyżej 2 MB'],
  ])('a file that is %s changes nothing', async (_what, content, says) => {
    await add();
    const answer = await run('/admin szablon dodaj', { plik: { name: 'a.json', content, contentType: 'text/plain' } });
    expect(answer.text).toContain(says);
    expect(await current()).toMatchObject({ version: 1 });
  });
});
