import { direct } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { read } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';
import { selectOf, submitPart, TYPED, typedFile } from '../../../support/community-scene.ts';
import { sayAll, sayings, TEST_SCENES } from '../../../support/practice.ts';

const WORDS = {
  pl: {
    add: '/admin scena dodaj',
    file: 'plik',
    language: 'język',
    practice: '/trening',
    write: (part: string) => `Napisz „${part}”`,
    play: 'Rozegraj',
    publish: 'Opublikuj',
    toDraft: 'Wróć do szkicu',
    start: 'Zacznij od części',
    missing: 'Do napisania jeszcze 2 części',
    kinds: 'wybierz od jednego do 4 rodzajów',
    ready: 'Części: 6, w tym zakończenia: 3',
    replies: 'ma za dużo albo za mało odpowiedzi (1)',
    turns: 'trwa za długo albo za krótko',
    hidden: 'Nikt jej jeszcze nie widzi',
    published: 'Opublikowane: Logo za darmo, wersja 1',
    difference: 'Co przesądziło',
    mark: 'Logo za darmo · z tej społeczności',
    gone: 'Szkice czekają 24 godziny',
    head: 'Tytuł i klient',
    own: 'Własnymi słowami',
    goOn: 'Dalej',
    download: 'Pobierz plik',
    example: 'Pokaż przykładowy plik',
    noFront: 'plik musi się zaczynać nagłówkiem',
    only: 'tylko moderacja',
  },
  en: {
    add: '/admin scene add',
    file: 'file',
    language: 'language',
    practice: '/practice',
    write: (part: string) => `Write “${part}”`,
    play: 'Play it',
    publish: 'Publish',
    toDraft: 'Back to the draft',
    start: 'Begin with the part',
    missing: '2 parts still to write',
    kinds: 'choose one to 4 kinds',
    ready: 'Parts: 6, ends among them: 3',
    replies: 'has too many or too few replies (1)',
    turns: 'is too long or too short',
    hidden: 'Nobody sees it yet',
    published: 'Published: A logo for nothing, version 1',
    difference: 'What made the difference',
    mark: 'A logo for nothing · from this server',
    gone: 'Drafts wait for 24 hours',
    head: 'Title and client',
    own: 'In my own words',
    goOn: 'Continue',
    download: 'Download the file',
    example: 'Show an example file',
    noFront: 'the file must start with front matter',
    only: 'moderators',
  },
} as const;

