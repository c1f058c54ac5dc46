import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { startTryout, type Tryout } from '../support/tryout.ts';
import { axeFindings } from './axe.ts';
import { choose, last, pick, run, SKIPPED, useBrowser, WIDTHS, withoutChromium } from './browser.ts';

const WORDS = {
  pl: {
    around: 'Oprowadź mnie',
    tours: 'Oprowadzanie i nie tylko',
    leave: 'Przerwij spacer; możesz do niego wrócić',
    end: 'To już cały spacer',
    as: 'Działaj jako ',
    to: 'Przejdź na #',
    places: 'Pokaż kanały',
    panel: 'Pokaż, co dzieje się za kulisami',
    close: 'Zamknij',
    english: 'English (UK)',
    language: /^PL, /,
    fault: 'Włącz',
    faults: 'Usterki',
    events: 'Zdarzenia',
    member: 'W społeczności',
    moderator: 'W moderacji',
    developer: 'Od strony kodu',
    search: '/poradnik szukaj',
    question: 'klient dzwoni wieczorem',
    read: 'Czytaj',
    use: '/szablon użyj',
    typed: 'uprzejma odm',
    refusal: 'Uprzejma odmowa',
    log: '/naruszenie dodaj',
    kind: 'Jaką granicę przekroczono?',
    late: 'Spóźniona płatność',
    story: 'Co się stało?',
    reaction: 'Przypomnienie o zasadach',
    submit: 'Wyślij',
    saved: 'Zapisane',
    privacy: '/prywatność pokaż',
    setup: '/admin konfiguracja',
    onwards: ['Zapisz propozycję i dalej', 'Dalej', 'Wypróbuj i zakończ'],
    toCheckin: 'Do następnego check-inu',
    toClose: 'Do jego zamknięcia',
    calm: 'Spokojny tydzień',
    help: '/pomoc',
    steps: {
      member: [
        'Zapytaj poradnik',
        'Przeczytaj radę',
        'Ułóż wiadomość',
        'Zapisz naruszenie',
        'Zobacz, co bot o tobie wie',
      ],
      moderator: [
        'Zacznij konfigurację',
        'Przejdź cztery kroki',
        'Poczekaj na check-in',
        'Odpowiedz jak ktoś ze społeczności',
        'Zamknij tydzień',
      ],
      developer: ['Zajrzyj za kulisy', 'Otwórz żądanie', 'Zepsuj coś', 'Zobacz, jak bot sobie radzi', 'Zmień język'],
    },
  },
  en: {
    around: 'Show me around',
    tours: 'Tours and more',
    leave: 'Leave the tour; you can come back to it',
    end: 'That was the whole tour',
    as: 'Act as ',
    to: 'Go to #',
    places: 'Open the channels',
    panel: 'Open “Behind the scenes”',
    close: 'Close',
    english: 'English (US)',
    language: /^EN, /,
    fault: 'Turn on',
    faults: 'Faults',
    events: 'Events',
    member: 'As a member',
    moderator: 'As a moderator',
    developer: 'As a developer',
    search: '/guide search',
    question: 'client calls at night',
    read: 'Read',
    use: '/template use',
    typed: 'polite ref',
    refusal: 'Polite refusal',
    log: '/violation log',
    kind: 'What kind of boundary was it?',
    late: 'Late payment',
    story: 'What happened?',
    reaction: 'I reminded them of the rules',
    submit: 'Submit',
    saved: 'Saved',
    privacy: '/privacy show',
    setup: '/admin setup',
    onwards: ['Accept and continue', 'Next', 'Test and finish'],
    toCheckin: 'To the next check-in',
    toClose: 'To its close',
    calm: 'Spokojny tydzień', // the server is Polish
    help: '/help',
    steps: {
      member: [
        'Ask the guide',
        'Read the advice',
        'Have a message written',
        'Log a crossed boundary',
        'See what is kept about you',
      ],
      moderator: [
        'Begin the setup',
        'Go through the four steps',
        'Let the week come',
        'Answer as a member',
        'Close the week',
      ],
      developer: [
        'Look behind the scenes',
        'Open a request',
        'Break something',
        'See how the bot copes',
        'Change the language',
      ],
    },
  },
} as const satisfies Record<Locale, object>;

const WALK = { timeout: 120_000 };
const open = useBrowser();

