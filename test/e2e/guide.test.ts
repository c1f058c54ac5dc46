import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

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
