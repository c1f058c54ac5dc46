import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';

describe.each(LOCALES)('/help in %s', (locale) => {
  const bot = useBot({ locale });

  it('names every command that the person may use', async () => {
    const { moderator, channel, content } = bot();
    const help = await moderator.in(channel).run('/help');
    for (const { key } of commands.filter((command) => command.key !== 'help'))
      expect(help.text).toContain(content.commandWords.name(locale, key));
  });

  it('leaves out what only moderators can do', async () => {
    const { member, channel } = bot();
    const help = await member.in(channel).run('/help');
    expect(help.text).not.toContain('/admin');
  });
});
