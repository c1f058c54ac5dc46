import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/sandbox/persons/answer.ts';
import { useBot } from '../support/bot.ts';

const VALUES = {
  title: 'Teleskopy dla klientów',
  summary: 'Kiedy pożyczać klientom teleskop',
  keywords: 'teleskop, luneta',
  questions: 'Czy klient może pożyczyć teleskop?',
  text: 'Teleskop zostaje w biurze.\n\n## Wyjątki {#wyjatki}\n\nZaćmienie **Słońca**.',
};
const SLUG = 'teleskopy-dla-klientow';
const OFFICIAL = 'tip-official-channels';

const file = (content: string | Buffer, name = 'artykul.md') => ({ name, content, contentType: 'text/markdown' });
const markdown = (title: string, word: string) =>
  `---\ntitle: ${title}\nsummary: O czymś\nkeywords: [${word}]\nquestions: [Co to ${word}?]\n---\n\nTekst: ${word}.\n`;

/** The answer behind “reading the file…”. */
async function read(answer: Promise<Answer>): Promise<Answer> {
  const given = await answer;
  return given.text.includes('Czytam plik') ? given.changed() : given;
}

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const run = (command: string, options = {}) => read(bot().moderator.in(bot().checkin).run(command, options));
  const ask = (command: string, options = {}) => bot().member.in(bot().channel).run(command, options);
  const search = async (pytanie: string) => (await ask('/poradnik szukaj', { pytanie })).text;
  const add = async (values = VALUES) => {
    const preview = await (await run('/admin poradnik dodaj')).submit(values);
    return preview.click('Opublikuj');
  };
  const upload = async (content: string, name?: string) => {
    const preview = await run('/admin poradnik dodaj', { plik: file(content, name) });
    return preview.click('Opublikuj');
  };
  const elsewhere = () => {
    const { sandbox, moderator, member } = bot();
    const guild = sandbox.addGuild({ name: 'Inna', locale: 'pl' });
    const channel = guild.addChannel({ name: 'ogolny' });
    guild.join(member);
    guild.join(moderator, { roles: [guild.addRole({ name: 'M', permissions: ['ManageGuild'] })] });
    return channel;
  };

  it('are previewed as readers will see them, then read, found, listed and suggested at once', async () => {
    const preview = await (await run('/admin poradnik dodaj')).submit(VALUES);
    expect(preview.ephemeral).toBe(true);
    expect(preview.text).toContain('Nikt go jeszcze nie widzi');
    expect(preview.text).toContain('# Teleskopy dla klientów');
    expect(preview.text).toContain('Zaćmienie **Słońca**');
    expect(preview.text).not.toContain('{#wyjatki}');
    expect(preview.text).toContain('teleskop, luneta');
    expect(await search('teleskop')).toContain('nie ma odpowiedzi');

    const saved = await preview.click('Opublikuj');
    expect(saved.text).toContain('wersja 1');
    expect((await saved.click('Czytaj')).text).toContain('Teleskop zostaje w biurze');
    expect(await search('teleskop')).toContain('Teleskopy dla klientów');
    expect(await search('zaćmienie słońca')).toContain('Teleskopy dla klientów › Wyjątki');
    const suggested = await bot().member.in(bot().channel).type('/poradnik czytaj', { artykuł: 'luneta' }, 'artykuł');
    expect(suggested).toContainEqual({ name: 'Teleskopy dla klientów', value: SLUG });
    const read = await ask('/poradnik czytaj', { artykuł: SLUG });
    expect(read.text).toContain('Artykuły naszej społeczności · 22/22');
    const contents = await ask('/poradnik przeglądaj');
    expect(contents.text).toContain('Artykuły naszej społeczności');
    const part = await contents.choose(contents.selects[0]?.customId ?? '', ['community']);
    expect(part.text).toContain('Kiedy pożyczać klientom teleskop');
    expect((await read.click('Tak')).text).toContain('Cieszymy się');
    const shared = await read.click('Udostępnij na kanale');
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain('Teleskop zostaje w biurze');
  });

  it('are there in their own community alone', async () => {
    await add();
    const channel = elsewhere();
    for (const seat of [bot().member.in(channel), bot().member.inDm()]) {
      expect((await seat.run('/guide read', { article: SLUG })).text).toContain('Nie ma artykułu');
      expect((await seat.run('/guide search', { query: 'teleskop' })).text).toContain('nie ma odpowiedzi');
      expect(await seat.type('/guide read', { article: 'teleskop' }, 'article')).toEqual([]);
    }
    const { id } = await bot().database.db.communityContent.findFirstOrThrow();
    for (const command of ['edit', 'hide', 'remove', 'history'])
      expect((await bot().moderator.in(channel).run(`/admin guide ${command}`, { article: id })).text).toContain(
        'Nie ma tu artykułu',
      );
  });

  it('without keywords and questions are saved, with a kind word about what is missing', async () => {
    const preview = await (await run('/admin poradnik dodaj')).submit({ ...VALUES, keywords: '', questions: '' });
    expect(preview.text).toContain('Nie ma słów kluczowych');
    expect(preview.text).toContain('Nie ma pytań');
    expect((await preview.click('Opublikuj')).text).toContain('Opublikowane');
  });

  it('with a broken rule are not saved; the line is named and the form opens with what was typed', async () => {
    const text = 'Wstęp.\n\n# Za duży\n\nDalej.';
    const wrong = await (await run('/admin poradnik dodaj')).submit({ ...VALUES, text });
    expect(wrong.text).toContain('Treść, wiersz 3: nagłówek pierwszego stopnia');
    expect(wrong.text).toContain('# Za duży');
    const again = await wrong.click('Popraw');
    expect(again.fields.map(({ value }) => value)).toEqual([
      VALUES.title,
      VALUES.summary,
      VALUES.keywords,
      VALUES.questions,
      text,
    ]);
    const preview = await again.submit({ text: VALUES.text });
    expect(preview.id).toBe(wrong.id);
    expect((await preview.click('Opublikuj')).text).toContain('wersja 1');
  });

  it('come from a file; what is wrong in it is named by line, and an example is handed over', async () => {
    const wrong = await run('/admin poradnik dodaj', {
      plik: file('---\ntitle: Coś\nkeyword: [a]\n---\n\nTekst.\n'),
    });
    expect(wrong.text).toContain('Wiersz 3: nie ma pola „keyword”');
    expect(wrong.text).toContain('brakuje pola „summary”');
    const example = await wrong.click('Pokaż przykładowy plik');
    expect(example.files.map(({ name }) => name)).toEqual(['article.pl.md', 'article.en.md']);
    for (const [at, one] of example.files.entries()) {
      const preview = await run('/admin poradnik dodaj', { plik: file(one.text(), `example-${at}.md`) });
      expect(preview.text).toContain('Podgląd nowego artykułu');
      expect(preview.text).not.toContain('donikąd');
    }
  });

  it.each([
    ['no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['too large', 'x'.repeat(256 * 1024 + 1)],
  ])('cannot come from a file that is %s', async (_what, content) => {
    expect((await run('/admin poradnik dodaj', { plik: file(content) })).text).toContain('Nie udało się odczytać');
    expect(await bot().database.db.communityContentDraft.count()).toBe(0);
  });

  it('replace an article of the guide in its place, hide it, and give it back', async () => {
    const title = bot().content.guides.pl.articles.get(OFFICIAL)?.title ?? '';
    const form = await run('/admin poradnik edytuj', { artykuł: title });
    expect(form.fields[0]?.value).toBe(title);
    const preview = await form.submit({
      title: 'Nasze kanały',
      text: 'Tylko gołębie.',
      questions: 'Jak z nami pisać?',
    });
    expect(preview.text).toContain(`zastąpi w tej społeczności artykuł z poradnika „${title}”`);
    await preview.click('Opublikuj');
    const read = await ask('/poradnik czytaj', { artykuł: OFFICIAL });
    expect(read.text).toContain('Tylko gołębie');
    expect(read.text).toContain('/21');
    expect(await search('gołębie')).toContain('Nasze kanały');

    const hidden = await run('/admin poradnik ukryj', { artykuł: 'Nasze kanały' });
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Nie ma artykułu');
    expect((await read.click('Tak')).text).toContain('już nie ma');
    await hidden.click('Pokaż znowu');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Tylko gołębie');

    const question = await run('/admin poradnik usuń', { artykuł: 'Nasze kanały' });
    expect(question.text).toContain('wróci artykuł z poradnika');
    const removed = await question.click('Usuń');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain(`# ${title}`);
    await removed.click('Przywróć');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Tylko gołębie');
  });

  it('of the guide are hidden and shown again, in one community alone', async () => {
    const channel = elsewhere();
    const hidden = await run('/admin poradnik ukryj', { artykuł: OFFICIAL });
    expect(hidden.text).toContain('Ukryte');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Nie ma artykułu');
    expect((await bot().member.in(channel).run('/guide read', { article: OFFICIAL })).text).not.toContain('Nie ma');
    expect((await run('/admin poradnik usuń', { artykuł: OFFICIAL })).text).toContain('nie da się go usunąć');
    await hidden.click('Pokaż znowu');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).not.toContain('Nie ma artykułu');
    const audit = await bot().database.db.auditEntry.findMany({ orderBy: { createdAt: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['article.hide', 'article.show']);
  });

  it('keep their versions, with author and time, and an earlier one is restored', async () => {
    await add();
    const form = await run('/admin poradnik edytuj', { artykuł: VALUES.title });
    const second = await form.submit({ text: 'Teleskop wolno wynosić.' });
    expect(second.text).toContain('Podgląd wersji 2');
    await second.click('Opublikuj');
    const history = await run('/admin poradnik historia', { artykuł: VALUES.title });
    expect(history.text).toContain(`<@${bot().moderator.id}>`);
    const first = await history.click(history.buttons.filter(({ label }) => label === 'Pokaż')[1]?.customId ?? '');
    expect(first.text).toContain('Teleskop zostaje w biurze');
    const restored = await first.click('Przywróć wersję 1');
    expect(restored.text).toContain('jako wersja 3');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Teleskop zostaje w biurze');
    const removed = await run('/admin poradnik usuń', { artykuł: VALUES.title });
    await removed.click('Usuń');
    const back = await (await run('/admin poradnik historia', { artykuł: VALUES.title })).click('Pokaż');
    await back.click('Przywróć wersję 3');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Teleskop zostaje w biurze');
  });

  it('tell of a version that somebody saved meanwhile', async () => {
    await add();
    const mine = await (await run('/admin poradnik edytuj', { artykuł: VALUES.title })).submit({ text: 'Moje' });
    await upload(markdown('Ich teleskopy', 'teleskop'), `${SLUG}.md`);
    const conflict = await mine.click('Opublikuj');
    expect(conflict.text).toContain('ktoś zapisał wersję 2');
    expect((await conflict.click('Zapisz mimo to')).text).toContain('wersja 3');
  });

  it('are exported and imported whole, after a preview', async () => {
    await add();
    await run('/admin poradnik ukryj', { artykuł: OFFICIAL });
    const exported = await run('/admin poradnik eksport');
    const content = exported.files[0]?.text() ?? '';
    const channel = elsewhere();
    const seat = bot().moderator.in(channel);
    const plik = { name: 'articles.json', content, contentType: 'application/json' };
    const preview = await read(seat.run('/admin poradnik import', { plik }));
    expect(preview.text).toContain('Nowe: 3, zmienione: 0, bez zmian: 0');
    const there = () => bot().member.in(channel).run('/guide read', { article: SLUG });
    expect((await there()).text).toContain('Nie ma artykułu');
    expect((await preview.click('Wczytaj')).text).toContain('Nowe: 3');
    expect((await there()).text).toContain('Teleskop zostaje w biurze');
    expect((await bot().member.in(channel).run('/guide read', { article: OFFICIAL })).text).toContain(
      'Nie ma artykułu',
    );
    expect((await read(seat.run('/admin poradnik import', { plik }))).text).toContain(
      'Nowe: 0, zmienione: 0, bez zmian: 3',
    );
  });

  it.each([
    ['cut off', (content: string) => content.slice(0, -20), 'nie jest całym'],
    ['of templates', (content: string) => content.replace('"article"', '"template"'), 'nie jest całym'],
    [
      'with one broken article',
      (content: string) => content.replace('## Wyjątki', '# Wyjątki'),
      `${SLUG} (pl): Wiersz 13: nagłówek pierwszego stopnia`,
    ],
  ])('from a file that is %s are not imported at all', async (_what, damage, says) => {
    await add();
    await upload(markdown('Dobry', 'luneta'), 'dobry.md');
    const content = (await run('/admin poradnik eksport')).files[0]?.text() ?? '';
    const channel = elsewhere();
    const plik = { name: 'articles.json', content: damage(content), contentType: 'application/json' };
    const answer = await read(bot().moderator.in(channel).run('/admin poradnik import', { plik }));
    expect(answer.text).toContain(says);
    expect(answer.buttons).toEqual([]);
    expect(await bot().database.db.communityContent.count()).toBe(2);
  });

  it('longer than the form are changed as a file', async () => {
    const long = `${markdown('Długi', 'luneta')}\n${'Zdanie o lunecie. '.repeat(400)}`;
    const preview = await run('/admin poradnik dodaj', { plik: file(long, 'dlugi.md') });
    const next = await preview.click('Następna strona');
    expect(next.id).toBe(preview.id);
    expect((await preview.click('Popraw')).text).toContain('nie mieści się w formularzu');
    await next.click('Opublikuj');
    const edit = await run('/admin poradnik edytuj', { artykuł: 'Długi' });
    expect(edit.files[0]?.text()).toBe(long);
    const changed = await run('/admin poradnik edytuj', { artykuł: 'Długi', plik: file(markdown('Krótki', 'luneta')) });
    await changed.click('Opublikuj');
    expect((await ask('/poradnik czytaj', { artykuł: 'dlugi' })).text).toContain('# Krótki');
  });
});

