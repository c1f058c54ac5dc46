import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { discussionOf, FRIDAY } from '../../../support/cards.ts';
import { testClock } from '../../../support/clock.ts';

const WORDS = {
  pl: { done: 'Usunięte. Osoba, która to napisała', none: 'Pod tym linkiem nie ma karty ani rady' },
  en: { done: 'Removed. I’ll tell its author', none: 'There is no card or advice at this link' },
} as const;

describe.each(['pl', 'en'] as const)('/admin moderate remove in %s', (locale) => {
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  const { words, tick, inThread, cards, shared, join, open, thread } = discussionOf(bot, locale);
  beforeEach(async () => {
    clock.set(FRIDAY);
    await open();
  });
  const remove = (message: string, reason?: string) =>
    bot()
      .newModerator()
      .in(bot().checkin)
      .run('/admin moderate remove', { message, ...(reason ? { reason } : {}) });
  const linkTo = (id: string) => `https://discord.com/channels/${bot().guild.id}/${thread()}/${id}`;

  it('removes what nobody reported, by a link; the author is owed the text and the reason', async () => {
    const { database } = bot();
    const author = join('Anna');
    await shared(author, 'named');
    const [card] = cards();
    const answer = await remove(linkTo(card?.id ?? ''), 'Za dużo szczegółów');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(WORDS[locale].done);
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: 'share.remove' }]);
    expect(await database.db.notice.findMany()).toMatchObject([{ personId: author.id, kind: 'removed' }]);
    expect((await remove(linkTo(card?.id ?? ''))).text).toContain(WORDS[locale].none);
  });

  it('removes advice and leaves its card', async () => {
    await shared(join('Anna'));
    const form = await cards(join('Bartek'))[0]?.click(words.advise);
    await form?.submit({ advice: 'Odłóż słuchawkę.' });
    await tick();
    const seen = () =>
      inThread(bot().other)
        .messages()
        .map(({ text }) => text)
        .join('\n');
    expect(seen()).toContain('Odłóż słuchawkę');
    const { messageId } = await bot().database.db.cardAdvice.findFirstOrThrow();
    expect((await remove(messageId ?? '')).text).toContain(WORDS[locale].done);
    await tick();
    expect(seen()).not.toContain('Odłóż słuchawkę');
    expect(cards()).toHaveLength(1);
  });

  it('says where to find the link when there is nothing at it, in another community either', async () => {
    await shared(join('Anna'));
    await bot().database.db.card.updateMany({ data: { communityId: '99' } });
    for (const message of ['nic', linkTo(cards()[0]?.id ?? '')])
      expect((await remove(message)).text).toContain(WORDS[locale].none);
    expect(cards()).toHaveLength(1);
  });
});
