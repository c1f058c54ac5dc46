import { existsSync } from 'node:fs';
import type { Channel, Person } from '@granica/discord-sandbox/persons';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { testServerUrl } from '../support/server-database.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Where there is no Chromium, tests of the page are skipped: install it with `apt-get install chromium`. */
const isMissing = !existsSync(CHROMIUM);
/** The page shows what the bot says, whichever database it has: the run on the embedded one is enough. */
export const withoutChromium = isMissing || testServerUrl !== undefined;
// Tests that the run on the embedded database executes have the same names there.
export const SKIPPED = isMissing ? ` (skipped: there is no Chromium at ${CHROMIUM})` : '';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const WIDTHS = [1280, 390] as const;

export interface View {
  readonly width: (typeof WIDTHS)[number];
  readonly dark?: boolean;
  /** Who sits before the page. */
  readonly person: Person;
  readonly channel: Channel;
}

/** One browser for a test file. `open` shows the page; errors on any page fail the test. */
export function useBrowser(): (url: string, view: View) => Promise<Page> {
  let browser: Browser | undefined;
  let pages: Page[] = [];
  const problems: string[] = [];
  beforeAll(async () => {
    if (!withoutChromium) browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  });
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    pages = [];
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());
  return async (url, { width, dark = false, person, channel }) => {
    if (!browser) throw new Error('the browser is not started yet');
    const context = await browser.newContext({
      viewport: { width, height: width < 600 ? 844 : 800 },
      hasTouch: width < 600,
      isMobile: width < 600,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(50_000);
    // Only for the first view: after it, the page remembers who acts.
    await context.addInitScript((id) => {
      if (localStorage.getItem('sandbox.person') === null) localStorage.setItem('sandbox.person', id);
    }, person.id);
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(String(error.stack)));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    pages.push(page);
    await page.goto(`${url}/#/${channel.state.guildId}/${channel.id}`);
    await page.locator('#composer-text').waitFor();
    return page;
  };
}

/** Waits until the focus is there: the next key goes to it. */
export async function focusOn(target: Locator): Promise<void> {
  await target.waitFor();
  await expect.poll(() => target.evaluate((element) => element.matches(':focus'))).toBe(true);
}

/** Waits until a suggestion of that name is the one that Enter takes. */
export async function activeOption(page: Page, name: string): Promise<void> {
  await page.locator('.composer-item.is-active', { hasText: name }).waitFor();
}

/** Types a command, picks it from the list, and waits for its chips. */
export async function pick(page: Page, command: string): Promise<void> {
  await page.locator('#composer-text').fill(command);
  await activeOption(page, command);
  await page.locator('#composer-text').press('Enter');
  await page.locator('.command-chip').waitFor();
}

/** Types a command and runs it without options. */
export async function run(page: Page, command: string): Promise<void> {
  await pick(page, command);
  await page.locator('#composer-run').click();
}

/** The newest message. */
export function last(page: Page): Locator {
  return page.locator('article.message').last();
}

/** Chooses from a select of a message or a form. */
export async function choose(within: Locator, select: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: select }).click();
  await within.page().locator('.popup').getByRole('option', { name: option }).click();
}

/** Counts what a person does from now on: presses of the pointer, and Enter. What they type is not counted. */
export async function countPresses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`
    window.presses = 0;
    const count = ({ isTrusted, key }) => { if (isTrusted && (key === undefined || key === 'Enter')) window.presses += 1; };
    for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, count, { capture: true });
  `);
  return () => page.evaluate<number>('window.presses');
}
