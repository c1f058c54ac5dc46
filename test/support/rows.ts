import type { Database } from '../../src/database/database.ts';
import { newId } from '../../src/database/ids.ts';

/** An entry of a log, as a row. */
export const entry = (authorId: string, story = 'a story') => ({
  id: newId(Date.now()),
  authorId,
  kind: 'scope-creep',
  story,
  reaction: 'reminded',
  weight: 3,
  interactionId: newId(Date.now()),
});

/** Texts that break a format which is not careful: quotes, commas, line ends, what JSON and SQL treat specially. */
const awkward = ['„ąę” “x”', `a,b\n"c"\t\\d'e'`, '[1,2]', '{"end":true,"rows":0}', '\u2028 \u{1F9ED}', ' null ', ''];

/** Fills a database with a check-in and 1200 entries of seven authors, some of whose texts are awkward. */
export async function fill({ db }: Database): Promise<void> {
  await db.community.create({ data: { id: '10', locale: 'pl', zone: 'Europe/Warsaw', checkinWeekday: 1 } });
  const { id: checkinId } = await db.checkin.create({
    data: {
      communityId: '10',
      week: new Date('2026-03-02'),
      localDate: new Date('2026-03-02'),
      dueAt: new Date(1),
      latestAt: new Date(1),
      closesAt: new Date(1),
      theme: 'tip-social-media',
      channelId: '11',
      postedAt: new Date(1),
    },
  });
  await db.violation.createMany({
    data: Array.from({ length: 1200 }, (_, index) => ({
      ...entry(String(index % 7), awkward[index % awkward.length]),
      ...(index % 2 === 0 ? { checkinId } : {}),
    })),
  });
}

/** Every row of every table, as PostgreSQL writes it. */
export async function allRows({ withSession }: Database): Promise<Record<string, unknown[]>> {
  return withSession(async (session) => {
    const tables = await session.query(
      `SELECT tablename::text AS "name" FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`,
    );
    const rows: Record<string, unknown[]> = {};
    for (const { name } of tables) {
      const found = await session.query(`SELECT t::text AS "row" FROM "${name}" t ORDER BY 1`);
      rows[String(name)] = found.map(({ row }) => row);
    }
    return rows;
  });
}
