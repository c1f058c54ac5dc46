import { describe, expect, it } from 'vitest';
import { articlesOf } from '../../support/articles.ts';
import { useBot } from '../../support/bot.ts';
import { useEndpoint } from '../../support/endpoint.ts';
import { WORDS } from '../../support/words/reading.ts';

describe('the guide in Polish', () => {
  const bot = useBot();

  it('finds, and opens what was found', async () => {
    const { member, channel } = bot();
    const found = await member.in(channel).run('/poradnik szukaj', { pytanie: 'klient nie płaci' });
    expect(found.ephemeral).toBe(true);
    expect(found.text).toContain('„klient nie płaci”');
    const article = await found.click('Czytaj');
    expect(article.ephemeral).toBe(true);
    expect(article.text).toContain('Spóźniona płatność');
  });

  it('says plainly that it has no answer', async () => {
    const { member, channel } = bot();
    const found = await member.in(channel).run('/guide search', { query: 'przepis na sernik' });
    expect(found.text).toContain('nie ma odpowiedzi');
    expect(found.text).toContain('/poradnik przeglądaj');
  });

  it('shows everybody the same results, but their own words, controls and language', async () => {
    const { member, moderator, channel } = bot();
    const first = await member.in(channel).run('/poradnik szukaj', { pytanie: 'Klient nie PŁACI mi' });
    const second = await moderator.in(channel).run('/poradnik szukaj', { pytanie: 'klient nie placi mi' });
    expect(first.text).toContain('„Klient nie PŁACI mi”');
    expect(second.text).toContain('„klient nie placi mi”');
    expect(second.text.replace('klient nie placi mi', 'Klient nie PŁACI mi')).toBe(first.text);
    const alone = await member.inDm().run('/poradnik szukaj', { pytanie: 'Klient nie PŁACI mi' });
    expect(first.text).toContain('Czy to pomogło?');
    expect(alone.text).not.toContain('Czy to pomogło?');
    await member.in(channel).run('/settings language', { language: 'en' });
    const english = await member.in(channel).run('/poradnik szukaj', { pytanie: 'Klient nie PŁACI mi' });
    expect(english.text).not.toContain('znalaz');
    expect(english.buttons.map(({ label }) => label)).not.toContain('Czytaj');
  });

  it('tells moderators of each question without an answer, also of one that was asked before', async () => {
    const { member, moderator, channel } = bot();
    const ask = { pytanie: 'przepis na bigos' };
    for (const person of [member, moderator]) {
      const found = await person.in(channel).run('/poradnik szukaj', ask);
      expect((await found.click('Przekaż moderacji')).ephemeral).toBe(true);
    }
  });
});

describe('the guide in English', () => {
  const bot = useBot({ locale: 'en' });

  it('finds and opens', async () => {
    const { member, channel } = bot();
    const found = await member.in(channel).run('/guide search', { query: 'invoice not paid' });
    const article = await found.click('Read');
    expect(article.text).toContain('Late payment');
  });

  it('works in the direct messages with the bot', async () => {
    const found = await bot().member.inDm().run('/guide search', { query: 'payment terms' });
    expect(found.text).toContain('payment terms');
  });
});

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { ask, upload } = articlesOf(bot);

  it('open from the search on the page that holds what was found, however long they are', async () => {
    const filler = Array.from({ length: 900 }, (_, at) => `Zdanie numer ${at} o zasadach współpracy z klientem.`);
    const text = [...filler, 'Wielbłąd nie wchodzi do biura.', ...filler.slice(0, 50)].join('\n\n');
    await upload(`---\ntitle: Regulamin\nsummary: Wszystko\nkeywords: [regulamin]\n---\n\n${text}\n`);
    const opened = await (await ask('/poradnik szukaj', { pytanie: 'wielbłąd' })).click('Czytaj');
    expect(opened.text).toContain('Wielbłąd nie wchodzi');
    expect(opened.text).toMatch(/Strona 4\d\/5\d/);
  });
});

const { endpoint, assistant } = await useEndpoint();

describe.each([
  ['pl', 'klient dzwoni i dzwoni', 'Czytaj'],
  ['en', 'client calls and calls', 'Read'],
] as const)('an endpoint on the bot’s own machine that makes vectors (%s)', (locale, query, read) => {
  const bot = useBot({ locale, assistant: { ...assistant, embeddingModel: 'letters' } });
  const asked = () => endpoint.requests.filter(({ body }) => JSON.stringify(body.input ?? '').includes(query));
  const switchOn = () =>
    bot().database.db.community.create({
      data: { id: bot().guild.id, locale, zone: 'Europe/Warsaw', assistant: true },
    });
  const find = () => bot().member.in(bot().channel).run('/guide search', { query });

  it('takes part where moderators switched the assistant on, and nowhere else', async () => {
    await find();
    await bot().member.inDm().run('/guide search', { query });
    expect(asked()).toEqual([]);
    await switchOn();
    const found = await find();
    expect(found.buttons.map(({ label }) => label)).toContain(read);
    expect(asked()).toHaveLength(1);
    await bot().member.in(bot().channel).type('/guide search', { query }, 'query');
    expect(asked()).toHaveLength(1);
  });

  it.each(['hang', 'fail'] as const)('leaves the search to the words if it does not answer (%s)', async (does) => {
    const alone = await find();
    await switchOn();
    const { embed } = endpoint;
    endpoint.embed = does;
    const found = await find();
    endpoint.embed = embed;
    expect(found.text).toBe(alone.text);
  });
});

describe.each(['pl', 'en'] as const)('a question for the community (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const query = 'sernik cheesecake';
  const ask = async (question: string) => {
    const found = await bot().member.in(bot().channel).run('/guide search', { query });
    return (await (await found.click(words.ask)).submit({ question })).text;
  };

  it('says that the guide has no answer if it is what was searched for', async () => {
    const asked = await ask(` ${query.toUpperCase()} `);
    expect(asked).toContain(words.noAnswer);
    expect(asked).toContain(words.whoKnows);
  });

  it('says nothing of the guide if it is another: that was not looked up', async () => {
    const asked = await ask(words.ownQuestion);
    expect(asked).not.toContain(words.noAnswer);
    expect(asked).toContain(words.whoKnows);
  });
});
