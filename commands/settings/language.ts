import { choice, defineCommand } from '../../src/dialogue/command.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { changeMember } from '../../src/members/settings.ts';
import { toMe } from '../../src/messages/reply.ts';

export const settingsLanguage = defineCommand({
  key: 'settings.language',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    language: choice({
      values: [...LOCALES, 'discord'],
      label: (t, value) => t(`settings:language.choices.${value}`),
      required: true,
    }),
  },
  run: async (call, { language }) => {
    const { services, person, translator } = call;
    const locale = language === 'discord' ? null : language;
    await changeMember(services.db, person.id, { locale });
    if (locale === null) return toMe(translator(call.discordLocale)('settings:language.followsDiscord'));
    return toMe(translator(locale)('settings:language.saved'));
  },
});