describe.each(['pl', 'en'] as const)('a scene of a community in %s', (locale) => {
  const bot = useBot({ locale, scenes: TEST_SCENES });
  const words = WORDS[locale];
  const { head, parts } = TYPED[locale];
  const moderate = (options = {}) => read(bot().moderator.in(bot().checkin).run(words.add, options));
  const disabled = (page: { buttons: readonly { label: string | undefined; disabled: boolean }[] }, label: string) =>
    page.buttons.find((one) => one.label === label)?.disabled;

  const file = (content: string, name = 'logo.md') => ({ name, content, contentType: 'text/markdown' });
  /** The page of a whole scene. */
  const write = () => moderate({ [words.file]: file(typedFile(locale)) });

  it('is written part by part: the page names what is missing until there is a scene', async () => {
    let page = await (await moderate()).submit({ ...head });
    expect(page.ephemeral).toBe(true);
    expect(page.text).toContain(words.hidden);
    expect(page.text).toContain(head.opening);
    expect(page.text).toContain(words.start);
    expect(page.text).toContain(words.kinds);
    expect([disabled(page, words.play), disabled(page, words.publish)]).toEqual([true, true]);
    const begun = page.id;
    page = await page.choose(selectOf(page, 'kinds'), ['unpaid-extra-work', 'after-hours']);
    expect(page.text).not.toContain(words.kinds);
    const { text } = await bot().database.db.communityContentDraft.findFirstOrThrow();
    expect(text).toMatch(/kinds:\n +- unpaid-extra-work\n +- after-hours/);
    const [[start, typed] = ['', {}]] = parts;
    page = await submitPart(await page.click(words.write(start)), typed);
    expect(page.id).toBe(begun);
    expect(page.text).toContain(words.missing);
    for (const [id, part] of parts.slice(1)) page = await submitPart(await page.click(words.write(id)), part);
    expect(page.text).toContain(words.ready);
    expect([disabled(page, words.play), disabled(page, words.publish)]).toEqual([false, false]);
  });

  it('is played before anybody sees it, nothing of that is noted, and the way back is there', async () => {
    const page = await write();
    const first = await page.click(words.play);
    expect(first.text).toContain(head.opening);
    const end = await sayAll(first, '00');
    expect(end.text).toContain(parts[3]?.[1].text);
    expect(end.text).toContain(words.difference);
    expect(await bot().database.db.practiceRun.count()).toBe(0);
    expect((await end.click(words.toDraft)).text).toContain(words.ready);
    // Its author alone plays it.
    const { sandbox, checkin } = bot();
    const say = sayings(first).get('0') ?? '';
    const other = await direct(sandbox, bot().newModerator(), checkin).press(say);
    expect(other.text).not.toContain(parts[1]?.[1].text ?? '');
  });

  it('is published, offered to members with a mark, played to its end and noted', async () => {
    const { member, channel, database, guild } = bot();
    const said = await (await write()).click(words.publish);
    expect(said.text).toContain(words.published);
    const seat = member.in(channel);
    const offered = await seat.type(words.practice, { scene: 'logo' }, 'scene');
    expect(offered.map(({ name }) => name)).toEqual([`${words.mark}: ${head.summary}`]);
    const list = await seat.run(words.practice);
    expect(list.selects[0]?.options.map(({ label }) => label)).toContain(words.mark);
    const start = await seat.run(words.practice, { scene: String(offered[0]?.value) });
    await bot().restart();
    const end = await sayAll(start, '10');
    expect(end.text).toContain(parts[5]?.[1].text);
    expect(await database.db.practiceRun.findMany()).toMatchObject([
      { personId: member.id, communityId: guild.id, path: '10', end: 'given-up' },
    ]);
  });

  it('takes own words where its author named four ways', async () => {
    const first = await (await write()).click(words.play);
    const form = await first.click(words.own);
    const answer = await form.submit({
      words: locale === 'pl' ? 'Szkic kosztuje 800 zł, wyślę jutro.' : 'A draft is £180, I can send it tomorrow.',
    });
    expect((await answer.click(words.goOn)).text).toContain(parts[1]?.[1].text);
  });

  it('says what is wrong, keeps what was typed, and can be corrected', async () => {
    let page = await write();
    page = await submitPart(await page.choose(selectOf(page, 'pick'), ['start']), {
      text: '> Halo?',
      replies: `„A” -> ${parts[3]?.[0]}\n„B” -> ${parts[4]?.[0]}`,
    });
    expect(page.text).toContain(words.turns);
    page = await submitPart(await page.choose(selectOf(page, 'pick'), ['start']), {
      text: '> Halo?',
      replies: `„A” -> ${parts[1]?.[0]}`,
    });
    expect(page.text).toContain(words.replies);
    expect(disabled(page, words.publish)).toBe(true);
    const form = await page.choose(selectOf(page, 'pick'), ['start']);
    expect(form.fields.map(({ value }) => value ?? '').slice(0, 3)).toEqual(['> Halo?', `„A” -> ${parts[1]?.[0]}`, '']);
    page = await submitPart(form, parts[0]?.[1] ?? {});
    expect(page.text).toContain(words.ready);
    const again = await page.click(words.head);
    expect(again.fields.map(({ value }) => value)).toEqual(Object.values(head));
  });

  it('comes from a file, and goes into one; a file that is none is refused with an example that is one', async () => {
    const wrong = await moderate({ [words.file]: file('Hello') });
    expect(wrong.text).toContain(words.noFront);
    expect(await bot().database.db.communityContentDraft.count()).toBe(0);
    const page = await moderate({ [words.file]: file(typedFile(locale), 'our-logo.md') });
    expect(page.text).toContain(words.ready);
    const sent = await page.click(words.download);
    expect(await sent.files[0]?.text()).toBe(typedFile(locale));
    await page.click(words.publish);
    expect(await bot().database.db.communityContent.findMany()).toMatchObject([
      { kind: 'scene', slug: 'our-logo', locale, state: 'published' },
    ]);
  });

  it('is written by moderators alone, and its draft belongs to who began it', async () => {
    const { sandbox, member, checkin } = bot();
    const page = await write();
    const publish = page.buttons.find(({ label }) => label === words.publish)?.customId ?? '';
    expect((await direct(sandbox, member, checkin).press(publish)).text).toContain(words.only);
    expect((await direct(sandbox, bot().newModerator(), checkin).press(publish)).text).toContain(words.gone);
    expect(await bot().database.db.communityContent.count()).toBe(0);
  });

  it('gives back what was typed for a draft that is gone', async () => {
    const page = await (await moderate()).submit({ ...head });
    const form = await page.click(words.write('start'));
    await bot().database.db.communityContentDraft.deleteMany();
    const answer = await submitPart(form, { text: '> To nie może zginąć.' });
    expect(answer.text).toContain(words.gone);
    expect(answer.text).toContain('To nie może zginąć.');
  });
});

describe('the example of a scene', () => {
  const bot = useBot();

  it('is a scene in each language', async () => {
    const { moderator, checkin } = bot();
    const run = (options: object) => read(moderator.in(checkin).run('/admin scena dodaj', { ...options }));
    const wrong = await run({ plik: { name: 'a.md', content: 'x', contentType: 'text/markdown' } });
    const example = await wrong.click('Pokaż przykładowy plik');
    expect(example.files.map(({ name }) => name)).toEqual(['scene.pl.md', 'scene.en.md']);
    for (const one of example.files) {
      const plik = { name: one.name, content: await one.text(), contentType: 'text/markdown' };
      expect((await run({ plik, język: one.name.slice(6, 8) })).text).toContain('Gotowa');
    }
  });
});
