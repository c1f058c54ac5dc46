import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';

const clock = testClock('2026-11-24T08:00:00Z');
const PEOPLE = ['11', '12', '13', '14', '15', '16'];

describe.each([
  {
    locale: 'pl' as const,
    empty: 'za mało danych',
    three: '3 osoby',
    few: 'mniej niż trzy osoby',
    csv: 'Pobierz CSV',
    uncount: 'Nie licz mnie',
    asked: 'pytają 3 osoby',
    gaps: 'Wszystkie pytania bez odpowiedzi',
    gapsTitle: 'Czego brakuje w poradniku',
  },
  {
    locale: 'en' as const,
    empty: 'isn’t enough',
    three: '3 people',
    few: 'fewer than three people',
    csv: 'Download CSV',
    uncount: 'Do not count me',
    asked: 'asked by 3 people',
    gaps: 'All unanswered questions',
    gapsTitle: 'What the guide lacks',
  },
])('/admin insights ($locale)', ({ locale, empty, three, few, csv, uncount, asked, gaps, gapsTitle }) => {
  /** The table as it is with commas: Polish spreadsheets are given semicolons. */
  const cells = async (url: string | undefined) => {
    const text = await (await fetch(url ?? '')).text();
    return locale === 'pl' ? text.replaceAll(';', ',') : text;
  };
  const bot = useBot({ locale, clock });
  const day = (number: number) => (locale === 'pl' ? `${number} listopada 2026` : `${number} November 2026`);
  const run = () => bot().moderator.in(bot().channel).run('/admin insights');
  beforeEach(async () => {
    clock.set('2026-11-24T08:00:00Z');
    const { database, guild } = bot();
    await database.db.community.create({ data: { id: guild.id, locale, zone: 'Europe/Warsaw' } });
  });

  async function checkin(week: string, answered: readonly string[], state = 'closed') {
    const { database, guild } = bot();
    const at = new Date(week);
    const { id } = await database.db.checkin.create({
      data: {
        communityId: guild.id,
        week: at,
        localDate: at,
        state,
        dueAt: at,
        latestAt: at,
        closesAt: at,
        theme: 'x',
        channelId: '1',
      },
    });
    for (const personId of answered)
      await database.db.checkinAnswer.create({
        data: { personId, communityId: guild.id, checkinId: id, week: at, answeredAt: at, late: personId === '16' },
      });
  }

  async function rate(article: string, yes: number, no: number) {
    const { database, guild } = bot();
    for (const [index, personId] of PEOPLE.slice(0, yes + no).entries())
      await database.db.articleRating.create({
        data: {
          personId,
          article,
          locale,
          communityId: guild.id,
          helpful: index < yes,
          updatedAt: new Date('2026-11-20'),
        },
      });
  }

  it('says that there is not enough, rather than a number about one or two people', async () => {
    await rate('tip-official-channels', 1, 1);
    const answer = await run();
    expect(answer.text).toContain(empty);
    expect(answer.files).toEqual([]);
  });

  it('shows participation of closed check-ins, kinds by week as a picture, templates and ratings', async () => {
    const { database, guild } = bot();
    await checkin('2026-11-02', ['11', '12', '13', '16']); // the fourth was late
    await checkin('2026-11-09', ['11', '12']);
    await checkin('2026-11-16', PEOPLE, 'posted'); // still open
    await database.db.communityWeek.create({
      data: {
        communityId: guild.id,
        week: new Date('2026-11-02'),
        kinds: { 'scope-creep': { people: 4 } },
        closedAt: new Date('2026-11-16'),
      },
    });
    const used = { communityId: guild.id, what: 'template', part: 'extra-fee' };
    for (const [week, people] of [
      ['2026-11-09', 5],
      ['2026-11-16', 3],
      ['2026-08-24', 9], // more than twelve weeks ago
    ] as const)
      await database.db.usageWeek.create({ data: { ...used, week: new Date(week), people } });
    await rate('tip-official-channels', 3, 3);
    await rate('tip-social-media', 4, 1); // that one did not find it helpful is not told
    const answer = await run();
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(`${day(2)}: ${three}`);
    expect(answer.text).toContain(`${day(9)}: ${few}`);
    expect(answer.text).not.toContain(day(16));
    expect(answer.text).toMatch(/(Rozrastający się zakres|Scope creep|zakres).*: 4/i);
    expect(answer.text).toMatch(/pomógł 3 z 6 osób|helpful for 3 of 6/);
    expect(answer.text).toMatch(/5 (ocen|ratings)$/m);
    const [picture] = answer.files;
    expect(picture?.name).toBe('insights.png');
    const [table] = (await answer.click(csv)).files;
    const text = await cells(table?.url);
    expect(text.split('\r\n').slice(1)).toEqual([
      'participation,2026-11-02,,3,',
      'participation,2026-11-09,,,',
      'kind,2026-11-02,scope-creep,4,',
      'template,,extra-fee,8,',
      'article,,tip-official-channels,6,3',
      'article,,tip-social-media,5,',
      '',
    ]);
  });

  it('tells what was read most once the week is over, and then nobody’s reading is kept', async () => {
    const { moderator, member, other, channel, database, app, content, guild, sandbox } = bot();
    const fourth = sandbox.addPerson({ name: 'Celina', locale });
    guild.join(fourth);
    const articles = [...content.guides[locale].articles.values()];
    const article = articles.find(({ sections }) => sections.length > 0);
    const [section] = article?.sections ?? [];
    const part = `${article?.slug}#${section?.id}`;
    const read = (person: typeof member, what: string) => person.in(channel).run('/guide read', { article: what });
    for (const person of [moderator, member, other]) await read(person, part);
    await read(member, part); // again: still one person
    // Of another article three people would be told, but one of them does not want to be counted.
    const second = articles.find((one) => one !== article)?.slug ?? '';
    for (const person of [moderator, member, fourth]) await read(person, second);
    const privacy = await fourth.in(channel).run('/privacy show');
    await app.stopSteps.find(({ name }) => name === 'interactions')?.stop();
    await (privacy.followUps.at(-1) ?? privacy).click(uncount);
    await read(fourth, second);
    const rows = await database.db.usage.findMany();
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map(({ personHash }) => personHash)).size).toBe(5);
    expect(JSON.stringify(rows)).not.toContain(member.id);

    await app.runJob('community-weeks');
    expect((await run()).text).toContain(empty);
    clock.advance({ days: 7 });
    await app.runJob('community-weeks');
    const answer = await run();
    expect(answer.text).toContain(`${article?.title} › ${section?.heading}: 3`);
    expect(await database.db.usageWeek.findMany()).toMatchObject([{ what: 'read', part, people: 3 }]);
    expect(await database.db.usage.count()).toBe(0);
    const [table] = (await answer.click(csv)).files;
    expect(await cells(table?.url)).toContain(`read,,${part},3,`);
  });

  it('names what three people asked in vain, and leads to all of it', async () => {
    const { moderator, member, other, channel } = bot();
    for (const person of [moderator, member, other])
      await person.in(channel).run('/guide search', { query: 'xyzzyqq' });
    const answer = await run();
    expect(answer.text).toContain(`xyzzyqq: ${asked}`);
    const [table] = (await answer.click(csv)).files;
    expect(await cells(table?.url)).toContain('gap,,xyzzyqq,3,3');
    const all = await answer.click(gaps);
    expect(all.ephemeral).toBe(true);
    expect(all.text).toContain(gapsTitle);
  });

  it('leaves out whoever does not want to be counted, and other communities', async () => {
    const { database } = bot();
    await database.db.member.create({ data: { id: '13', uncounted: true } });
    await checkin('2026-11-02', ['11', '12', '13']);
    await rate('tip-official-channels', 3, 0);
    await database.db.articleRating.updateMany({ where: { personId: '12' }, data: { communityId: '99' } });
    const answer = await run();
    expect(answer.text).toContain(`${day(2)}: ${few}`);
    expect(answer.text).not.toMatch(/(ocen|rating)/);
  });
});