describe.skipIf(withoutChromium).each(['pl', 'en'] as const)(`the tours in %s${SKIPPED}`, (locale) => {
  const w = WORDS[locale];
  let tryout: Tryout;
  let shown: Page | undefined;
  beforeAll(async () => {
    if (!withoutChromium) tryout = await startTryout();
  });
  afterEach(async () => {
    await shown?.close();
    expect(tryout.sandbox.takeViolations()).toEqual([]);
    await tryout.act({ kind: 'start-over' });
    tryout.errors.length = 0;
  });
  afterAll(async () => {
    await tryout?.close();
  });

  /** The first view, and the tour of that name begun from its offer. */
  async function begin(width: (typeof WIDTHS)[number], tour: string): Promise<Page> {
    for (const name of ['Marta', 'Kasia']) tryout.person(name).set({ locale: locale === 'pl' ? 'pl' : 'en-GB' });
    const [person, channel] = [tryout.person('Marta'), tryout.channel('ogólny')];
    const page = await open(tryout.url, { width, dark: width < 600, person, channel });
    shown = page;
    await page.getByRole('button', { name: w.around }).click();
    await page.getByRole('menuitem', { name: tour }).click();
    return page;
  }

  const step = (page: Page, title: string) => page.locator('.tour').getByRole('heading', { name: title }).waitFor();
  /** Presses a button of the tour, which goes once what it does is done: before that, the page is still the other person's. */
  async function act(page: Page, name: string): Promise<void> {
    const button = page.locator('.tour-acts').getByRole('button', { name });
    await button.click();
    await button.waitFor({ state: 'detached' });
  }

  /** No sideways scrolling, no leap of what was there, and nothing that keeps a person out. */
  async function isSound(page: Page, width: number): Promise<void> {
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await axeFindings(page)).toEqual([]);
  }

  it.each(WIDTHS)('a member takes all five steps, at %i pixels', WALK, async (width) => {
    const page = await begin(width, w.member);
    const [search, read, template, log, privacy] = w.steps.member;
    const form = page.getByRole('dialog');
    await step(page, search);
    await isSound(page, width);
    await act(page, `${w.as}Kasia`);
    await page.locator('.tour').getByRole('button', { name: w.search }).click();
    await page.locator('#option-query').fill(w.question);
    await page.locator('#composer-run').click();
    await step(page, read);
    await last(page).getByRole('button', { name: w.read, exact: true }).first().click();
    await step(page, template);
    await pick(page, w.use);
    await page.locator('#option-template').fill(w.typed);
    await page.getByRole('option', { name: w.refusal }).click();
    await page.locator('#composer-run').click();
    await form.getByRole('heading', { name: w.refusal }).waitFor();
    for (const field of await form.getByRole('textbox').all())
      if ((await field.inputValue()) === '') await field.fill('Ania');
    await form.getByRole('button', { name: w.submit }).click();
    await step(page, log);
    await isSound(page, width);
    await run(page, w.log);
    await choose(form, w.kind, w.late);
    await form.getByRole('textbox', { name: w.story }).fill('Faktura z września');
    await form.getByText(w.reaction).click();
    await form.getByRole('button', { name: w.submit }).click();
    await step(page, privacy);
    await run(page, w.privacy);
    await step(page, w.end);
    await isSound(page, width);
  });

  it.each(WIDTHS)(
    'a moderator takes all five steps, and leaves the tour in between, at %i pixels',
    WALK,
    async (width) => {
      const page = await begin(width, w.moderator);
      const [setup, finish, post, answer, close] = w.steps.moderator;
      await step(page, setup);
      await run(page, w.setup);
      await step(page, finish);
      await page.getByRole('button', { name: w.leave }).click();
      await page.locator('.tour').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: w.tours }).click();
      await page.getByRole('menuitem', { name: w.moderator }).click();
      await step(page, finish);
      for (const label of w.onwards)
        for (const button = last(page).getByRole('button', { name: label, exact: true }); await button.count(); ) {
          const before = await last(page).innerText();
          await button.click();
          await expect.poll(() => last(page).innerText()).not.toBe(before);
        }
      await step(page, post);
      await act(page, w.toCheckin);
      await step(page, answer);
      await act(page, `${w.as}Kasia`);
      await act(page, `${w.to}check-in`);
      await page.getByRole('button', { name: w.calm }).first().click();
      await step(page, close);
      await isSound(page, width);
      await act(page, w.toClose);
      await step(page, w.end);
      expect(await tryout.database.db.checkin.findFirst()).toMatchObject({ state: 'closed' });
    },
  );

  it.each(WIDTHS)('a developer takes all five steps, at %i pixels', WALK, async (width) => {
    const page = await begin(width, w.developer);
    const [behind, request, fault, cope, language] = w.steps.developer;
    const inPanel = async (doing: () => Promise<void>) => {
      if (!(await page.locator('.panel').isVisible())) await page.getByRole('button', { name: w.panel }).click();
      await doing();
      if (width < 600) await page.locator('.panel').getByRole('button', { name: w.close }).click();
    };
    await step(page, behind);
    await inPanel(async () => page.getByRole('tab', { name: w.events }).waitFor());
    await step(page, request);
    await run(page, w.help);
    await inPanel(() => page.locator('.record summary').first().click());
    await step(page, fault);
    await inPanel(async () => {
      await page.getByRole('tab', { name: w.faults }).click();
      await page.locator('.fault-form select[name=fault]').selectOption('slow');
      await page.locator('.fault-form').getByRole('button', { name: w.fault }).click();
    });
    await step(page, cope);
    await run(page, w.help);
    await step(page, language);
    if (width < 600) await page.getByRole('button', { name: w.places }).click();
    await page.getByRole('button', { name: w.language }).click();
    await page.getByRole('option', { name: w.english }).click();
    await expect.poll(() => page.locator('.tour h2').innerText()).toBe(WORDS.en.end);
  });
});
