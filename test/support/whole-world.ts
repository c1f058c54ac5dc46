import type { Sandbox } from '@granica/discord-sandbox';
import type { Channel, Guild, Person } from '@granica/discord-sandbox/persons';
import { changeSettings, findSettings, markOf } from '../../src/communities/settings.ts';
import type { Database } from '../../src/database/database.ts';
import type { SqlSession } from '../../src/database/sql-session.ts';
import { systemClock } from '../../src/time/clock.ts';
import { file, read, VALUES } from './articles.ts';
import { typedFile } from './community-scene.ts';
import { dumpTables, FOREIGN_GUILD, fillPerson } from './person.ts';

/** A community in which a check-in is open, and everything that a member can have. */
export interface World {
  readonly checkinId: string;
  /** An article, a template and a scene of moderators, and drafts of others. */
  readonly contentId: string;
  readonly templateId: string;
  readonly sceneId: string;
  readonly articleDraftId: string;
  readonly templateDraftId: string;
  readonly sceneDraftId: string;
  /** A search without an answer. */
  readonly gapId: string;
  /** A change of settings in the audit trail. */
  readonly auditId: string;
  /** Where the check-in is not, and a role that moderators have not. */
  readonly channelId: string;
  readonly roleId: string;
  /** The mark of settings as they are. */
  readonly mark: (fields: readonly string[]) => string;
}

export interface WorldParts {
  readonly database: Database;
  readonly sandbox: Sandbox;
  readonly guild: Guild;
  readonly thread: { readonly id: string };
  readonly checkin: Channel;
  readonly member: Person;
  readonly moderator: Person;
}

const TEMPLATE = {
  title: 'Zaliczka',
  summary: 'Prośba',
  keywords: 'zadatek',
  text: '{{greeting}}\n\nproszę o zaliczkę.',
};

/**
 * Fills a community, whose check-in was posted, with a row of every kind about a member: an entry, a shared card with advice, drafts,
 * notices; and with what moderators published, and have begun.
 */
export async function fillWorld({ database, sandbox, guild, thread, checkin, ...persons }: WorldParts): Promise<World> {
  const { member, moderator } = persons;
  const { db } = database;
  const { id: checkinId } = await db.checkin.findFirstOrThrow({ where: { communityId: guild.id } });
  await fillPerson(database, member.id);
  await db.communityContent.deleteMany();
  await db.communityContentDraft.deleteMany();
  await db.templateDraft.updateMany({ data: { template: 'extra-fee', values: '{}' } });
  await db.card.updateMany({ data: { checkinId, channelId: thread.id, appearsAt: new Date('2026-11-27T09:00:00Z') } });
  await db.cardAdvice.updateMany({ data: { channelId: thread.id } });
  await db.cardPseudonym.updateMany({ data: { checkinId } });
  await db.violation.updateMany({ data: { communityId: guild.id, checkinId } });
  await db.outboxStep.deleteMany({ where: { kind: 'k' } });
  await db.checkin.deleteMany({ where: { communityId: FOREIGN_GUILD } });
  await db.community.deleteMany({ where: { id: FOREIGN_GUILD } });
  await database.withSession(async (session) => {
    for (const table of await tablesOf(session, "column_name = 'communityId'"))
      await session.query(
        `UPDATE "${table}" SET "communityId" = '${guild.id}' WHERE "communityId" = '${FOREIGN_GUILD}'`,
      );
  });
  const [channel, role] = [guild.addChannel({ name: 'inny' }), guild.addRole({ name: 'Inna' })];
  await sandbox.heard();
  const run = (command: string, options = {}) => moderator.in(checkin).run(command, options);
  await (await (await run('/admin poradnik dodaj')).submit(VALUES)).click('Opublikuj');
  await (await (await run('/admin szablon dodaj')).submit(TEMPLATE)).click('Zapisz dla społeczności');
  await (await run('/admin poradnik dodaj')).submit({ ...VALUES, title: 'Lunety' });
  await (await run('/admin szablon dodaj')).submit({ ...TEMPLATE, title: 'Rata' });
  const scene = (name: string) => read(run('/admin scena dodaj', { plik: file(typedFile('pl'), `${name}.md`) }));
  await (await scene('logo')).click('Opublikuj');
  await scene('baner');
  await member.in(checkin).run('/poradnik szukaj', { pytanie: 'xyzzy' });
  const settings = (await findSettings(db, guild.id))?.stored;
  if (!settings) throw new Error('The community has no settings');
  await changeSettings(
    { db, clock: systemClock },
    { id: guild.id, locale: 'pl' },
    { moderatorChannelId: checkin.id },
    { actorId: moderator.id, seen: { fields: [], mark: markOf(settings, []) } },
  );
  const contentOf = async (kind: string) => (await db.communityContent.findFirstOrThrow({ where: { kind } })).id;
  const newest = { orderBy: { expiresAt: 'desc' } } as const;
  const draftOf = async (kind: string) =>
    (await db.communityContentDraft.findFirstOrThrow({ where: { kind, contentId: null }, ...newest })).id;
  const changed = await db.auditEntry.findFirstOrThrow({ where: { action: { startsWith: 'settings' } } });
  return {
    checkinId,
    contentId: await contentOf('article'),
    templateId: await contentOf('template'),
    sceneId: await contentOf('scene'),
    articleDraftId: await draftOf('article'),
    templateDraftId: await draftOf('template'),
    sceneDraftId: await draftOf('scene'),
    gapId: (await db.searchGap.findFirstOrThrow()).id,
    auditId: changed.id,
    channelId: channel.id,
    roleId: role.id,
    mark: (fields) => markOf(settings, fields as never),
  };
}

