import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';
import { setUpCheckin } from '../support/checkin.ts';

const WORDS = {
  pl: { all: 'Wszystkie komendy', read: 'Pierwszy artykuł', log: 'Zapisz naruszenie', terms: 'Moje zasady' },
  en: { all: 'All commands', read: 'The first article', log: 'Log a crossed boundary', terms: 'Your boundary sheet' },
};

describe.each(LOCALES)('/help in %s', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const name = (key: string) => bot().content.commandWords.name(locale, key);
  /** A command as Discord is told to show it: to press, in the person's language. */
  const mention = (key: string) => new RegExp(`<${bot().content.commandWords.name('en', key)}:\\d+>`);
  /** The commands of all topics. */
  const allOf = async (help: Answer) => {
    const all = await help.click(words.all);
    const texts: string[] = [];
    for (const { value } of all.selects[0]?.options ?? [])
      texts.push((await all.choose(all.selects[0]?.customId ?? '', [value])).text);
    return texts.join('\n');
  };
  const elsewhere = () => {
    const { sandbox } = bot();
    const stranger = sandbox.addPerson({ name: 'Igor', locale, hasApp: true });
    const foreign = sandbox.addGuild({ name: 'Obcy', locale, withBot: false });
    foreign.join(stranger);
    return stranger.in(foreign.addChannel({ name: 'ogolny' }));
  };

  it('says where to begin on one screen of a phone, and each beginning can be pressed', async () => {
    const { member, channel, content } = bot();
    const help = await member.in(channel).run('/help');
    expect(help.text.length).toBeLessThan(1100);
    expect(help.text).not.toContain('/admin');
    for (const key of ['guide.search', 'template.list', 'violation.log', 'settings.show', 'privacy.show'])
      expect(help.text).toMatch(mention(key));
    const article = content.guides[locale].articles.get('why-it-is-hard');
    expect((await help.click(words.read)).text).toContain(article?.title);
    expect((await help.click(words.log)).title).toBeTruthy();
    expect((await help.click(words.terms)).ephemeral).toBe(true);
  });

  it('names every command that the person may use, by topic and to press', async () => {
    const { moderator, channel } = bot();
    await setUpCheckin(bot(), { nextAt: '2030-01-04T09:00:00Z', locale });
    const help = await moderator.in(channel).run('/help');
    expect(help.text).toMatch(mention('admin.setup'));
    const all = await allOf(help);
    for (const { key, type } of commands.filter((command) => command.key !== 'help'))
      if (type === 'slash') expect(all).toMatch(mention(key));
      else expect(all).toContain(name(key));
  });

  it('leaves out what only moderators can do', async () => {
    const { member, channel } = bot();
    expect(await allOf(await member.in(channel).run('/help'))).not.toContain('/admin');
  });

  it.each(['in direct messages', 'where the bot is no member'])(
    'leaves out what communities alone have, %s',
    async (place) => {
      const { member } = bot();
      const help = await (place === 'in direct messages' ? member.inDm() : elsewhere()).run('/help');
      const all = `${help.text}\n${await allOf(help)}`;
      expect(all).toMatch(mention('guide.search'));
      for (const key of ['ask', 'checkin.answer', 'checkin.status', 'checkin.reminders'])
        expect(all).not.toMatch(mention(key));
    },
  );

  it('names check-ins once they are set up, and until then tells moderators where to do that', async () => {
    const { member, moderator, channel } = bot();
    const before = await member.in(channel).run('/help');
    expect(`${before.text}\n${await allOf(before)}`).not.toContain('</checkin');
    const [, , first = ''] = (await moderator.in(channel).run('/help')).text.split('\n');
    expect(first).toMatch(mention('admin.setup'));
    await setUpCheckin(bot(), { nextAt: '2030-01-04T09:00:00Z', locale });
    const after = await member.in(channel).run('/help');
    expect(after.text).toMatch(mention('checkin.answer'));
    expect(await allOf(after)).toMatch(mention('checkin.status'));
  });
});
