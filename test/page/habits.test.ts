import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { focusOn, last, run, SKIPPED, useBrowser, WIDTHS, withoutChromium } from './browser.ts';

/** What people do in Discord without thinking. */
describe.skipIf(withoutChromium)(`habits from Discord${SKIPPED}`, { timeout: 120_000 }, () => {
  const bot = useBot();
  const open = useBrowser();
  const place = () => bot().guild.addChannel({ name: 'rozmowy' });

  it.each(WIDTHS)('brings what one runs or writes into view, and leads back to it, at %i pixels', async (width) => {
    const { sandbox, member, other } = bot();
    const channel = place();
    for (let line = 0; line < 40; line += 1) other.in(channel).say(`Wiadomość ${line}`);
    const page = await open(sandbox.url, { width, person: member, channel });
    const list = page.locator('.messages');
    const scrolled = () => list.evaluate((element) => element.scrollTop);
    const scrollUp = async () => {
      await list.evaluate((element) => element.scrollBy(0, -900));
      await page.locator('.jump').waitFor();
    };
    await scrollUp();
    other.in(channel).say('Coś nowego');
    await page.getByRole('button', { name: '1 nowa wiadomość' }).click();
    await expect.poll(scrolled).toBe(0);
    await page.locator('.jump').waitFor({ state: 'detached' });
    await scrollUp();
    await page.locator('#composer-text').fill('Też tak mam');
    await page.locator('#composer-text').press('Enter');
    await last(page).getByText('Też tak mam').waitFor();
    await expect.poll(scrolled).toBe(0);
    await scrollUp();
    await run(page, '/pomoc');
    await last(page).getByText('Tylko ty to widzisz').waitFor();
    await expect.poll(scrolled).toBe(0);
  });

  it('names a command of a message’s menu in the reader’s language, and without a slash', async () => {
    const { sandbox, member, other } = bot();
    const channel = place();
    other.in(channel).say('Klientka znów dzwoni wieczorem, po godzinach pracy');
    const page = await open(sandbox.url, { width: 390, person: member, channel });
    await last(page).getByText('Klientka').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Znajdź radę' }).click();
    await last(page).getByText('Tylko ty to widzisz').waitFor();
    await expect.poll(() => last(page).locator('.message-before strong').innerText()).toBe('Znajdź radę');
  });

  it('takes any key into the message box, and a slash opens the commands', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    const box = page.locator('#composer-text');
    await page.locator('.messages').focus();
    await page.keyboard.type('wilk');
    await expect.poll(() => box.inputValue()).toBe('wilk');
    await box.fill('');
    await page.locator('.messages').focus();
    await page.keyboard.press('/');
    await focusOn(box);
    await page.getByRole('option', { name: '/pomoc' }).waitFor();
    expect(await box.inputValue()).toBe('/');
  });

  it('edits the newest own message by arrow up, and goes back by Escape', async () => {
    const { sandbox, member, other } = bot();
    const channel = place();
    member.in(channel).say('Z literufką');
    other.in(channel).say('Hej');
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    const box = page.locator('#composer-text');
    await box.press('ArrowUp');
    const editor = page.locator('.editor textarea');
    await focusOn(editor);
    await editor.fill('Bez literówki');
    await editor.press('Enter');
    await expect.poll(() => member.in(channel).messages()[0]?.text).toBe('Bez literówki');
    await focusOn(box);
    await box.press('ArrowUp');
    await focusOn(editor);
    await editor.press('Escape');
    await focusOn(box);
  });

  it('completes persons, channels and emoji, and sends mentions', async () => {
    const { sandbox, member, other } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await page.locator('#composer-text').click();
    await page.keyboard.type('Hej @bar');
    await page.getByRole('option', { name: 'Bartek' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('zobacz #rozm');
    await page.getByRole('option', { name: 'rozmowy' }).first().click();
    await page.keyboard.type(':kaw');
    await page.getByRole('option', { name: 'kawa' }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => page.locator('#composer-text').inputValue()).toBe('Hej @Bartek zobacz #rozmowy ☕ ');
    await page.keyboard.press('Enter');
    const rooms = [...sandbox.world.channels.values()].filter(({ name }) => name === 'rozmowy').map(({ id }) => id);
    await expect.poll(() => other.in(channel).messages().at(-1)?.text ?? '').toContain(`Hej <@${other.id}> zobacz <#`);
    const [, mentioned] = /<#(\d+)> ☕/u.exec(other.in(channel).last().text) ?? [];
    expect(rooms).toContain(mentioned);
  });

  it('takes files that are dropped on the messages', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    const files = await page.evaluateHandle(`(() => {
      const held = new DataTransfer();
      held.items.add(new File(['Umowa'], 'umowa.txt', { type: 'text/plain' }));
      return held;
    })()`);
    await page.locator('.main').dispatchEvent('dragover', { dataTransfer: files });
    await page.getByText('Upuść pliki').waitFor();
    await page.locator('.main').dispatchEvent('drop', { dataTransfer: files });
    await page.locator('.composer-files').getByText('umowa.txt').waitFor();
    await page.locator('#composer-text').press('Enter');
    await expect.poll(() => member.in(channel).messages().at(-1)?.files[0]?.name).toBe('umowa.txt');
  });

  it('draws a line above what is new, and counts it in the title', async () => {
    const { sandbox, member, other } = bot();
    const [channel, elsewhere] = [place(), bot().guild.addChannel({ name: 'kawiarnia' })];
    other.in(elsewhere).say('Dawno przeczytane');
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await page.getByRole('link', { name: 'kawiarnia' }).click();
    await last(page).getByText('Dawno przeczytane').waitFor();
    await page.getByRole('link', { name: 'rozmowy' }).last().click();
    other.in(elsewhere).say('Całkiem nowe');
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) /);
    await page.getByRole('link', { name: 'kawiarnia' }).click();
    await last(page).getByText('Całkiem nowe').waitFor();
    await page.getByRole('separator', { name: 'Nowe' }).waitFor();
    expect(await page.locator('.day-new').count()).toBe(1);
  });

  it.each(WIDTHS)('shows its first view in one piece, at %i pixels', async (width) => {
    const { sandbox, member, other } = bot();
    const channel = place();
    for (const text of ['Jedna', 'Druga', 'Trzecia']) other.in(channel).say(text);
    const page = await open(sandbox.url, { width, person: member, channel });
    await page.reload();
    await page.getByRole('button', { name: '/poradnik szukaj' }).waitFor();
    const shifted = await page.evaluate<number>(`new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; })
        .observe({ type: 'layout-shift', buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
    })`);
    expect(shifted).toBeLessThan(0.05);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});
