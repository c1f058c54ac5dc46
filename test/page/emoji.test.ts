import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { axeFindings } from './axe.ts';
import { last, SKIPPED, useBrowser, WIDTHS, withoutChromium } from './browser.ts';

/** A message as any bot may send it. */
const MESSAGE = {
  content: 'Brawo 🎉, kod: `🎉`. Rodzina 👨‍👩‍👧',
  components: [
    {
      type: 1,
      components: [
        { type: 2, style: 1, custom_id: 'a', label: 'Koniec 🏁', emoji: { name: '✅' } },
        { type: 2, style: 2, custom_id: 'b', label: 'Własne', emoji: { id: '123456789012345678', name: 'party_cat' } },
      ],
    },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'c',
          placeholder: 'Wybierz napój',
          options: [{ label: 'Kawa', value: 'coffee', emoji: { name: '☕' }, description: 'Bez cukru 🚫' }],
        },
      ],
    },
  ],
};

describe.skipIf(withoutChromium)(`emoji on the page${SKIPPED}`, { timeout: 120_000 }, () => {
  const bot = useBot();
  const open = useBrowser();

  /** Calls Discord's API as the bot does. */
  async function call(method: string, path: string, body?: object): Promise<{ id: string }> {
    const { apiUrl, token } = bot().sandbox;
    const response = await fetch(`${apiUrl}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${token}`,
        'user-agent': 'DiscordBot (https://example.com, 1)',
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.ok).toBe(true);
    return response.status === 204 ? { id: '' } : ((await response.json()) as { id: string });
  }

  /** The emoji that are drawn there, each by the character that its place still holds. */
  async function drawnIn(place: Locator): Promise<string[]> {
    await place.scrollIntoViewIfNeeded();
    const marks = await place.locator('.drawn').all();
    for (const mark of marks) {
      const width = () => mark.locator('img').evaluate((image) => Number(Reflect.get(image, 'naturalWidth')));
      await expect.poll(width).toBeGreaterThan(0);
    }
    return Promise.all(marks.map(async (mark) => (await mark.textContent()) ?? ''));
  }

  it.each(WIDTHS)('are drawn whichever fonts the machine has, and stay text, at %i pixels', async (width) => {
    const { sandbox, guild, member } = bot();
    const channel = guild.addChannel({ name: '☕-rozmowy' });
    const { id } = await call('POST', `/channels/${channel.id}/messages`, MESSAGE);
    await call('PUT', `/channels/${channel.id}/messages/${id}/reactions/${encodeURIComponent('❤️')}/@me`);
    const page = await open(sandbox.url, { width, person: member, channel });
    const message = last(page);

    expect(await drawnIn(message.locator('.markdown'))).toEqual(['🎉', '🎉', '👨‍👩‍👧']);
    expect(await message.locator('.markdown').textContent()).toBe('Brawo 🎉, kod: 🎉. Rodzina 👨‍👩‍👧');
    const button = message.getByRole('button', { name: 'Koniec 🏁' });
    expect(await drawnIn(button)).toEqual(['✅', '🏁']);
    expect(await message.getByRole('button', { name: 'Własne' }).textContent()).toContain(':party_cat:');
    expect(await drawnIn(message.locator('.reaction'))).toEqual(['❤️']);
    expect(await drawnIn(page.locator('.head-name'))).toEqual(['☕']);

    await message.getByRole('combobox', { name: 'Wybierz napój' }).click();
    expect(await drawnIn(page.locator('.popup'))).toEqual(['☕', '🚫']);
    await page.keyboard.press('Escape');
    await page.locator('#composer-text').fill(':kaw');
    expect(await drawnIn(page.locator('.composer-items'))).toEqual(['☕']);
    await page.locator('#composer-text').fill('');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('stay the characters where there is no drawing', async () => {
    const { sandbox, guild, member } = bot();
    const channel = guild.addChannel({ name: 'nowe' });
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await page.route('**/emoji/1f525.svg', (route) => route.fulfill({ body: 'none', contentType: 'image/svg+xml' }));
    await page.locator('#composer-text').fill('Ogień 🔥');
    await page.keyboard.press('Enter');
    const mark = last(page).locator('.drawn', { hasText: '🔥' });
    await expect.poll(() => mark.getAttribute('class')).toContain('is-missing');
    expect(await mark.locator('img').isVisible()).toBe(false);
  });
});
