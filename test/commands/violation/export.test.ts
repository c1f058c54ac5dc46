import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';
import { useAuthor } from '../../support/violations.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

describe.each(['pl', 'en'] as const)('/violation export in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const { author, log } = useAuthor(bot, locale);

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
    const [pdf, file] = timeline.files;
    expect(await (await fetch(pdf?.url ?? '')).text()).toMatch(/^%PDF-1\.7/u);
    const markdown = await (await fetch(file?.url ?? '')).text();
    expect(markdown).toContain('Inny "cytat"');
    expect(markdown).not.toContain('HYPERLINK');
    expect(markdown).not.toContain('4/5');
  });
});
