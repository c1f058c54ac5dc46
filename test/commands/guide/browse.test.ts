import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { useBot } from '../../support/bot.ts';
import { atEnd } from '../../support/reading.ts';
import { WORDS } from '../../support/words/reading.ts';

const labels = ({ buttons }: Answer) => buttons.map(({ label }) => label);

describe.each(['pl', 'en'] as const)('/guide browse (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const all = () => bot().content.guides[locale].articles.size;
  const title = (slug: string) => bot().content.guides[locale].articles.get(slug)?.title ?? '';
  const label = (answer: Answer, pattern: RegExp) => labels(answer).find((each) => pattern.test(each ?? '')) ?? '';

  it('browses by parts, marks what was read, goes on where one was, and starts over when asked to', async () => {
    const { member, channel, database } = bot();
    const start = await member.in(channel).run('/guide browse');
    expect(start.text).toContain(words.readOnTop(0, all()));
    expect(labels(start)).toEqual([words.start]);
    await atEnd(await start.click(words.start));

    const contents = await member.in(channel).run('/guide browse');
    expect(contents.text).toContain(words.readOnTop(1, all()));
    const steps = await contents.choose(words.choosePart, [words.steps]);
    expect(steps.id).toBe(contents.id);
    expect(steps.text).toContain('3/6');
    const article = await steps.choose(words.chooseArticle, ['step-build-a-system']);
    expect(article.text).toContain(`# ${title('step-build-a-system')}`);
    const part = await (await atEnd(article)).click(words.contents);
    expect(part.text).toContain(`✅ **${title('step-build-a-system')}**`);
    expect(part.text).toContain(`▫️ **${title('step-put-it-in-writing')}**`);

    const again = await member.in(channel).run('/guide browse');
    const next = await again.click(label(again, words.goOn));
    expect(next.text).toContain(`# ${title('step-address-violations-now')}`);

    const asked = await (await member.in(channel).run('/guide browse')).click(words.reset);
    expect(await database.db.articleReading.count()).toBe(3);
    expect((await asked.click(words.cancel)).text).toContain(words.readOnTop(2, all()));
    expect(await database.db.articleReading.count()).toBe(3);
    const askedAgain = await (await member.in(channel).run('/guide browse')).click(words.reset);
    await askedAgain.click(words.confirm);
    expect(await database.db.articleReading.count()).toBe(0);
    expect((await member.in(channel).run('/guide browse')).text).toContain(words.readOnTop(0, all()));
  });
});
