import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';
import { WORDS } from './words/reading.ts';

const labels = ({ buttons }: Answer) => buttons.map(({ label }) => label);

describe.each(['pl', 'en'] as const)('reading the guide (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const title = (slug: string) => bot().content.guides[locale].articles.get(slug)?.title ?? '';
  const read = (article: string) => bot().member.in(bot().channel).run('/guide read', { article });
  const label = (answer: Answer, pattern: RegExp) => labels(answer).find((each) => pattern.test(each ?? '')) ?? '';

  it('leads from article to article in place, and counts what was read', async () => {
    const first = await read('why-it-is-hard');
    expect(first.ephemeral).toBe(true);
    expect(first.text).toContain(`# ${title('why-it-is-hard')}`);
    expect(first.text).toContain('1/21');
    expect(first.text).toContain(words.read(1));
    expect(first.buttons.find((button) => button.label === words.previous)?.disabled).toBe(true);

    const second = await first.click(words.next);
    expect(second.id).toBe(first.id);
    expect(second.text).toContain(`# ${title('reasons')}`);
    expect(second.text).toContain('2/21');
    expect(second.text).toContain(words.read(2));
    const back = await second.click(words.previous);
    expect(back.text).toContain(words.read(2));
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
    expect(whole.text).toContain(`## ${first?.heading}`);
  });

  it('leads to related articles and to templates', async () => {
    const article = await read('step-set-expectations');
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

  it('offers more articles than fit a row of buttons as a list', async () => {
    const overview = await read('tips');
    const list = overview.selects.at(-1);
    expect(list?.options.length).toBeGreaterThan(8);
    const chosen = await overview.choose(list?.customId ?? '', ['tip-social-media']);
    expect(chosen.text).toContain(`# ${title('tip-social-media')}`);
  });

  it('shares a section with the channel in the community’s language, and pings nobody', async () => {
    const { member, other, channel, sandbox } = bot();
    const section = await read(words.deliverables);
    const shared = await section.click(words.share);
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain(`<@${member.id}> ${words.recommends}`);
    expect(shared.text).toContain(`## ${title('step-put-it-in-writing')}`);
    const body = sandbox.requests.at(-1)?.body;
    expect(JSON.stringify(body)).toContain('"allowed_mentions":{"parse":[]}');
    const seen = other.in(channel).last();
    expect(seen?.id).toBe(shared.id);
    const opened = await seen?.click(words.open);
    expect(opened?.ephemeral).toBe(true);
    expect(opened?.text).toContain(`# ${title('step-put-it-in-writing')}`);
  });

  it('keeps whether an article helped, and why', async () => {
    const { database, member, guild } = bot();
    const article = await read('tip-official-channels');
    const thanks = await article.click(words.no);
    expect(await database.db.articleRating.findMany()).toMatchObject([
      {
        personId: member.id,
        article: 'tip-official-channels',
        locale,
        communityId: guild.id,
        helpful: false,
        note: null,
      },
    ]);
    const form = await thanks.click(words.why);
    const saved = await form.submit({ note: 'Brakuje przykładu' });
    expect(saved.id).toBe(thanks.id);
    const [rating] = await database.db.articleRating.findMany();
    expect(database.sealer.open('ArticleRating', rating ?? { id: '' })).toMatchObject({ note: 'Brakuje przykładu' });
    await article.click(words.yes);
    expect(await database.db.articleRating.findMany()).toMatchObject([{ helpful: true, note: rating?.note }]);
  });

  it('browses by parts, marks what was read, goes on where one was, and starts over when asked to', async () => {
    const { member, channel, database } = bot();
    const start = await member.in(channel).run('/guide browse');
    expect(start.text).toContain(words.readOnTop(0));
    expect(labels(start)).toEqual([words.start]);
    await start.click(words.start);

    const contents = await member.in(channel).run('/guide browse');
    expect(contents.text).toContain(words.readOnTop(1));
    const steps = await contents.choose(words.choosePart, [words.steps]);
    expect(steps.id).toBe(contents.id);
    expect(steps.text).toContain('3/5');
    const article = await steps.choose(words.chooseArticle, ['step-build-a-system']);
    expect(article.text).toContain(`# ${title('step-build-a-system')}`);
    const part = await article.click(words.contents);
    expect(part.text).toContain(`✅ **${title('step-build-a-system')}**`);
    expect(part.text).toContain(`▫️ **${title('step-put-it-in-writing')}**`);

    const again = await member.in(channel).run('/guide browse');
    const next = await again.click(label(again, words.goOn));
    expect(next.text).toContain(`# ${title('step-address-violations-now')}`);

    const asked = await (await member.in(channel).run('/guide browse')).click(words.reset);
    expect(await database.db.articleReading.count()).toBe(3);
    await asked.click(words.confirm);
    expect(await database.db.articleReading.count()).toBe(0);
    expect((await member.in(channel).run('/guide browse')).text).toContain(words.readOnTop(0));
  });

  it('offers what was read last before anything is typed', async () => {
    const seat = bot().member.in(bot().channel);
    await read('tip-social-media');
    await read('steps');
    const suggestions = await seat.type('/guide read', { article: '' }, 'article');
    expect(suggestions.slice(0, 3).map(({ value }) => value)).toEqual(['steps', 'tip-social-media', 'why-it-is-hard']);
    expect(suggestions).toHaveLength(21);
    const others = await bot().other.in(bot().channel).type('/guide read', { article: '' }, 'article');
    expect(others[0]?.value).toBe('why-it-is-hard');
  });

  it('gives a different tip each time', async () => {
    const { member, other, channel } = bot();
    const headings = new Set<string | undefined>();
    for (let number = 1; number <= 24; number += 2) {
      const tip = await member.in(channel).run('/guide tip');
      expect(tip.ephemeral).toBe(true);
      expect(tip.text).toMatch(words.tip(number));
      headings.add(tip.text.split('\n')[0]);
      const another = await tip.click(words.another);
      expect(another.id).toBe(tip.id);
      expect(another.text).toMatch(words.tip(number + 1));
      headings.add(another.text.split('\n')[0]);
    }
    expect(headings.size).toBe(24);
    // Somebody else has rounds, and an order, of their own.
    expect((await other.in(channel).run('/guide tip')).text).toMatch(words.tip(1));
  });

  it('finds advice for a message, and a template, for the person alone', async () => {
    const { member, other, channel, database } = bot();
    const said = other.in(channel).say(words.trouble);
    const advice = await member.in(channel).useOnMessage('Find advice', said);
    expect(advice.ephemeral).toBe(true);
    expect(advice.text).toContain(words.late);
    const form = await advice.click(label(advice, words.lateTemplate));
    expect(form.kind).toBe('form');
    const found = await member.in(channel).useOnMessage('Find advice', said);
    const [first] = found.buttons;
    const section = await found.click(first?.customId ?? '');
    expect(section.text).toContain(`## ${words.late}`);
    expect(await database.db.articleReading.findMany()).toHaveLength(1);
  });

  it('says plainly when there is no advice, or nothing to advise on', async () => {
    const { member, other, channel } = bot();
    const said = other.in(channel).say(words.smallTalk);
    expect((await member.in(channel).useOnMessage('Find advice', said)).text).toContain(words.nothing);
    const empty = other.in(channel).say('   ');
    expect((await member.in(channel).useOnMessage('Find advice', empty)).text).toContain(words.noText);
  });
});
