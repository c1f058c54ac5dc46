import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock('2026-11-24T08:00:00Z');
const PEOPLE = ['11', '12', '13', '14', '15', '16'];

describe.each([
  { locale: 'pl' as const, empty: 'za mało danych', three: '3 osoby', few: 'mniej niż trzy osoby', csv: 'Pobierz CSV' },
  {
    locale: 'en' as const,
    empty: 'not enough',
    three: '3 people',
    few: 'fewer than three people',
    csv: 'Download CSV',
  },
])('/admin insights ($locale)', ({ locale, empty, three, few, csv }) => {
  const bot = useBot({ locale, clock });
  const run = () => bot().moderator.in(bot().channel).run('/admin insights');
  beforeEach(async () => {
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
        data: { personId, article, locale, communityId: guild.id, helpful: index < yes },
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
    await database.db.templateUse.create({
      data: { communityId: guild.id, template: 'extra-fee', week: '2026-W45', count: 5 },
    });
    await database.db.templateUse.create({
      data: { communityId: guild.id, template: 'voicemail', week: '2026-W45', count: 2 },
    });
    await rate('tip-official-channels', 3, 3);
    await rate('tip-social-media', 4, 1); // that one did not find it helpful is not told
    const answer = await run();
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(`2026-11-02: ${three}`);
    expect(answer.text).toContain(`2026-11-09: ${few}`);
    expect(answer.text).not.toContain('2026-11-16');
    expect(answer.text).toMatch(/(Rozrastający się zakres|Scope creep|zakres).*: 4/i);
    expect(answer.text).not.toContain('voicemail');
    expect(answer.text).toMatch(/6 (ocen, z tego pomaga 3|ratings, it helped 3)/);
    expect(answer.text).toMatch(/5 (ocen|ratings)$/m);
    const [picture] = answer.files;
    expect(picture?.name).toBe('insights.png');
    const [table] = (await answer.click(csv)).files;
    const text = await (await fetch(table?.url ?? '')).text();
    expect(text.split('\r\n').slice(1)).toEqual([
      'participation,2026-11-02,,3,',
      'participation,2026-11-09,,,',
      'kind,2026-11-02,scope-creep,4,',
      'template,,extra-fee,,5',
      'article,,tip-official-channels,6,3',
      'article,,tip-social-media,5,',
      '',
    ]);
  });

  it('leaves out whoever does not want to be counted, and other communities', async () => {
    const { database } = bot();
    await database.db.member.create({ data: { id: '13', uncounted: true } });
    await checkin('2026-11-02', ['11', '12', '13']);
    await rate('tip-official-channels', 3, 0);
    await database.db.articleRating.updateMany({ where: { personId: '12' }, data: { communityId: '99' } });
    const answer = await run();
    expect(answer.text).toContain(`2026-11-02: ${few}`);
    expect(answer.text).not.toMatch(/(ocen|rating)/);
  });
});
