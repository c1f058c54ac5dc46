import type { Answer, Person } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { listSealedTables } from '../../src/database/sealed-columns.ts';
import { type TestBot, useBot } from '../support/bot.ts';
import { entryId, fillPerson, ownTemplateId, planted } from '../support/person.ts';

/** A text whose key is missing, one that was damaged, and one that holds something else than it should. */
const LOST = [`sealed:1:${'0'.repeat(12)}:AAAA`, 'sealed:1:short'];

/** Puts a text that cannot be read into every sealed column of every table, in each row. */
async function poison({ database }: TestBot, stored: string): Promise<void> {
  await database.withSession(async (session) => {
    for (const { table, columns } of listSealedTables()) {
      // What a person's hash is made with is needed at every start; without it nothing can be told.
      if (table === 'Secret') continue;
      const set = columns.map((column) => `"${column}" = $1`).join(', ');
      await session.query(`UPDATE "${table}" SET ${set}`, [stored]);
    }
  });
}

/** What a person may run about their own data and, as a moderator, about the community's. */
const COMMANDS = [
  '/privacy show',
  '/privacy export',
  '/violation list',
  '/violation insights',
  '/violation export',
  '/boundaries show',
  '/boundaries document',
  '/template list',
  '/checkin status',
  '/admin moderate queue',
  '/admin guide gaps',
  '/admin insights',
  '/admin health',
  '/admin audit',
  '/privacy delete',
];

async function whole(bot: TestBot, answer: Answer): Promise<string> {
  await bot.app.settle();
  if (answer.kind === 'form') return answer.title;
  const files = [answer, ...answer.followUps].flatMap(({ files: each }) => each);
  const texts = await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()));
  return [answer.text, ...answer.followUps.map(({ text }) => text), ...texts].join('\n');
}

describe.each([
  ['pl', '(nie da się odczytać)'],
  ['en', '(can’t be read)'],
] as const)('texts that cannot be read, in %s', (locale, words) => {
  const bot = useBot({ locale });
  const incident = locale === 'pl' ? 'po mojej stronie' : 'on my side';

  async function filled(): Promise<Person> {
    const person = bot().newModerator();
    const { database, guild } = bot();
    await fillPerson(database, person.id);
    await database.db.member.updateMany({ data: { locale } });
    // In this community, so that its lists show them.
    const here = { communityId: guild.id };
    await database.db.community.create({ data: { id: guild.id, locale, zone: 'Europe/Warsaw', setUpAt: new Date() } });
    const held = { ...here, state: 'held' };
    await database.db.card.updateMany({ data: held });
    await database.db.cardAdvice.updateMany({ data: held });
    await database.db.cardReport.updateMany({ data: here });
    await database.db.auditEntry.updateMany({ data: { ...here, action: 'unknown.action', after: 'no JSON' } });
    const hash = {
      personHash: 'hash',
      month: new Date().toISOString().slice(0, 7),
      createdAt: new Date(),
      locale,
      reason: 'nothing',
    };
    await database.db.searchGap.create({ data: { ...here, ...hash, told: true, query: planted(person.id) } });
    return person;
  }

  it.each(LOST)('break no list, no export and no other answer: %s', async (stored) => {
    const person = await filled();
    await poison(bot(), stored);
    await bot().database.db.violation.updateMany({ data: { happenedOn: new Date() } });
    const said: Record<string, string> = {};
    for (const command of COMMANDS) {
      // Whoever comes too often is asked to wait; each command counts for itself.
      const answer = await person.in(bot().channel).run(command);
      said[command] = await whole(bot(), answer);
      expect(said[command], command).not.toContain(incident);
      expect(said[command], command).not.toContain('\uFDD0');
    }
    for (const command of ['/privacy export', '/violation list', '/violation export'])
      expect(said[command], command).toContain(words);
    for (const command of ['/admin moderate queue', '/admin guide gaps'])
      expect(said[command], command).toContain(words);
  });

  it('can be replaced, and what is not replaced stays for the day on which its key is found', async () => {
    const person = await filled();
    const [stored = ''] = LOST;
    await poison(bot(), stored);
    const { db } = bot().database;
    const list = await person.in(bot().channel).run('/violation list');
    const open = list.buttons.find(({ customId }) => customId?.includes('violation.show'));
    const card = await list.click(open?.customId ?? '');
    expect(card.text).toContain(words);
    const edit = card.buttons.find(({ customId }) => customId?.includes('violation.edit'));
    const form = await card.click(edit?.customId ?? '');
    expect(form.fields.map(({ value }) => value).join('')).not.toContain(words);
    await form.submit({ story: 'written anew', weight: '5' });
    const row = await db.violation.findUniqueOrThrow({ where: { id: entryId(person.id) } });
    expect(row).toMatchObject({
      story: 'written anew',
      weight: 5,
      clientLabel: stored,
      nextStep: stored,
      history: stored,
    });
    expect(await db.ownTemplate.count({ where: { id: ownTemplateId(person.id) } })).toBe(1);
  });

  it('are erased as all others', async () => {
    const person = await filled();
    await poison(bot(), LOST[0] ?? '');
    const asked = await person.in(bot().channel).run('/privacy delete');
    const erase = asked.buttons.find(({ customId }) => customId?.includes('privacy.erase'));
    const done = await asked.click(erase?.customId ?? '');
    expect(done.text).not.toContain(incident);
    expect(await bot().database.db.violation.count()).toBe(0);
    expect(await bot().database.db.card.count()).toBe(0);
  });
});
