import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';
import { WORDS } from '../support/words/reading.ts';

const labels = ({ buttons }: Answer) => buttons.map(({ label }) => label);

describe.each(['pl', 'en'] as const)('“Find advice” (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const label = (answer: Answer, pattern: RegExp) => labels(answer).find((each) => pattern.test(each ?? '')) ?? '';

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

  it('has the ways on of a search without an answer, and stores nothing of another’s message', async () => {
    const { member, moderator, other, channel, database } = bot();
    const said = other.in(channel).say(words.smallTalk);
    const none = await member.in(channel).useOnMessage('Find advice', said);
    expect(labels(none)).toEqual([words.contents, words.ask, words.tell]);
    expect(await database.db.searchGap.count()).toBe(0);
    const asking = await none.click(words.ask);
    expect(JSON.stringify(asking.fields)).not.toContain(words.smallTalk);
    const asked = await asking.submit({ question: words.ownQuestion });
    expect(asked.ephemeral).toBe(false);
    expect(asked.text).toContain(words.ownQuestion);
    expect(asked.text).not.toContain(words.noAnswer);
    const told = await (await none.click(words.tell)).submit({ question: words.ownQuestion });
    expect(told.ephemeral).toBe(true);
    expect((await moderator.in(channel).run('/admin guide gaps')).text).toContain(words.ownQuestion);
  });

  it('outside a community leads to the contents', async () => {
    const { member } = bot();
    const dm = member.inDm();
    expect(labels(await dm.useOnMessage('Find advice', dm.say(words.smallTalk)))).toEqual([words.contents]);
  });
});
