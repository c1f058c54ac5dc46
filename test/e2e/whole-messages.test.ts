import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';

const WORDS = {
  pl: {
    advice: 'Znajdź radę',
    log: 'Dodaj do mojego dziennika',
    mail: 'Klient dzwoni w weekend i chce, żebym odebrał telefon po godzinach.',
    field: 'Termin',
  },
  en: {
    advice: 'Find advice',
    log: 'Add to my log',
    mail: 'The client calls me on weekends and wants me to pick up the phone after hours.',
    field: 'Deadline',
  },
} as const;

describe.each(['pl', 'en'] as const)('a message command reads all that a message says (%s)', (locale: Locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const seat = () => bot().member.in(bot().channel);
  const mail = () =>
    bot().channel.postByWebhook(
      { name: 'Mail' },
      { embeds: [{ title: 'Re: logo', description: words.mail, fields: [{ name: words.field, value: '7.12' }] }] },
    );

  it('what an embed says', async () => {
    const advice = await seat().useOnMessage(words.advice, mail());
    expect(advice.buttons.length).toBeGreaterThan(0);
    const form = await seat().useOnMessage(words.log, mail());
    expect(JSON.stringify(form.fields)).toContain(`Re: logo\\n${words.mail}\\n${words.field}: 7.12`);
  });

  it('what was forwarded, typed or in an embed, and forwarded on', async () => {
    const typed = seat().forward(seat().say(words.mail));
    const embedded = seat().forward(mail());
    for (const message of [typed, embedded, seat().forward(embedded)]) {
      const advice = await seat().useOnMessage(words.advice, message);
      expect(advice.buttons.length).toBeGreaterThan(0);
      const form = await seat().useOnMessage(words.log, message);
      expect(JSON.stringify(form.fields)).toContain(words.mail);
    }
  });
});
