import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { asFile, template, whole } from '../../../support/community-file.ts';
import { dumpTables } from '../../../support/person.ts';

describe.each([
  { locale: 'pl' as const, take: 'Wczytaj', leave: 'Nie wczytuj', done: 'Wczytano wszystko z pliku' },
  { locale: 'en' as const, take: 'Import', leave: 'Don’t import', done: 'Everything in the file has been imported' },
])('settings and content as one file ($locale)', ({ locale, take, leave, done }) => {
  const bot = useBot({ locale });
  const preview = (content: unknown, by = bot().moderator): Promise<Answer> =>
    by.in(bot().channel).run('/admin import', { file: asFile(content) });
  const stored = () => bot().database.db.community.findFirstOrThrow();
  const changes = async () => {
    const { Community: _defaults, ...rest } = await dumpTables(bot().database);
    return rest;
  };

  it('are shown before they change, and changed only then', async () => {
    const shown = await preview(whole);
    const before = await changes();
    expect(shown.text).toMatch(/12 (miesięcy|months) → 24 (miesiące|months)/);
    expect(shown.text).toMatch(/(nowe|new): 1/);
    expect(shown.text).toMatch(/(Kanał check-inu|Check-in channel)\./);
    await shown.click(leave);
    expect(await changes()).toEqual(before);
    expect((await stored()).sharing).toBe('named');
  });

  it('change nothing at all where the file is damaged, of another version, or holds a text that breaks a rule', async () => {
    await preview(whole);
    const before = { ...(await changes()), settings: (await stored()).sharing };
    const broken = [
      '{"format":"granica-community"',
      'not json',
      { ...whole, version: 2 },
      { ...whole, extra: true },
      { ...whole, settings: { ...whole.settings, zone: 'Mars/Olympus' } },
      { ...whole, settings: { sharing: 'everybody' } },
      { ...whole, settings: { createdAt: '2020-01-01' } },
      { ...whole, template: [...whole.template, ...whole.template] },
      {
        ...whole,
        template: [...whole.template, { slug: 'zly', locale: 'pl', state: 'published', text: 'Bez tytułu' }],
      },
      { ...whole, template: [{ ...whole.template[0], slug: '../../x' }] },
      { ...whole, article: [{ slug: 'a', locale: 'pl', state: 'published', text: 'Bez niczego' }] },
    ];
    for (const content of broken) {
      const answer = await preview(content);
      expect(answer.text).toMatch(/Niczego nie wczytano|Nothing was imported/);
      expect(answer.buttons).toEqual([]);
    }
    expect({ ...(await changes()), settings: (await stored()).sharing }).toEqual(before);
  });

  it('say which field breaks which rule, on which line and with which value', async () => {
    const settings = { zone: 'Mars/Olympus', moderatorChannelId: '<#5>', slowMinutes: 61, extra: 1 };
    const item = { slug: 'Źle', locale: 'pl', state: 'published', text: '' };
    const file = JSON.stringify({ ...whole, settings, template: [whole.template[0], item] }, null, 1);
    const lineOf = (field: string) => file.slice(0, file.indexOf(`"${field}"`)).split('\n').length;
    const own = bot().newModerator();
    const { text } = await preview(file, own);
    const line = locale === 'pl' ? 'wiersz' : 'line';
    const plain = text.replaceAll('\\', '');
    expect(plain).toContain(`${line} ${lineOf('zone')}, \`zone\``);
    expect(plain).toContain('"Mars/Olympus"');
    expect(plain).toContain(`${line} ${lineOf('moderatorChannelId')}, \`moderatorChannelId\``);
    expect(plain).toContain(`${line} ${lineOf('slowMinutes')}, \`slowMinutes\``);
    expect(plain).toContain('61');
    expect(plain).toMatch(new RegExp(`${line} ${lineOf('extra')}: .*[“„]extra”`, 'u'));
    expect(plain).toMatch(/(szablon|template) 2: .*[“„]slug”/u);
    const cut = await preview('{\n"format": "granica-community",\n', own);
    expect(cut.text).toContain(`${line} 3: `);
  });

  it.each([
    ['article', '/admin guide import', 'artykuł 1', 'article 1'],
    ['template', '/admin template add', 'szablon 1', 'template 1'],
  ] as const)('say the same of a file that holds texts of one kind (%s)', async (kind, command, polish, english) => {
    const own = bot().newModerator();
    const send = async (content: string) => {
      const answer = await own.in(bot().channel).run(command, { file: { name: 'a.json', content } });
      // What is being done is said first.
      await expect.poll(() => answer.text).not.toMatch(/^(Czytam plik|Reading the file)/u);
      return answer;
    };
    const items = [{ slug: 'a b', locale: 'pl', state: 'published', text: '' }];
    const wrong = await send(JSON.stringify({ format: 'granica-content', version: 1, kind, items }));
    expect(wrong.text).toContain(`${locale === 'pl' ? polish : english}: `);
    expect(wrong.text).toMatch(/[“„]slug”/u);
    expect((await send('{"format":\n"granica-content",')).text).toContain(locale === 'pl' ? 'wiersz 2: ' : 'line 2: ');
    const other = await send(JSON.stringify({ format: 'granica-content', version: 1, kind: 'other', items }));
    expect(other.text).toMatch(/a\.json/u);
    expect(other.buttons).toEqual([]);
  });

  it('are read in a thread where they are long, with the same answer', async () => {
    const long = 'x'.repeat(120_000);
    const settings = { ...whole.settings, zone: 'Mars' };
    const item = { slug: 'dlugi', locale: 'pl', state: 'hidden', text: long };
    const own = bot().newModerator();
    expect((await preview({ ...whole, article: [item], settings }, own)).text).toContain('`zone`');
    expect((await preview({ ...whole, article: [item] }, own)).text).toContain('dlugi (pl)');
  });

  it('are not taken over by somebody who has lost the role since the preview', async () => {
    const { guild, moderator, moderators } = bot();
    const shown = await preview(whole);
    const before = { ...(await changes()), settings: (await stored()).sharing };
    guild.setRoles(moderator, []);
    try {
      const refused = await shown.click(take);
      expect(refused.text).toMatch(/tylko moderacja|Only moderators/);
      expect({ ...(await changes()), settings: (await stored()).sharing }).toEqual(before);
    } finally {
      guild.setRoles(moderator, [moderators]);
    }
    // With the role back, the same preview still holds the file.
    expect((await shown.click(take)).text).toContain(done);
  });

  it('are undone in the trail', async () => {
    const { moderator, channel } = bot();
    await (await preview(whole)).click(take);
    const trail = await moderator.in(channel).run('/admin audit');
    const undo = trail.buttons.filter(({ label }) => label === (locale === 'pl' ? 'Cofnij' : 'Undo'));
    expect(undo).toHaveLength(2); // settings and templates, each by itself
    for (const { customId } of undo) await trail.click(customId ?? '');
    expect(await stored()).toMatchObject({ sharing: 'named', retentionMonths: 12 });
    expect(await bot().database.db.communityContent.findMany()).toMatchObject([{ state: 'removed' }]);
  });

  it('find no room for more content than a community may have, and then take nothing', async () => {
    const { database, guild } = bot();
    const item = (number: number) => ({ ...whole.template[0], slug: `t-${number}` });
    const shown = await preview({ ...whole, template: [item(0), item(1)] });
    // Meanwhile others fill the community up.
    await database.db.communityContent.createMany({
      data: Array.from({ length: 199 }, (_, number) => ({
        communityId: guild.id,
        kind: 'template',
        slug: `x-${number}`,
        locale: 'pl',
        state: 'removed',
        version: 1,
      })),
    });
    for (const { id } of await database.db.communityContent.findMany())
      await database.db.communityContentVersion.create({
        data: { contentId: id, number: 1, text: template('X'), createdAt: new Date() },
      });
    const answer = await shown.click(take);
    expect(answer.text).toMatch(/Niczego nie wczytano|Nothing was imported/);
    expect((await stored()).sharing).toBe('named');
    expect(await database.db.communityContent.count({ where: { slug: { startsWith: 't-' } } })).toBe(0);
  });
});
