import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';

const WORDS = {
  pl: {
    use: '/szablon użyj',
    option: 'szablon',
    list: '/szablon lista',
    title: 'Przekazanie projektu',
    topic: 'Listy do odhaczenia',
    useIt: 'Użyj',
    count: (done: number) => `Odhaczone: ${done} z 16`,
    download: 'Pobierz jako Markdown',
    why: 'Przeczytaj dlaczego',
    first: 'Odbiór potwierdzony mailem albo w protokole',
    second: 'Ostatnia faktura wystawiona, wcześniejsze zapłacone',
    channels: '; moje kanały: ',
    sentence: 'co oddać na koniec projektu',
  },
  en: {
    use: '/template use',
    option: 'template',
    list: '/template list',
    title: 'Handing over a project',
    topic: 'Checklists',
    useIt: 'Use',
    count: (done: number) => `Ticked: ${done} of 16`,
    download: 'Download as Markdown',
    why: 'Read why',
    first: 'Sign-off confirmed by email or in a handover note',
    second: 'Last invoice sent, earlier ones paid',
    channels: '; my channels: ',
    sentence: 'hand over a project at the end',
  },
} as const;

describe.each(['pl', 'en'] as const)('a checklist (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const use = (template: string) =>
    bot()
      .member.in(bot().channel)
      .run(words.use, { [words.option]: template });

  it('is opened by name or by what it is for, ticked, unticked and downloaded, also after a restart', async () => {
    const list = await use(words.title);
    expect(list.ephemeral).toBe(true);
    expect(list.text).toContain(words.count(0));
    expect(list.text).toContain(`☐ ${words.first}`);
    expect(list.text).not.toContain(words.channels);
    await bot().restart();
    const ticked = await list.choose(list.selects[0]?.customId ?? '', ['0', '1']);
    expect(ticked.id).toBe(list.id);
    expect(ticked.text).toContain(words.count(2));
    expect(ticked.text).toContain(`☑ ${words.second}`);
    await bot().restart();
    const one = await ticked.choose(ticked.selects[0]?.customId ?? '', ['1']);
    expect(one.text).toContain(`☐ ${words.first}`);
    const file = await one.click(words.download);
    expect(file.ephemeral).toBe(true);
    expect(file.files[0]?.text()).toContain(`# ${words.title}\n\n- [ ] ${words.first}\n- [x] ${words.second}\n- [ ] `);
    const none = await one.choose(one.selects[0]?.customId ?? '', []);
    expect(none.text).toContain(words.count(0));
    expect((await use(words.sentence)).text).toContain(words.title);
    expect((await none.click(words.why)).text).not.toBe('');
  });

  it('is in the list of templates, asks for nothing, and has no tones', async () => {
    const all = await bot().member.in(bot().channel).run(words.list);
    const topic = await all.choose(all.selects[0]?.customId ?? '', ['checklists']);
    expect(topic.text).toContain(words.topic);
    const opened = await topic.click(words.useIt);
    expect(opened.kind).not.toBe('form');
    expect(opened.selects).toHaveLength(1);
  });

  it('stores nothing but that it was used', async () => {
    const list = await use('contract-clauses');
    await list.choose(list.selects[0]?.customId ?? '', ['3']);
    expect(await bot().database.db.templateDraft.count()).toBe(0);
    expect((await bot().database.db.usage.findMany()).map(({ part }) => part)).toEqual(['contract-clauses']);
  });
});
