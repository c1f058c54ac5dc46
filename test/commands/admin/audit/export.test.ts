import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';
import { WORDS } from '../../../support/words/audit.ts';

const clock = testClock('2026-11-24T08:00:00Z');

describe('/admin audit', () => {
  const bot = useBot({ clock });

  describe.each(['pl', 'en'] as const)('in %s', (locale) => {
    const w = WORDS[locale];
    let moderator: Person;
    const run = (options = {}) => moderator.in(bot().channel).run('/admin audit', options);
    beforeEach(() => {
      clock.set('2026-11-24T08:00:00Z');
      moderator = bot().newModerator(locale);
    });

    async function changeSome() {
      const page = await (await moderator.in(bot().channel).run('/admin settings')).click(w.rules);
      await page.choose(w.sharing, ['off']);
      clock.advance({ hours: 1 });
      await page.choose(w.kept, ['24']);
    }

    it('is exported as CSV and JSON, without a way into a spreadsheet’s formulas', async () => {
      const { guild, database } = bot();
      await changeSome();
      const entry = { communityId: guild.id, actorId: null, createdAt: new Date('2026-11-24T07:00:00Z') };
      const title = '{"title":"=1+1, \\"x\\""}';
      await database.db.auditEntry.create({ data: { ...entry, action: 'article.add', after: title } });
      await database.db.auditEntry.create({
        data: { ...entry, action: 'checkin.post', after: '{"day":"2026-11-20"}' },
      });
      const trail = await run();
      expect(trail.text).toContain(w.newArticle);
      expect(trail.text).toContain(w.final);
      expect(trail.text).toContain(w.old);
      const read = async (label: string) => {
        const [file] = (await trail.click(label)).files;
        return (await fetch(file?.url ?? '')).text();
      };
      const cell = `"{""title"":""=1+1, \\""x\\""""}"`;
      const csv = await read(w.csv);
      expect(csv.split('\r\n')).toHaveLength(6);
      const [here, there] = w.csv === 'Pobierz CSV' ? [';', ','] : [',', ';'];
      expect(csv).toContain([w.deleted, 'article.add', '', cell].join(here));
      // For another spreadsheet than the language lets expect.
      const answer = await trail.click(w.csv);
      const [other] = (await answer.click(answer.buttons[0]?.label ?? '')).files;
      const otherwise = await (await fetch(other?.url ?? '')).text();
      expect(otherwise).toContain([w.deleted, 'article.add', '', cell].join(there));
      const json: unknown = JSON.parse(await read(w.json));
      expect(json).toMatchObject({
        format: 'granica-audit',
        entries: [{ actor: moderator.id, after: { retentionMonths: 24 } }, {}, {}, { actor: null }],
      });
    });
  });
});
