import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { useBot } from '../../support/bot.ts';
import { atEnd } from '../../support/reading.ts';
import { WORDS } from '../../support/words/reading.ts';

describe.each(['pl', 'en'] as const)('a rating (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const read = (article: string) => bot().member.in(bot().channel).run('/guide read', { article });

  it('keeps whether an article helped, and why', async () => {
    const { database, member, guild } = bot();
    const article = await atEnd(await read('tip-official-channels'));
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
});
