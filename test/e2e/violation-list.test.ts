import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { dumpTables } from '../support/person.ts';
import { useAuthor } from '../support/violations.ts';
import { WORDS } from './words/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('the log as a whole in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);

  it('saves and lists', async () => {
    const saved = await log({ reaction: 'reminded' });
    expect(saved.text).toContain(words.onlyYou);
    const list = await author().in(bot().channel).run('/violation list');
    expect(list.text).toContain(words.one);
    expect(list.text).toContain(words.reminded);
  });

  it('filters by kind, state, period and client, over pages', async () => {
    const { channel } = bot();
    for (let number = 1; number <= 7; number += 1) {
      await log({ story: `Wpis numer ${number}` });
      clock.advance({ minutes: 1 });
    }
    await log({ kind: 'other', client: 'Kawiarnia', story: 'Inny wpis', reaction: 'refused' });
    const byOption = await author().in(channel).run('/violation list', { client: 'piekarnia', state: 'open' });
    expect(byOption.text).not.toContain('Inny wpis');
    expect(byOption.text).toContain(': 7');
    const all = await author().in(channel).run('/violation list');
    const select = (index: number) => all.selects[index]?.customId ?? '';
    expect(
      all.selects[3]?.options
        .map(({ label }) => label)
        .slice(1)
        .sort(),
    ).toEqual(['Kawiarnia', 'Piekarnia']);
    const one = await all.choose(select(3), ['Piekarnia']);
    expect(one.text).toContain(': 7');
    expect(one.text).toContain('Wpis numer 7');
    await all.click(words.next);
    expect(all.text).toContain('Wpis numer 1');
    expect(all.text).not.toContain('Inny wpis');
    // The filters add up.
    await all.choose(select(0), ['other']);
    expect(all.text).not.toContain('Wpis numer');
    await all.choose(select(3), ['any']);
    expect(all.text).toContain('Inny wpis');
    await all.choose(select(1), ['resolved']);
    expect(all.text).not.toContain('Inny wpis');
    clock.advance({ days: 40 });
    const recent = await author().in(channel).run('/violation list', { period: 'month' });
    expect(recent.text).not.toContain('Wpis numer');
  });

  it('shows insights as a picture and as the same text', async () => {
    const { channel } = bot();
    await log();
    await log({ kind: 'other', reaction: 'refused' });
    const shown = await author().in(channel).run('/violation insights');
    expect(shown.text.replaceAll('\u00a0', '')).toContain(words.share.replaceAll('\u00a0', ''));
    const [file] = shown.files;
    const png = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(shown.raw.attachments[0]?.description).toContain(words.shareAlt);
    expect(shown.ephemeral).toBe(true);
  });

  it('exports everything, and a timeline of one client without what is private', async () => {
    const { channel } = bot();
    await log({ story: '=HYPERLINK("http://evil")' });
    await log({ client: 'Kawiarnia', story: 'Inny "cytat",\nw dwóch wierszach' });
    const exported = await author().in(channel).run('/violation export');
    const [csv, json] = await Promise.all(exported.files.map(async ({ url }) => (await fetch(url)).text()));
    // `text()` takes a byte order mark away.
    const raw = Buffer.from(await (await fetch(exported.files[0]?.url ?? '')).arrayBuffer());
    expect(raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(csv).toContain('"Inny ""cytat"",\nw dwóch wierszach"');
    expect(JSON.parse(json ?? '').entries).toHaveLength(2);
    const timeline = await exported.choose(exported.selects[0]?.customId ?? '', ['Kawiarnia']);
    const markdown = await (await fetch(timeline.files[0]?.url ?? '')).text();
    expect(markdown).toContain('Inny "cytat"');
    expect(markdown).not.toContain('HYPERLINK');
    expect(markdown).not.toContain('4/5');
  });

  it('is nobody else’s, in another guild either', async () => {
    const { sandbox, other, channel } = bot();
    const saved = await log();
    const away = sandbox.addGuild({ name: 'Inna', locale });
    const there = away.addChannel({ name: 'ogolny' });
    away.join(other);
    away.join(author());
    const before = await dumpTables(bot().database);
    for (const seat of [other.in(channel), other.in(there)]) {
      for (const name of ['/violation list', '/violation insights', '/violation export']) {
        const answer = await seat.run(name);
        expect(answer.text).not.toContain('Faktura');
        expect(answer.files).toEqual([]);
      }
    }
    expect(await dumpTables(bot().database)).toEqual(before);
    // The author sees it wherever they are.
    expect((await author().in(there).run('/violation list')).text).toContain('Faktura');
    expect(saved.ephemeral).toBe(true);
  });

  it('is left out of the community’s numbers by a switch', async () => {
    const { channel, database } = bot();
    const shown = await author().in(channel).run('/privacy show');
    await bot()
      .app.stopSteps.find(({ name }) => name === 'interactions')
      ?.stop();
    const last = shown.followUps.at(-1) ?? shown;
    await last.click(words.notCounted);
    expect(await database.db.member.findUniqueOrThrow({ where: { id: author().id } })).toMatchObject({
      uncounted: true,
    });
  });
});