/** Goes back to the rows that a database had, and tells what is in it. */
export interface Rows {
  /** Every row of every table, as in {@link dumpTables}. */
  dump(): Promise<Record<string, string>>;
  /** Puts back the tables that differ from what they were. */
  goBack(dumped: Readonly<Record<string, string>>): Promise<void>;
  readonly before: Readonly<Record<string, string>>;
}

/** Keeps all rows of a database as they are now. */
export async function keepRows(session: SqlSession): Promise<Rows> {
  const dump = () => dumpTables({ withSession: (work) => work(session) });
  const { tables, below } = await inOrder(session);
  await session.exec(`CREATE SCHEMA kept; ${tables.map((t) => `CREATE TABLE kept."${t}" AS TABLE "${t}"`).join(';')}`);
  const before = await dump();
  return {
    before,
    dump,
    async goBack(dumped) {
      const changed = below(tables.filter((table) => dumped[table] !== before[table]));
      const gone = changed.toReversed().map((table) => `DELETE FROM "${table}"`);
      const back = changed.map((table) => `INSERT INTO "${table}" SELECT * FROM kept."${table}"`);
      await session.exec(['BEGIN', ...gone, ...back, 'COMMIT'].join(';'));
    },
  };
}

/** The tables, each after those that it refers to; and, of some of them, these and all that refer to them. */
async function inOrder(session: SqlSession) {
  const found = await session.query(
    `SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint WHERE contype = 'f'`,
  );
  const bare = (name: unknown) => String(name).replaceAll('"', '');
  const references = found.map(({ from, to }) => ({ from: bare(from), to: bare(to) }));
  const tables: string[] = [];
  for (let left = await tablesOf(session, 'true'); left.length > 0; ) {
    const free = left.filter((table) =>
      references.every(({ from, to }) => from !== table || to === table || !left.includes(to)),
    );
    tables.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  const below = (some: readonly string[]): string[] => {
    const all = new Set(some);
    for (const table of tables) if (references.some(({ from, to }) => from === table && all.has(to))) all.add(table);
    return tables.filter((table) => all.has(table));
  };
  return { tables, below };
}

async function tablesOf(session: SqlSession, where: string): Promise<string[]> {
  const rows = await session.query(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name <> '_prisma_migrations' AND ${where} ORDER BY 1`,
  );
  return rows.map(({ name }) => String(name));
}
