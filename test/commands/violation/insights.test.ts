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
});
