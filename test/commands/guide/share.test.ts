import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { useBot } from '../../support/bot.ts';
import { WORDS } from '../../support/words/reading.ts';

describe.each(['pl', 'en'] as const)('sharing (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const title = (slug: string) => bot().content.guides[locale].articles.get(slug)?.title ?? '';
  const read = (article: string) => bot().member.in(bot().channel).run('/guide read', { article });

  it('shares a section with the channel in the community’s language, and pings nobody', async () => {
    const { member, other, channel, sandbox } = bot();
    const section = await read(words.deliverables);
    const asked = await section.click(words.share);
    expect(asked.ephemeral).toBe(true);
    await asked.click(words.shareNow);
    const shared = await other.in(channel).until(({ text }) => text.includes(words.recommends));
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
});

describe.each(['pl', 'en'] as const)('a discussion (%s)', (locale: Locale) => {
  const bot = useBot({ locale });

  it('begins with an article’s question, asked of the channel', async () => {
    const { member, channel, other, content } = bot();
    const article = content.guides[locale].articles.get('when-client-is-rude');
    const read = await member.in(channel).run('/guide read', { article: 'when-client-is-rude#threats' });
    const question = await read.click(WORDS[locale].discuss);
    expect(question.ephemeral).toBe(true);
    await question.click(WORDS[locale].discussNow);
    const asked = await other.in(channel).until(({ text }) => text.includes(`## ${article?.discuss?.theme}`));
    expect(asked.ephemeral).toBe(false);
    expect(asked.text).toContain(`**${article?.discuss?.question}**`);
    const opened = await other.in(channel).last()?.click(WORDS[locale].open);
    expect(opened?.text).toContain(`# ${article?.title}`);
  });

  it('is not offered below an article without a question', async () => {
    const { member, channel } = bot();
    const read = await member.in(channel).run('/guide read', { article: 'reasons' });
    expect(read.buttons.map(({ label }) => label)).not.toContain(WORDS[locale].discuss);
  });
});

describe('sharing elsewhere', () => {
  const bot = useBot({ locale: 'pl' });

  it('shares in the community’s language what a member reads in their own', async () => {
    const { member, other, channel, content } = bot();
    member.set({ locale: 'en-GB' });
    const article = await member.in(channel).run('/guide read', { article: 'tip-official-channels' });
    expect(article.text).toContain(content.guides.en.articles.get('tip-official-channels')?.title);
    await (await article.click('Share in this channel')).click('Share');
    const shared = await other.in(channel).until(({ ephemeral }) => !ephemeral);
    expect(shared.text).toContain(content.guides.pl.articles.get('tip-official-channels')?.title);
    expect(shared.text).toContain('poleca z poradnika');
    expect(other.in(channel).last()?.id).toBe(shared.id);
    member.set({ locale: 'pl' });
  });

  it('shares where the bot is no member too', async () => {
    const { sandbox, member, content } = bot();
    const elsewhere = sandbox.addGuild({ name: 'Bez bota', locale: 'en-US', withBot: false });
    const room = elsewhere.addChannel({ name: 'rozmowy' });
    elsewhere.join(member);
    member.set({ hasApp: true });
    const article = await member.in(room).run('/guide read', { article: 'tip-official-channels' });
    await (await article.click('Udostępnij na kanale')).click('Udostępnij');
    const shared = await member.in(room).until(({ ephemeral }) => !ephemeral);
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain(content.guides.pl.articles.get('tip-official-channels')?.title);
  });
});
