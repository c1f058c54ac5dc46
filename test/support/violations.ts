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
      // Given with the command, the kind makes room for the weight, and a label may be a new one.
      const { kind, client, ...rest } = { ...ENTRY, reaction: 'let-pass', ...change };
      const form = await author.in(bot().channel).run('/violation log', { kind, client });
      return form.submit(rest);
    },
  };
}
