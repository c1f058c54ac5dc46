import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';
import { countPresses, last, pick, SKIPPED, useBrowser, withoutChromium } from './browser.ts';

const WORDS = {
  pl: {
    search: '/poradnik szukaj',
    question: 'klient nie płaci',
    use: '/szablon użyj',
    refusal: 'Uprzejma odmowa',
    client: /Imię klienta/,
    sender: /podpis/,
    send: 'Wyślij',
    read: '/poradnik czytaj',
    typed: 'telefony po',
    section: /Telefony po godzinach/,
    reminder: 'Przypomnienie o godzinach pracy',
    hours: 'Twoje godziny pracy',
    letter: '/granice dokument',
    show: '/ustawienia pokaż',
    other: 'Speak English',
    changed: 'Your settings',
  },
  en: {
    search: '/guide search',
    question: 'client pays late',
    use: '/template use',
    refusal: 'Polite refusal',
    client: /client.s name|name/i,
    sender: 'Your name',
    send: 'Submit',
    read: '/guide read',
    typed: 'calls after',
    section: /Calls after hours/,
    reminder: 'Reminder of working hours',
    hours: 'Your working hours',
    letter: '/boundaries document',
    show: '/settings show',
    other: 'Mów po polsku',
    changed: 'Twoje ustawienia',
  },
} as const;

const open = useBrowser();

/** The table of docs/steps.md. */
describe.skipIf(withoutChromium).each(LOCALES)(`presses on a phone, in %s${SKIPPED}`, (locale) => {
  const bot = useBot({ locale });
  const w = WORDS[locale];

  /** A phone, and its counter of presses. */
  async function phone(): Promise<{ page: Page; presses: () => Promise<number> }> {
    const { sandbox, member, guild } = bot();
    const page = await open(sandbox.url, {
      width: 390,
      person: member,
      channel: guild.addChannel({ name: 'rozmowy' }),
    });
    return { page, presses: await countPresses(page) };
  }
  const send = (page: Page) => page.locator('#composer-run').click();
  const submit = (page: Page) => page.getByRole('dialog').getByRole('button', { name: w.send, exact: true }).click();

  it('3 from a search to the section', { timeout: 120_000 }, async () => {
    const { page, presses } = await phone();
    await pick(page, w.search);
    await page.keyboard.type(w.question);
    await page.getByRole('option').filter({ hasText: '›' }).first().click();
    await send(page);
    await last(page).locator('.heading').first().waitFor();
    expect(await presses()).toBe(3);
  });

  it('4 to a filled refusal, and 2 more to another form of address', { timeout: 120_000 }, async () => {
    const { page, presses } = await phone();
    await pick(page, w.use);
    await page.keyboard.type(w.refusal.slice(0, 10));
    await page.getByRole('option', { name: w.refusal, exact: true }).first().click();
    await send(page);
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: w.client }).first().fill('Alex');
    await form.getByRole('textbox', { name: w.sender }).fill('Kasia');
    await submit(page);
    await last(page).locator('pre').first().waitFor();
    expect(await presses()).toBe(4);
    if (locale === 'en') return;
    await last(page).getByRole('combobox', { name: 'Forma' }).click();
    await page.locator('.popup').getByRole('option', { name: 'Forma: Pani', exact: true }).click();
    await last(page).getByText('Szanowna Pani,').waitFor();
    expect(await presses()).toBe(6);
  });

  it('5 to the filled template of an article’s section', { timeout: 120_000 }, async () => {
    const { page, presses } = await phone();
    await pick(page, w.read);
    await page.keyboard.type(w.typed);
    await page.getByRole('option', { name: w.section }).first().click();
    await send(page);
    await last(page).getByRole('button', { name: w.reminder }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: w.hours }).fill('9-17');
    await form.getByRole('textbox', { name: w.sender }).fill('Kasia');
    await submit(page);
    await last(page).locator('pre').first().waitFor();
    expect(await presses()).toBe(5);
  });

  it('3 to a letter', { timeout: 120_000 }, async () => {
    const { page, presses } = await phone();
    await pick(page, w.letter);
    await send(page);
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: w.sender }).fill('Kasia');
    await submit(page);
    await form.waitFor({ state: 'detached' });
    await expect.poll(() => last(page).innerText()).toContain('.pdf');
    expect(await presses()).toBe(3);
  });

  it('3 to another language', { timeout: 120_000 }, async () => {
    const { page, presses } = await phone();
    await pick(page, w.show);
    await send(page);
    await last(page).getByRole('button', { name: w.other }).click();
    await last(page).getByText(w.changed).waitFor();
    expect(await presses()).toBe(3);
  });
});
