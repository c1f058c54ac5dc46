import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';
import { WORDS } from '../../../support/words/audit.ts';

const clock = testClock('2026-11-24T08:00:00Z');

describe('/admin audit', () => {
  const bot = useBot({ clock });

  describe.each(['pl', 'en'] as const)('takes back in %s', (locale) => {
    const w = WORDS[locale];
    const text = (title: string, body: string) => `---\ntitle: ${title}\nsummary: S\nkeywords: []\n---\n\n${body}\n`;
    let moderator: Person;
    let at: ReturnType<Person['in']>;
    beforeEach(async () => {
      clock.set('2026-11-24T08:00:00Z');
      moderator = bot().newModerator(locale);
      at = moderator.in(bot().channel);
      const schedule = { checkinWeekday: 5, checkinTime: '10:00', checkinChannelId: bot().checkin.id };
      const zone = 'Europe/Warsaw';
      await bot().database.db.community.create({ data: { id: bot().guild.id, locale: 'pl', zone, ...schedule } });
    });
    /** Undoes the newest change; each change has a moment of its own. */
    const undoLast = async () => {
      clock.advance({ minutes: 1 });
      return (await at.run('/admin audit')).click(w.undo);
    };
    const pieces = async () => {
      const rows = await bot().database.db.communityContent.findMany({
        orderBy: { slug: 'asc' },
        include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
      });
      return rows.map(({ state, versions: [newest] }) => [state, newest?.text.trim().split('\n').at(-1)]);
    };
    const template = (slug: string, body: string) => ({
      slug,
      locale: 'pl',
      state: 'published',
      text: text(slug === 'zaliczka' ? 'Zaliczka' : 'Inny', body),
    });
    const load = async (...items: object[]) => {
      const whole = { format: 'granica-community', version: 1, settings: {}, article: [], template: items };
      const file = { name: 'granica.json', content: JSON.stringify(whole) };
      clock.advance({ minutes: 1 });
      const preview = await at.run('/admin import', { file });
      await preview.click(preview.buttons[0]?.label ?? '');
    };

    it('an import, whole, and what was removed', async () => {
      await load(template('zaliczka', 'pierwsza'));
      await load(template('zaliczka', 'druga'), template('inny', 'nowy'));
      expect((await undoLast()).text).toContain(w.undone);
      expect(await pieces()).toEqual([
        ['removed', 'nowy'],
        ['published', 'pierwsza'],
      ]);
      // Taking back is a change, and is taken back like any other.
      expect((await undoLast()).text).toContain(w.undone);
      expect(await pieces()).toEqual([
        ['published', 'nowy'],
        ['published', 'druga'],
      ]);
      const asked = await at.run('/admin template remove', { template: 'Zaliczka' });
      clock.advance({ minutes: 1 });
      await asked.click(asked.buttons[0]?.label ?? '');
      await undoLast();
      expect((await pieces())[1]).toEqual(['published', 'druga']);
    });

    it('a text that somebody changed since only after asking', async () => {
      await load(template('zaliczka', 'pierwsza'));
      await load(template('zaliczka', 'druga'));
      const trail = await at.run('/admin audit');
      await load(template('zaliczka', 'trzecia'));
      const told = await trail.click(w.undo);
      expect(told.text).toContain(w.newer);
      expect((await pieces())[0]).toEqual(['published', 'trzecia']);
      expect((await told.click(w.keep)).text).toContain(w.nothingChanges);
      // Meanwhile somebody is faster once more: they are asked again.
      const again = await trail.click(w.undo);
      await load(template('zaliczka', 'czwarta'));
      const last = await again.click(w.anyway);
      expect(last.text).toContain(w.newer);
      expect((await last.click(w.anyway)).text).toContain(w.undone);
      expect((await pieces())[0]).toEqual(['published', 'pierwsza']);
      expect((await trail.click(w.undo)).text).toContain(w.same);
    });

    it('that an article of the guide was hidden or put back', async () => {
      const { content, member, channel } = bot();
      const [slug = ''] = content.guides.pl.articles.keys();
      const title = content.guides.pl.articles.get(slug)?.title ?? '';
      const read = async () => (await member.in(channel).run('/guide read', { article: slug })).text;
      await at.run('/admin guide hide', { article: slug });
      expect(await read()).not.toContain(`# ${title}`);
      await undoLast();
      expect(await read()).toContain(`# ${title}`);
      await undoLast();
      expect(await read()).not.toContain(`# ${title}`);
    });

    it('that a week was left out, and that check-ins were paused', async () => {
      const { database } = bot();
      await at.run('/admin checkin skip', { week: '2026-12-04' });
      await undoLast();
      expect(await database.db.checkinSkip.count()).toBe(0);
      await undoLast();
      expect(await database.db.checkinSkip.count()).toBe(1);
      clock.set('2026-12-15T08:00:00Z');
      expect((await undoLast()).text).toContain(w.gone); // the week is over

      const paused = async () => (await database.db.community.findFirstOrThrow()).checkinPausedUntil;
      clock.set('2026-12-16T08:00:00Z');
      await at.run('/admin checkin pause', { until: '2026-12-24' });
      expect((await undoLast()).text).toContain(w.undone);
      expect(await paused()).toBeNull();
      await at.run('/admin checkin pause', { until: '2026-12-24' });
      const trail = await at.run('/admin audit');
      clock.advance({ minutes: 1 });
      await at.run('/admin checkin pause', { until: '2027-01-01' });
      const told = await trail.click(w.undo);
      expect(told.text).toContain(w.pausedNow);
      expect(await paused()).toEqual(new Date('2027-01-01'));
      expect((await told.click(w.anyway)).text).toContain(w.undone);
      expect(await paused()).toBeNull();
      await undoLast();
      expect(await paused()).toEqual(new Date('2027-01-01'));
    });

    it('that a pseudonym was blocked, and says when nobody knows any more whose it was', async () => {
      const { database, member, guild } = bot();
      const day = new Date('2026-11-20');
      const times = { week: day, localDate: day, dueAt: day, latestAt: day, closesAt: day };
      const { id } = await database.db.checkin.create({
        data: { communityId: guild.id, channelId: '1', theme: 'x', ...times },
      });
      const borne = { checkinId: id, personId: member.id, name: 'Cicha Sowa' };
      await database.db.cardPseudonym.create({ data: borne });
      await at.run('/admin moderate block', { pseudonym: '2026-11-20 Cicha Sowa' });
      const blocks = () => database.db.anonymousBlock.count();
      expect(await blocks()).toBe(1);
      await undoLast();
      expect(await blocks()).toBe(0);
      await undoLast();
      expect(await blocks()).toBe(1);
      await undoLast();
      await database.db.cardPseudonym.deleteMany();
      expect((await undoLast()).text).toContain(w.gone);
      expect(await blocks()).toBe(0);
    });
  });
});