describe('articles of a community in English', () => {
  const bot = useBot({ locale: 'en' });

  it('are written, read, hidden, removed and exported', async () => {
    const { moderator, member, channel, checkin } = bot();
    const run = (command: string, options = {}) => moderator.in(checkin).run(command, options);
    const form = await run('/admin guide add');
    const values = {
      title: 'Telescopes',
      summary: 'Lending them',
      keywords: 'telescope',
      questions: '',
      text: 'Keep it.',
    };
    const preview = await form.submit(values);
    expect(preview.text).toContain('Nobody sees it yet');
    expect(preview.text).toContain('There are no questions');
    expect((await preview.click('Publish')).text).toContain('Published: Telescopes, version 1');
    const search = () => member.in(channel).run('/guide search', { query: 'telescope' });
    expect((await search()).text).toContain('Telescopes');
    const hidden = await run('/admin guide hide', { article: 'Telescopes' });
    expect((await search()).text).toContain('no answer');
    await hidden.click('Show again');
    expect((await search()).text).toContain('Telescopes');
    expect((await run('/admin guide history', { article: 'telescopes' })).text).toContain('Versions of the article');
    await (await run('/admin guide remove', { article: 'Telescopes' })).click('Remove');
    expect((await search()).text).toContain('no answer');
    expect((await run('/admin guide export')).text).toContain('Here are 0 articles');
  });
});
