import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { useAuthor } from '../../support/violations.ts';
import { WORDS } from '../../support/words/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('/violation insights in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const { author, log } = useAuthor(bot, locale);

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

  it('shows the history with one client: times, kinds, cost, last, what was tried and how it ended', async () => {
    const { channel, database } = bot();
    await log({ reaction: 'reminded' });
    await database.db.violation.updateMany({ data: { state: 'resolved', outcome: 'paid' } });
    await log({ client: ' piekarnia', reaction: 'reminded' });
    await log();
    await log({ client: 'Kawiarnia', kind: 'disrespect' });
    await database.db.violation.updateMany({ where: { state: 'open' }, data: { amount: 350, currency: 'PLN' } });
    const shown = await author().in(channel).run('/violation insights', { client: 'piekarnia' });
    for (const said of [words.clientTitle, words.lastTime, words.triedAndPaid, words.stillOpen])
      expect(shown.text).toContain(said);
    expect(shown.text).toContain('350');
    expect(shown.text).not.toContain(words.disrespectKind);
    expect(shown.raw.attachments[0]?.description).toContain(words.triedAndPaid);
    expect(shown.ephemeral).toBe(true);
    const list = await shown.click(words.entriesOf);
    expect(list.text).toContain(words.found);
    expect(list.text).not.toContain('Kawiarnia');
    const timeline = await shown.click(words.timeline);
    expect(timeline.files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/\.pdf$/),
      expect.stringMatching(/\.md$/),
    ]);
    const other = await shown.choose(shown.selects[0]?.customId ?? '', ['Kawiarnia']);
    expect(other.text).toContain('Kawiarnia');
    expect(other.text).toContain(words.disrespectKind);
  });

  it('leads to a client’s history from the insights, and says where there is none', async () => {
    const { channel } = bot();
    await log();
    const all = await author().in(channel).run('/violation insights');
    expect((await all.choose(all.selects[0]?.customId ?? '', ['Piekarnia'])).text).toContain(words.clientTitle);
    expect((await author().in(channel).run('/violation insights', { client: 'Nikt' })).text).toContain(words.noClient);
  });

  it('lists the clients written about last, and leads to all of them', async () => {
    const { channel, database } = bot();
    await log({ client: 'Najstarszy' });
    const row = { authorId: author().id, kind: 'other', reaction: 'refused', story: 'Coś.' };
    const data = Array.from({ length: 30 }, (_, number) => ({
      ...row,
      clientLabel: `Klient ${number}`,
      interactionId: `many ${number}`,
      createdAt: new Date(Date.parse(MONDAY) + 1000 * (number + 1)),
    }));
    await database.db.violation.createMany({ data });
    const shown = await author().in(channel).run('/violation insights');
    const [select] = shown.selects;
    const labels = select?.options.map(({ label }) => label) ?? [];
    expect(labels.slice(0, 2)).toEqual(['Klient 29', 'Klient 28']);
    expect(labels.at(-1)).toBe(words.allClients);
    const all = await shown.choose(select?.customId ?? '', [words.allClients]);
    const more = all.selects[0]?.options.at(-1)?.label ?? '';
    const rest = await all.choose(all.selects[0]?.customId ?? '', [more]);
    expect(rest.selects[0]?.options.map(({ label }) => label)).toContain('Najstarszy');
  });
});
