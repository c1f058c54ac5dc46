import { describe, expect, it } from 'vitest';
import { findProfile } from '../../src/members/profile.ts';
import { useBot } from '../support/bot.ts';
import { SHARE_WORDS } from '../support/ways-to-share.ts';

const GREETING = {
  pl: { hello: 'To moja pierwsza odpowiedź dla ciebie' },
  en: { hello: 'Your first answer from me' },
} as const;

describe.each(['pl', 'en'] as const)('the first meeting (%s)', (locale) => {
  const bot = useBot({ locale, greets: true });
  const words = GREETING[locale];

  it('adds three lines to the first private answer of each person, once and for all', async () => {
    const { member, other, channel } = bot();
    const first = await member.in(channel).run('/help');
    const lines = first.text.split('\n').filter((line) => line.startsWith('-# '));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain(words.hello);
    expect(lines[1]).toMatch(/<\/guide search:\d+>.*<\/violation log:\d+>/);
    expect(lines[2]).toMatch(/<\/settings show:\d+>.*<\/privacy show:\d+>/);
    expect((await member.in(channel).run('/guide tip')).text).not.toContain(words.hello);
    expect((await member.inDm().run('/help')).text).not.toContain(words.hello);
    expect((await other.in(channel).run('/guide tip')).text).toContain(words.hello);
    await bot().restart();
    expect((await member.in(channel).run('/help')).text).not.toContain(words.hello);
  });

  it('tells it in one of several answers at the same moment', async () => {
    const { member, channel } = bot();
    const answers = await Promise.all(
      ['/help', '/guide tip', '/guide browse', '/template list'].map((command) => member.in(channel).run(command)),
    );
    expect(answers.filter(({ text }) => text.includes(words.hello))).toHaveLength(1);
  });

  it('waits for a private answer, and follows the one after a public one', async () => {
    const { member, channel, other } = bot();
    const form = await (await other.in(channel).run('/guide search', { query: SHARE_WORDS[locale].question })).click(
      SHARE_WORDS[locale].ask,
    );
    await form.submit({ question: SHARE_WORDS[locale].question });
    const post = await member.in(channel).until(({ ephemeral }) => !ephemeral);
    expect(post.text).not.toContain(words.hello);
    expect((await post.click(SHARE_WORDS[locale].takeBack)).text).toContain(words.hello);
  });

  it('begins anew for whoever had everything erased, and is known to the profile', async () => {
    const { member, channel, database } = bot();
    await member.in(channel).run('/help');
    expect((await findProfile(database, member.id, undefined)).met).toBe(true);
    await (await member.in(channel).run('/privacy delete')).click(SHARE_WORDS[locale].erase);
    expect((await findProfile(database, member.id, undefined)).met).toBe(false);
    expect((await member.in(channel).run('/help')).text).toContain(words.hello);
  });
});
