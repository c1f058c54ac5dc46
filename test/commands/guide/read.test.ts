import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { useBot } from '../../support/bot.ts';
import { atEnd } from '../../support/reading.ts';
import { WORDS } from '../../support/words/reading.ts';

describe('the guide in Polish', () => {
  const bot = useBot();

  it('suggests articles while one types, and opens the chosen one', async () => {
    const { member, channel } = bot();
    const seat = member.in(channel);
    const suggestions = await seat.type('/guide read', { article: 'kanał' }, 'article');
    expect(suggestions.map(({ value }) => value)).toContain('tip-official-channels');
    const article = await seat.run('/guide read', { article: 'tip-official-channels' });
    expect(article.text).toContain(bot().content.guides.pl.articles.get('tip-official-channels')?.title);
  });

  it('answers an unknown article with what to do, without obeying its markup', async () => {
    const { member, channel } = bot();
    const answer = await member.in(channel).run('/guide read', { article: '**@everyone**' });
    expect(answer.text).toContain('Nie ma artykułu');
    expect(answer.text).not.toContain('**@everyone**');
  });
});

const labels = ({ buttons }: Answer) => buttons.map(({ label }) => label);

describe.each(['pl', 'en'] as const)('reading the guide (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const all = () => bot().content.guides[locale].articles.size;
  const title = (slug: string) => bot().content.guides[locale].articles.get(slug)?.title ?? '';
  const read = (article: string) => bot().member.in(bot().channel).run('/guide read', { article });
  const label = (answer: Answer, pattern: RegExp) => labels(answer).find((each) => pattern.test(each ?? '')) ?? '';

  it('leads from article to article in place, and counts what was read', async () => {
    const beginning = await read('why-it-is-hard');
    expect(beginning.ephemeral).toBe(true);
    expect(beginning.text).toContain(`# ${title('why-it-is-hard')}`);
    expect(beginning.text).toContain(' · 1/1 · ');
    const first = await atEnd(beginning);
    expect(first.text).toContain(words.read(1, all()));
    expect(first.buttons.find((button) => button.label === words.previous)?.disabled).toBe(true);

    const second = await first.click(words.next);
    expect(second.id).toBe(first.id);
    expect(second.text).toContain(`# ${title('reasons')}`);
    expect(second.text).toContain(' · 1/5 · ');
    expect(second.text).toContain(words.read(2, all()));
    const back = await second.click(words.previous);
    expect(back.text).toContain(words.read(2, all()));
    expect(back.text).not.toContain('{#');
  });

  it('jumps to a section and back to the whole', async () => {
    const article = await read('step-put-it-in-writing');
    const sections = bot().content.guides[locale].articles.get('step-put-it-in-writing')?.sections ?? [];
    const [first, second] = sections;
    const section = await article.choose(words.sections, [second?.heading ?? '']);
    expect(section.id).toBe(article.id);
    expect(section.text).toContain(`## ${second?.heading}`);
    expect(section.text).not.toContain(`## ${first?.heading}`);
    const whole = await section.choose(words.sections, [words.whole]);
    expect(whole.text).toMatch(/^# /);
    expect(whole.text).not.toContain(`## ${second?.heading}`);
  });

  it('leads to related articles and to templates', async () => {
    const article = await atEnd(await read('step-set-expectations'));
    const expected = bot().content.guides[locale].articles.get('step-set-expectations');
    const related = await article.click(
      label(article, new RegExp(title(expected?.related[0] ?? '').slice(0, 20), 'u')),
    );
    expect(related.text).toContain(`# ${title(expected?.related[0] ?? '')}`);
    const again = await read('step-set-expectations');
    const template = bot().content.templates[locale].find(expected?.templates[0] ?? '');
    const form = await again.click(label(again, new RegExp((template?.title ?? '').slice(0, 20), 'u')));
    expect(form.kind).toBe('form');
  });

  it('offers a section’s own message first, at most three links as buttons, and the others in one list with captions', async () => {
    const article = await read('step-address-violations-now');
    const section = await article.choose(words.sections, ['after-hours-calls']);
    const titles = (ids: readonly string[]) =>
      ids.map((id) => bot().content.templates[locale].find(id)?.title.slice(0, 20) ?? '');
    const [own = '', late = ''] = titles(['working-hours-reminder', 'late-payment-reminder']);
    const links = section.buttons.filter(({ customId }) => /template\.open|guide\.show:.*:link/.test(customId ?? ''));
    expect(links).toHaveLength(3);
    expect(links[0]?.label).toContain(own);
    const [others] = section.selects.filter(({ customId }) => customId.includes('guide.follow'));
    expect(others?.placeholder).toBe(words.more);
    const payment = others?.options.find(({ value }) => value === 'template:late-payment-reminder');
    expect(payment).toMatchObject({ label: expect.stringContaining(late), description: words.message });
    for (const option of others?.options ?? []) expect(option.description).toBeTruthy();
    const form = await section.choose(others?.customId ?? '', ['template:late-payment-reminder']);
    expect(form.kind).toBe('form');
    expect(form.title).toContain(late.slice(0, 10));
  });

  it('has no way elsewhere and no question before its end, but its message and its sections', async () => {
    const article = await read('step-address-violations-now');
    expect(article.text).toMatch(/(?:Strona|Page) 1\//);
    expect(labels(article)).not.toContain(words.yes);
    expect(article.buttons.filter(({ customId }) => /:link/.test(customId ?? ''))).toEqual([]);
    expect(article.selects).toHaveLength(1);
    expect(labels(await atEnd(article))).toContain(words.yes);
  });

  it('offers more articles than fit a row of buttons as a list', async () => {
    const overview = await atEnd(await read('tips'));
    const list = overview.selects[0];
    expect(list?.options.length).toBeGreaterThan(4);
    const chosen = await overview.choose(list?.customId ?? '', ['tip-social-media']);
    expect(chosen.text).toContain(`# ${title('tip-social-media')}`);
  });

  it('offers what was read last before anything is typed', async () => {
    const seat = bot().member.in(bot().channel);
    await read('tip-social-media');
    await read('steps');
    const suggestions = await seat.type('/guide read', { article: '' }, 'article');
    expect(suggestions.slice(0, 3).map(({ value }) => value)).toEqual(['steps', 'tip-social-media', 'why-it-is-hard']);
    expect(suggestions).toHaveLength(Math.min(all(), 25));
    const others = await bot().other.in(bot().channel).type('/guide read', { article: '' }, 'article');
    expect(others[0]?.value).toBe('why-it-is-hard');
  });
});

describe('reading elsewhere', () => {
  const bot = useBot({ locale: 'pl' });

  it('goes on with old buttons after a restart', async () => {
    const article = await atEnd(await bot().member.in(bot().channel).run('/guide read', { article: 'why-it-is-hard' }));
    await bot().restart();
    const next = await article.click('Następny');
    expect(next.text).toContain('Dlaczego warto · 1/5 · ');
  });

  it('works in direct messages, where nothing is counted for a community', async () => {
    const article = await bot().member.inDm().run('/guide read', { article: 'steps' });
    await article.click('Tak');
    expect(await bot().database.db.articleRating.findMany()).toMatchObject([{ communityId: null, helpful: true }]);
  });
});

describe.each([
  ['pl', 'klient nie zapłacił', 'płatność', 'klient', 'Nie ma artykułu „klient”', 'Czytaj'],
  [
    'en',
    'my client hasn’t paid the invoice',
    'pay',
    'how do I talk to them about it',
    'There is no article “how do I talk to them about it”',
    'Read',
  ],
] as const)('a sentence instead of a title (%s)', (locale, sentence, about, vague, unknown, button) => {
  const bot = useBot({ locale });
  const read = (article: string) => bot().member.in(bot().channel).run('/guide read', { article });

  it('opens what it is surely about', async () => {
    const opened = await read(sentence);
    expect(opened.text).toMatch(/^-?# /);
    expect(opened.text.toLowerCase()).toContain(about);
  });

  it('gives a choice if that is not clear, and comes second to titles and names', async () => {
    const choice = await read(vague);
    expect(choice.text).toContain(unknown);
    const buttons = choice.buttons.filter(({ label }) => label === button);
    expect(buttons.length).toBeGreaterThan(1);
    expect(buttons.length).toBeLessThanOrEqual(5);
    const [first] = buttons;
    expect((await choice.click(first?.customId ?? '')).text).toMatch(/^-?# /);
    for (const [slug, { title }] of bot().content.guides[locale].articles)
      for (const named of slug === 'tip-official-channels' ? [slug, title, title.toUpperCase()] : [])
        expect((await read(named)).text).toContain(`# ${title}`);
  });
});
