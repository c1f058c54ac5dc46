import type { Answer, Channel } from '@granica/discord-sandbox/persons';
import type { TestBot } from './bot.ts';

/** What is typed for an article. */
export const VALUES = {
  title: 'Teleskopy dla klientów',
  summary: 'Kiedy pożyczać klientom teleskop',
  keywords: 'teleskop, luneta',
  questions: 'Czy klient może pożyczyć teleskop?',
  text: 'Teleskop zostaje w biurze.\n\n## Wyjątki {#wyjatki}\n\nZaćmienie **Słońca**.',
};
export const SLUG = 'teleskopy-dla-klientow';
/** An article of the guide itself. */
export const OFFICIAL = 'tip-official-channels';

/** An article as an attached file. */
export const file = (content: string | Buffer, name = 'artykul.md') => ({
  name,
  content,
  contentType: 'text/markdown',
});
export const markdown = (title: string, word: string): string =>
  `---\ntitle: ${title}\nsummary: O czymś\nkeywords: [${word}]\nquestions: [Co to ${word}?]\n---\n\nTekst: ${word}.\n`;

/** The answer behind “reading the file…”. */
export async function read(answer: Promise<Answer>): Promise<Answer> {
  const given = await answer;
  return /Czytam plik|Reading the file/.test(given.text) ? given.changed() : given;
}

/** What moderators and members do about the articles of a Polish community. */
export function articlesOf(bot: () => TestBot) {
  const run = (command: string, options = {}) => read(bot().moderator.in(bot().checkin).run(command, options));
  const ask = (command: string, options = {}) => bot().member.in(bot().channel).run(command, options);
  return {
    /** What the moderator is answered. */
    run,
    /** What a member is answered. */
    ask,
    search: async (pytanie: string) => (await ask('/poradnik szukaj', { pytanie })).text,
    async add(values = VALUES): Promise<Answer> {
      const preview = await (await run('/admin poradnik dodaj')).submit(values);
      return preview.click('Opublikuj');
    },
    async upload(content: string, name?: string): Promise<Answer> {
      const preview = await run('/admin poradnik dodaj', { plik: file(content, name) });
      return preview.click('Opublikuj');
    },
    /** A channel in another guild of the same moderator and member. */
    elsewhere(): Channel {
      const { sandbox, moderator, member } = bot();
      const guild = sandbox.addGuild({ name: 'Inna', locale: 'pl' });
      const channel = guild.addChannel({ name: 'ogolny' });
      guild.join(member);
      guild.join(moderator, { roles: [guild.addRole({ name: 'M', permissions: ['ManageGuild'] })] });
      return channel;
    },
  };
}
