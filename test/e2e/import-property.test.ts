import type { Person } from '@granica/discord-sandbox/persons';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { openDue } from '../../src/checkins/due.ts';
import { readSettings } from '../../src/communities/settings.ts';
import { readCommunityFile } from '../../src/lifecycle/community-file.ts';
import { dateAt } from '../../src/time/calendar.ts';
import { isHoliday } from '../../src/time/holidays.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { type GivenFile, importFiles } from '../support/import-files.ts';

// Whatever an import takes, every job and every page can read; whatever it does not take, it names.

const NOW = '2026-11-24T08:00:00Z';
/** Later moments at which the planning looks: around holidays, changes of the clocks, leap days, and far away. */
const LOOKS = ['2026-12-25T12:00:00Z', '2027-03-28T01:30:00Z', '2028-02-29T23:59:00Z', '2040-01-01T00:00:00Z'];
const FILES = 30;
const PROBLEMS_NAMED = 10;

const bot = useBot({ clock: testClock(NOW) });
/** Another one for each file: people are slowed down who give very many commands. */
let moderator: Person;
const say = (command: string, options = {}) => moderator.in(bot().channel).run(command, options);

function jsonOf({ settings, template, article }: GivenFile): string {
  return JSON.stringify({ format: 'granica-community', version: 1, settings, article, template });
}

async function expectReadable(): Promise<void> {
  const { db } = bot().database;
  const settings = readSettings(await db.community.findFirstOrThrow());
  expect(settings.scheduleFault).toBeUndefined();
  for (const look of LOOKS) {
    const failures: unknown[] = [];
    // Nothing is sent: the bot's own clock has not come so far.
    const at = Temporal.Instant.from(look);
    await db.community.updateMany({ data: { checkinNextAt: dateAt(at) } });
    const clock = { now: () => at };
    const report = await openDue({ db, clock, isHoliday, onFailure: (error) => failures.push(error) });
    expect(failures).toEqual([]);
    expect(report.aside).toBe(0);
  }
  for (const command of ['/admin health', '/admin checkin podgląd', '/admin audit', '/guide browse'])
    expect((await say(command)).kind).toBe('message');
  const pages = await say('/admin settings');
  for (const { label } of pages.buttons)
    if (label?.startsWith('Zmień')) await (await say('/admin settings')).click(label);
  const [file] = (await say('/admin export')).files;
  const exported = await (await fetch(file?.url ?? '')).text();
  const again = readCommunityFile(exported);
  expect(again).toMatchObject({ ok: true });
  if (again.ok) expect(again.file.settings).toEqual(settings.stored);
}

it('what an import takes can be read by planning and by every page, and what it does not take is named', async () => {
  const { database, checkin, moderators } = bot();
  let [taken, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(importFiles({ channel: checkin.id, role: moderators.id }), async (given) => {
      await database.reset();
      moderator = bot().newModerator();
      const file = { name: 'granica.json', content: jsonOf(given) };
      const shown = await say('/admin import', { file });
      if (given.wrong.length > 0 || !shown.buttons.some(({ label }) => label === 'Wczytaj')) {
        refused += 1;
        expect(shown.text).toContain('Niczego nie wczytano');
        for (const field of given.wrong.slice(0, PROBLEMS_NAMED)) expect(shown.text).toContain(`\`${field}\``);
        // Settings are right: then it was a text, which is named.
        if (given.wrong.length === 0) expect(shown.text).toMatch(/(wzor|artykul)-[12] \((pl|en)\)/u);
        return;
      }
      taken += 1;
      expect((await shown.click('Wczytaj')).text).toContain('Wczytano wszystko z pliku');
      await expectReadable();
    }),
    { numRuns: FILES, endOnFailure: true },
  );
  // Both were seen.
  expect(taken).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});
