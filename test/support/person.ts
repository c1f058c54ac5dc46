import { writeParts } from '../../src/messages/file-parts.ts';
import { personalDataFrame, readPersonalData } from '../../src/privacy/personal-data.ts';
import type { TestDatabase } from './database.ts';

/** A text that stands in every free text that {@link fillPerson} writes. */
export const planted = (personId: string): string => `planted-${personId}`;

/** Ids (snowflakes) of the rows that {@link fillPerson} writes. */
export const draftId = (personId: string): string => `${personId}1`;
export const contentDraftId = (personId: string): string => `${personId}2`;
export const ownTemplateId = (personId: string): string => `${personId}3`;
export const auditId = (personId: string): string => `01980000-0000-7000-8000-${personId.padStart(12, '0').slice(-12)}`;
/** The community (snowflake) whose content the person wrote; nobody in the tests is there. */
export const FOREIGN_GUILD = '77';

/** The entry (UUID) that {@link fillPerson} writes. */
export const entryId = (personId: string): string => `01980000-0000-7000-8000-${personId.padStart(12, '0').slice(-12)}`;

/** Writes a row about the person into every table that can name one, each with a planted text where it holds any. */
export async function fillPerson({ db, sealer }: Pick<TestDatabase, 'db' | 'sealer'>, personId: string): Promise<void> {
  const text = planted(personId);
  const later = new Date('2100-01-01T00:00:00Z');
  await db.member.create({ data: { id: personId, locale: 'pl', zone: 'Europe/Warsaw' } });
  const id = entryId(personId);
  const violation = { id, authorId: personId, kind: 'other', story: text, clientLabel: text, nextStep: text };
  const history = JSON.stringify([{ at: '2026-01-01T00:00:00Z', was: { story: text } }]);
  await db.violation.create({
    data: sealer.seal('Violation', {
      ...violation,
      history,
      reaction: 'refused',
      weight: 3,
      interactionId: `v${personId}`,
    }),
  });
  const sums = { entries: 1, letPass: 0, addressed: 0, addressedDays: 0, unpaidMinutes: 0, amount: 0 };
  await db.violationTally.create({ data: { authorId: personId, week: later, kind: text, currency: '', ...sums } });
  const values = JSON.stringify({ message: text });
  await db.templateDraft.create({
    data: sealer.seal('TemplateDraft', {
      id: draftId(personId),
      personId,
      tone: 'firm',
      locale: 'pl',
      values,
      expiresAt: later,
    }),
  });
  const memory = JSON.stringify({ recent: [], values: { pl: { signature: text } } });
  await db.templateMemory.create({ data: sealer.seal('TemplateMemory', { personId, values: memory }) });
  await db.ownTemplate.create({
    data: sealer.seal('OwnTemplate', { id: ownTemplateId(personId), personId, locale: 'pl', title: 'Mine', text }),
  });
  const contact = JSON.stringify({ emergency: text });
  const draft = JSON.stringify({ id: `${personId}4`, part: 'scope', values: { included: text } });
  await db.boundarySheet.create({
    data: sealer.seal('BoundarySheet', { personId, contact, draft, draftExpiresAt: later }),
  });
  const where = {
    communityId: FOREIGN_GUILD,
    guildId: FOREIGN_GUILD,
    channelId: '78',
    messageId: `5${personId.slice(1)}`,
  };
  await db.sharedPost.create({ data: { authorId: personId, kind: text, ...where, createdAt: later } });
  await db.articleReading.create({ data: { personId, article: text, page: 1, openedAt: later } });
  const run = { play: `p${personId}`, locale: 'pl', structure: 's', path: '000', end: 'kept', endedAt: later };
  await db.practiceRun.create({ data: { personId, scene: text, ...run } });
  await db.tipSeen.create({ data: { personId, tip: text, seenAt: later } });
  const kept = { kept: 'kept', keptInARow: 1, helped: text };
  const answer = { id, personId, week: later, answeredAt: later, late: false, updatedAt: later, ...kept };
  await db.checkinAnswer.create({ data: sealer.seal('CheckinAnswer', { ...answer, boundary: text }) });
  await db.checkinReminder.create({ data: { personId, communityId: FOREIGN_GUILD } });
  const streak = { week: later, weeks: 5, longest: 7, frozen: [later] };
  await db.checkinStreak.create({ data: { personId, communityId: FOREIGN_GUILD, ...streak } });
  await db.outboxStep.create({ data: { kind: 'k', key: text, personId, nonce: 'n', dueAt: later } });
  const checkin = await db.checkin.create({
    data: {
      community: {
        connectOrCreate: {
          where: { id: FOREIGN_GUILD },
          create: { id: FOREIGN_GUILD, locale: 'pl', zone: 'Europe/Warsaw' },
        },
      },
      week: new Date(Number(personId.slice(-6)) * 86_400_000),
      localDate: later,
      dueAt: later,
      latestAt: later,
      closesAt: later,
      theme: 'tip-social-media',
      channelId: '1',
    },
  });
  const place = { communityId: FOREIGN_GUILD, channelId: '1', createdAt: later, updatedAt: later };
  const card = { id, checkinId: checkin.id, authorId: personId, kind: 'other', reaction: 'refused', state: 'shared' };
  await db.card.create({ data: sealer.seal('Card', { ...card, ...place, story: text, learned: text }) });
  await db.cardPseudonym.create({ data: { checkinId: checkin.id, personId, name: text } });
  await db.cardMeToo.create({ data: { cardId: id, personId } });
  const advice = { id, cardId: id, authorId: personId, state: 'shared', text };
  await db.cardAdvice.create({ data: sealer.seal('CardAdvice', { ...advice, ...place }) });
  await db.adviceRating.create({ data: { adviceId: id, personId } });
  const report = { id, cardId: id, communityId: FOREIGN_GUILD, reporterId: personId, createdAt: later, reason: text };
  await db.cardReport.create({ data: sealer.seal('CardReport', report) });
  await db.cardDecision.create({ data: { cardId: id, decision: 'keep', moderatorId: personId, decidedAt: later } });
  const rating = { id, personId, article: 'a', locale: 'pl', helpful: false, note: text };
  await db.articleRating.create({ data: sealer.seal('ArticleRating', rating) });
  await db.assistantMemberUse.create({ data: { communityId: FOREIGN_GUILD, personId, day: later, tokens: 5 } });
  const notice = {
    personId,
    kind: 'follow-up',
    subject: id,
    locale: 'pl',
    payload: text,
    state: 'waiting',
    dueAt: later,
  };
  await db.notice.create({ data: sealer.seal('Notice', { id, ...notice }) });
  await db.noticeConsent.create({ data: { personId, kind: text, communityId: '', createdAt: later } });
  const content = await db.communityContent.create({
    data: {
      communityId: FOREIGN_GUILD,
      kind: 'article',
      slug: `a-${personId}`,
      locale: 'pl',
      state: 'published',
      version: 1,
    },
  });
  await db.communityContentVersion.create({
    data: { contentId: content.id, number: 1, text, authorId: personId, createdAt: later },
  });
  await db.auditEntry.create({
    data: {
      id: auditId(personId),
      communityId: FOREIGN_GUILD,
      actorId: personId,
      action: 'article.add',
      after: JSON.stringify({ title: text }),
      createdAt: later,
    },
  });
  await db.communityContentDraft.create({
    data: {
      id: contentDraftId(personId),
      communityId: FOREIGN_GUILD,
      authorId: personId,
      kind: 'article',
      locale: 'pl',
      text,
      expiresAt: later,
    },
  });
}

/** Every row of every table as one text, sealed columns as they are stored. */
export async function dumpTables({
  withSession,
  look = withSession,
}: Pick<TestDatabase, 'withSession'> & Partial<Pick<TestDatabase, 'look'>>): Promise<Record<string, string>> {
  return look(async (session) => {
    const tables = await session.query(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' ORDER BY 1`,
    );
    const each = tables.map(({ name }) => `SELECT '${name}' AS name, to_jsonb(t)::text AS row FROM "${name}" t`);
    const rows = await session.query(`${each.join(' UNION ALL ')} ORDER BY 1, 2`);
    const dump = Object.fromEntries(tables.map(({ name }): [string, string] => [String(name), '']));
    for (const { name, row } of rows) dump[String(name)] += `${row}\n`;
    return dump;
  });
}

/** What `/privacy export` hands over, read again. */
export async function exportOf(
  context: Parameters<typeof readPersonalData>[0],
  personId: string,
): Promise<{ readonly tables: Readonly<Record<string, readonly object[]>> }> {
  const frame = personalDataFrame(context.clock, personId);
  const [file] = await writeParts('data.json', frame, readPersonalData(context, personId));
  return JSON.parse(Buffer.from(file?.data ?? []).toString());
}
