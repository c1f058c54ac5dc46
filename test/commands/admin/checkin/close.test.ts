import { describe, expect, it } from 'vitest';
import { useCheckinInHand } from '../../../support/checkin-in-hand.ts';

describe.each(['pl', 'en'] as const)('/admin checkin close in %s', (locale) => {
  const { words, bot, posts, say, trail } = useCheckinInHand(locale);

  it('is posted by hand, and closed before its time', async () => {
    expect((await say(words.close)).text).toContain(words.none);
    await say(words.post);
    const [post] = posts();
    const { text } = await say(words.close);
    expect(text).toContain(words.closed);
    expect(posts()[0]?.text).toContain(words.closedPost);
    expect((await post?.click(words.calm))?.text).toContain(words.late);
    expect((await say(words.close)).text).toContain(words.none);
    expect(await bot().database.db.checkin.findMany()).toMatchObject([{ state: 'closed' }]);
    expect(await trail()).toEqual(['checkin.post', 'checkin.close']);
  });
});
