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

    it('shows who changed what from what to what, and takes it back', async () => {
      const { database } = bot();
      await changeSome();
      const trail = await run();
      expect(trail.text).toContain(`**${w.settingsChanged}** · <@${moderator.id}> · <t:`);
      expect(trail.text).toContain(w.toOff);
      expect(trail.text).toContain(w.longer);
      expect(trail.buttons.filter(({ label }) => label === w.undo)).toHaveLength(2);
      expect((await trail.click(w.undo)).text).toContain(w.undone);
      expect((await database.db.community.findFirstOrThrow()).retentionMonths).toBe(12);
      expect((await trail.click(w.undo)).text).toContain(w.same);
      const after = await run();
      expect(after.text).toContain(w.shorter);
      expect(after.text).toContain(w.asBefore);
      expect(after.buttons.filter(({ label }) => label === w.undo)).toHaveLength(2);
    });

    it('is filtered by kind, person and period, and turns pages', async () => {
      const { member, guild, database } = bot();
      await changeSome();
      const entry = { communityId: guild.id, actorId: member.id, action: 'template.add', after: '{"title":"*Nowy*"}' };
      for (let day = 1; day <= 9; day += 1)
        await database.db.auditEntry.create({ data: { ...entry, createdAt: new Date(`2026-10-0${day}T08:00:00Z`) } });
      const trail = await run();
      expect((await trail.click(w.next)).text).toContain('\\*Nowy\\*');
      const filtered = await trail.choose(w.kind, [w.templates]);
      expect(filtered.text).not.toContain(w.settingsChanged);
      expect((await filtered.choose(w.period, [w.month])).text).toContain(w.nothing);
      const mine = await run({ [locale === 'pl' ? 'osoba' : 'person']: member });
      expect(mine.text).toContain(`${w.of} <@${member.id}>`);
      expect(mine.text).not.toContain(w.settingsChanged);
      const names = locale === 'pl' ? ['rodzaj', 'okres'] : ['action', 'period'];
      const short = await run({ [names[0] ?? '']: w.settings, [names[1] ?? '']: w.week });
      expect(short.text.match(new RegExp(w.settingsChanged, 'g'))).toHaveLength(2);
    });
  });
});
