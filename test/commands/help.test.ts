import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';

const WORDS = {
  pl: { all: 'Wszystkie komendy', read: 'Pierwszy artykuł', log: 'Zapisz naruszenie', terms: 'Moje zasady' },
  en: { all: 'All commands', read: 'The first article', log: 'Log a crossed boundary', terms: 'Your boundary sheet' },
};

describe.each(LOCALES)('/help in %s', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const name = (key: string) => bot().content.commandWords.name(locale, key);

  it('says where to begin on one screen of a phone, and each beginning can be pressed', async () => {
    const { member, channel, content } = bot();
    const help = await member.in(channel).run('/help');
    expect(help.text.length).toBeLessThan(900);
    expect(help.text).not.toContain('/admin');
    const article = content.guides[locale].articles.get('why-it-is-hard');
    expect((await help.click(words.read)).text).toContain(article?.title);
    expect((await help.click(words.log)).title).toBeTruthy();
    expect((await help.click(words.terms)).ephemeral).toBe(true);
  });

  it('names every command that the person may use', async () => {
    const { moderator, channel } = bot();
    const help = await moderator.in(channel).run('/help');
    expect(help.text).toContain(name('admin.setup'));
    const all = await help.click(words.all);
    for (const { key } of commands.filter((command) => command.key !== 'help')) expect(all.text).toContain(name(key));
  });

  it('leaves out what only moderators can do', async () => {
    const { member, channel } = bot();
    const all = await (await member.in(channel).run('/help')).click(words.all);
    expect(all.text).not.toContain('/admin');
  });

  it('leaves out what exists in communities alone where there is none', async () => {
    const { member } = bot();
    const help = await member.inDm().run('/help');
    const all = await help.click(words.all);
    expect(all.text).toContain(name('guide.search'));
    for (const key of ['ask', 'checkin.answer', 'checkin.status', 'checkin.reminders'])
      expect(`${help.text}\n${all.text}`).not.toContain(`${name(key)}`);
  });
});
