import { describe, expect, it } from 'vitest';
import { TONES } from '../../../src/templates/types.ts';
import { useBot } from '../../support/bot.ts';

describe('templates in Polish', () => {
  const bot = useBot();
  const fill = async (values: Record<string, string>, options = {}) => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/szablon użyj', { szablon: 'polite-refusal', ...options });
    return form.submit(values);
  };

  it('suggests, asks in a form, and gives a message ready to copy', async () => {
    const { member, channel, database } = bot();
    const seat = member.in(channel);
    const suggestions = await seat.type('/szablon użyj', { szablon: 'odm' }, 'szablon');
    expect(suggestions.map(({ value }) => value)).toContain('polite-refusal');
    const form = await seat.run('/szablon użyj', { szablon: 'polite-refusal' });
    expect(form.title).toBe('Uprzejma odmowa');
    const filled = await form.submit({ client: 'Anna', sender: 'Kasia' });
    expect(filled.ephemeral).toBe(true);
    expect(filled.text).toMatch(/```\n.*Anno[\s\S]*Kasia\n```/);
    expect(filled.text).not.toMatch(/\{\{|\[\[/);
    const [file] = filled.files;
    expect(file?.name).toBe('wiadomosc.txt');
    expect(filled.text).toContain(`\`\`\`\n${file?.text()}\n\`\`\``);
    expect(await database.db.usage.findMany()).toMatchObject([
      { communityId: bot().guild.id, what: 'template', part: 'polite-refusal' },
    ]);
  });

  it('finds a template by its title too, without its diacritics', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/szablon użyj', { szablon: 'list o zasadach WSPOLPRACY' });
    expect(form.title).toMatch(/^List o zasadach współpracy · 1\/3$/);
  });

  it('changes tone, language and fields in place, and counts that as one use', async () => {
    const { database } = bot();
    const filled = await fill({ client: 'Anna', sender: 'Kasia' });
    const [select] = filled.selects;
    expect(select?.values).toEqual(['formal']);
    expect(filled.text).toContain('Szanowna Pani Anno,');
    const formal = await filled.choose(select?.customId ?? '', ['firm']);
    expect(formal.id).toBe(filled.id);
    expect(formal.text).toContain('dlatego odmawiam');
    const english = await formal.click('Po angielsku');
    expect(english.text).toContain('Dear Anna,');
    expect(english.files.map((file) => file.text()).join()).toContain('Dear Anna,');
    const polish = await english.click('Po polsku');

    const again = await polish.click('Popraw');
    expect(again.fields.map(({ customId, value }) => [customId, value])).toContainEqual(['client', 'Anna']);
    const corrected = await again.submit({ client: 'Jan' });
    expect(corrected.id).toBe(filled.id);
    expect(corrected.text).toContain('Szanowny Panie Janie,');
    expect(await database.db.usage.count()).toBe(1);
  });

  it('leaves the form of address to the name until one is chosen', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/template use', { template: 'polite-refusal', tone: 'formal' });
    expect(form.fields.find(({ customId }) => customId === 'address')?.value).toEqual([]);
    const filled = await form.submit({ client: 'Anna', sender: 'K' });
    const again = await filled.click('Popraw');
    expect(again.fields.find(({ customId }) => customId === 'address')?.value).toEqual([]);
    const chosen = await again.submit({ client: 'Wolfgang', address: 'pani' });
    expect(chosen.text).toContain('Szanowna Pani,');
  });

  it('remembers the signature for the next form, and the templates used last', async () => {
    const { member, other, channel } = bot();
    await fill({ client: 'Anna', sender: 'Kasia Nowak' });
    const next = await member.in(channel).run('/template use', { template: 'working-hours-reminder' });
    const value = (form: typeof next) => form.fields.find(({ customId }) => customId === 'sender')?.value;
    expect(value(next)).toBe('Kasia Nowak');
    expect(value(await other.in(channel).run('/template use', { template: 'working-hours-reminder' }))).toBe('');
    const suggestions = await member.in(channel).type('/template use', { template: '' }, 'template');
    expect(suggestions[0]?.value).toBe('polite-refusal');
  });

  it('shares the text alone, after asking, and pings nobody', async () => {
    const { member, other, channel, sandbox } = bot();
    const filled = await fill({ client: '@everyone', colleague: `<@${other.id}>`, sender: 'Kasia' });
    const question = await filled.click('Udostępnij na kanale');
    expect(question.ephemeral).toBe(true);
    expect((await question.click('Anuluj')).text).toBe('Niczego nie udostępniono.');
    expect(other.in(channel).messages()).toEqual([]);
    const done = await (await filled.click('Udostępnij na kanale')).click('Udostępnij');
    expect(done.buttons).toEqual([]);
    const shared = await other.in(channel).until(({ text }) => text.includes('udostępnia wiadomość'));
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain(`<@${member.id}>`);
    expect(shared.text).toContain('Kasia\n```');
    expect(shared.raw).toMatchObject({ mention_everyone: false, mentions: [] });
    expect(shared.buttons.map(({ label }) => label)).toEqual(['Cofnij']);
    expect(shared.files).toEqual([]);
    expect(sandbox.violations).toEqual([]);
  });

  it.each([
    ['a code fence and everyone', '``` @everyone'],
    ['markdown and a link', '**Ola** [tu](https://example.com) # _x_'],
    ['emoji', '👩‍👩‍👧‍👦 Zosia 🎉'],
    ['200 characters', 'Ż'.repeat(200)],
    ['direction marks', '\u202eanna\u202c\u200b'],
    ['braces', '{{sender}} [[x]]'],
  ])('a name with %s stays a name', async (_what, client) => {
    const filled = await fill({ client, sender: 'K' }, { ton: 'firm' });
    expect(filled.text.match(/```/g)).toHaveLength(2);
    expect(filled.text).not.toMatch(/[\u202a-\u202e\u200e]/);
    expect(filled.raw.mention_everyone).toBe(false);
  });

  it('answers an unknown template with what to do', async () => {
    const answer = await bot().member.in(bot().channel).run('/template use', { template: 'nie ma' });
    expect(answer.text).toContain('Nie ma szablonu „nie ma”');
  });

  it('leads to the guide', async () => {
    const filled = await fill({ client: 'Anna', sender: 'K' });
    expect((await filled.click('Przeczytaj dlaczego')).text).not.toContain('nieaktualny');
  });
});

describe('templates in English', () => {
  const bot = useBot({ locale: 'en' });

  it.each(TONES)('gives a %s message ready to copy', async (tone) => {
    const form = await bot().member.in(bot().channel).run('/template use', { template: 'polite-refusal', tone });
    const filled = await form.submit({ client: 'Sam', sender: 'Kate' });
    expect(filled.text).toMatch(/```\n.*Sam[\s\S]*Kate\n```/);
    expect(filled.buttons.map(({ label }) => label)).toEqual([
      'Edit',
      'In Polish',
      'Save as mine',
      'Share in channel',
      'Read why',
    ]);
  });

  it('works in the direct messages with the bot, where nothing is counted for a community', async () => {
    const form = await bot().member.inDm().run('/template use', { template: 'polite-refusal' });
    await form.submit({ client: 'Sam', sender: 'Kate' });
    expect(await bot().database.db.usage.count()).toBe(0);
  });
});

const WORDS = {
  pl: {
    sure: 'klient nie płaci od miesiąca',
    title: 'Przypomnienie o zaległej płatności',
    vague: 'chce jeszcze jedną podstronę w tej samej cenie',
    fee: 'Dopłata za pracę spoza zakresu',
    unknown: 'Nie ma szablonu',
    use: 'Użyj',
    nothing: 'przepis na sernik',
    own: 'Agencja nie oddaje sprzętu',
    typed: 'agencja trzyma mój sprzęt',
  },
  en: {
    sure: 'invoice two weeks overdue',
    title: 'Late-payment reminder',
    vague: 'wants one more page for the same price',
    fee: 'Extra fee for work beyond scope',
    unknown: 'There is no template',
    use: 'Use',
    nothing: 'cheesecake recipe',
    own: 'The agency keeps my camera',
    typed: 'agency still has my camera',
  },
} as const;

describe.each(['pl', 'en'] as const)('a sentence instead of a template’s name (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const seat = () => bot().member.in(bot().channel);
  const use = (template: string) => seat().run('/template use', { template });
  const type = async (template: string) =>
    (await seat().type('/template use', { template }, 'template')).map(({ name }) => name);

  it('opens the template that surely fits', async () => {
    const form = await use(words.sure);
    expect(form.kind).toBe('form');
    expect(form.title).toContain(words.title);
  });

  it('gives a choice if several may fit, and says so if none does', async () => {
    const choice = await use(words.vague);
    expect(choice.text).toContain(words.unknown);
    expect(choice.text).toContain(words.fee);
    const [first] = choice.buttons.filter(({ label }) => label === words.use);
    expect((await choice.click(first?.customId ?? '')).kind).toBe('form');
    const none = await use(words.nothing);
    expect(none.text).toContain(words.unknown);
    expect(none.buttons).toEqual([]);
  });

  it('suggests what fits while one types, the person’s own templates too', async () => {
    expect(await type(words.vague)).toContain(words.fee);
    expect(await type(words.nothing)).toEqual([]);
    const form = await seat().run('/template save');
    await form.submit({ title: words.own, text: 'Hej {{client}}' });
    expect((await type(words.typed))[0]).toContain(words.own);
    const used = await use(words.typed);
    expect(used.kind === 'form' ? used.title : used.text).toContain(words.own);
  });

  it('keeps names first: one that is gone opens nothing else', async () => {
    expect((await use('polite-refusal')).kind).toBe('form');
    expect((await use('late-payment')).kind).not.toBe('form');
  });
});
