import type { Answer, Person } from '@granica/discord-sandbox/persons';
import { beforeEach } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import type { TestBot } from './bot.ts';

/** What an author writes, without how they reacted. */
export const ENTRY = { kind: 'late-payment', story: 'Faktura sprzed **miesiąca**.', client: 'Piekarnia', weight: '4' };

/** Somebody new for each test, who writes a log: whoever comes too often is asked to wait. */
export function useAuthor(bot: () => TestBot, locale: Locale) {
  let author: Person;
  beforeEach(() => {
    author = bot().sandbox.addPerson({ name: 'Celina', locale });
    bot().guild.join(author);
  });
  return {
    author: () => author,
    /** Logs an entry that was let pass, unless the change says otherwise. */
    async log(change: Partial<typeof ENTRY> & { reaction?: string } = {}): Promise<Answer> {
      const form = await author.in(bot().channel).run('/violation log');
      return form.submit({ ...ENTRY, reaction: 'let-pass', ...change });
    },
  };
}
