import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { choose, countPresses, last, run, SKIPPED, useBrowser, withoutChromium } from './browser.ts';

// How many presses it takes to log what happened, and what follows. What is typed is not counted.

const WORDS = {
  pl: {
    log: '/naruszenie dodaj',
    insights: '/naruszenie wnioski',
    export: '/naruszenie eksport',
    kind: 'Jaką granicę przekroczono?',
    late: 'Spóźniona płatność',
    story: 'Co się stało?',
    when: 'Kiedy to było i ile kosztowało?',
    said: 'w sobotę, 1,5 h, 350 zł',
    day: 'sobota, 28 listopada 2026',
    client: 'Etykieta klienta',
    reaction: 'Przypomnienie o zasadach',
    send: 'Wyślij',
    remind: 'Przypomnij mi',
    inTwo: 'Za 2 dni',
    move: 'Zmień dzień',
    otherDay: 'Inny dzień',
    dayField: 'Dzień',
    friday: 'w piątek',
    due: '2026-12-04T08:00:00Z',
    history: 'Klient: Piekarnia',
  },
  en: {
    log: '/violation log',
    insights: '/violation insights',
    export: '/violation export',
    kind: 'What kind of boundary was it?',
    late: 'Late payment',
    story: 'What happened?',
    when: 'When was it, and what did it cost?',
    said: 'last Saturday, 1.5 h, €350',
    day: 'Saturday, 28 November 2026',
    client: 'A label for the client',
    reaction: 'I reminded them of the rules',
    send: 'Submit',
    remind: 'Remind me',
    inTwo: 'In 2 days',
    move: 'Change the day',
    otherDay: 'Another day',
    dayField: 'Day',
    friday: 'on Friday',
    due: '2026-12-04T09:00:00Z',
    history: 'Client: Piekarnia',
  },
} as const;

// A Monday.
const clock = testClock('2026-11-30T09:00:00Z');
const open = useBrowser();

describe.skipIf(withoutChromium).each(['pl', 'en'] as const)(`the log on a phone in %s${SKIPPED}`, (locale) => {
  const bot = useBot({ locale, clock });
  const w = WORDS[locale];

  it('takes last Saturday in 6 presses, a reminder in 2, another day for it in 3, a client’s history in 4, the export in 2', {
    timeout: 150_000,
  }, async () => {
    const { sandbox, member, guild, database } = bot();
    const channel = guild.addChannel({ name: 'rozmowy' });
    const page = await open(sandbox.url, { width: 390, person: member, channel });
    const form = page.getByRole('dialog');
    const button = (name: string) => last(page).getByRole('button', { name, exact: true });
    const presses = await countPresses(page);
    let before = 0;
    const since = async () => {
      const all = await presses();
      const these = all - before;
      before = all;
      return these;
    };

    await run(page, w.log);
    await choose(form, w.kind, w.late);
    await form.getByRole('textbox', { name: w.story }).fill('Faktura z września');
    await form.getByRole('textbox', { name: w.when }).fill(w.said);
    await form.getByRole('textbox', { name: w.client }).fill('Piekarnia');
    await form.getByText(w.reaction).click();
    await form.getByRole('button', { name: w.send }).click();
    await last(page).getByText(w.day).waitFor();
    expect(await since()).toBe(6);
    expect(await database.db.violation.findFirstOrThrow()).toMatchObject({
      happenedOn: new Date('2026-11-28'),
      unpaidMinutes: 90,
      clientLabel: 'Piekarnia',
    });

    // The label has an emoji before it.
    await last(page).getByRole('button', { name: w.remind }).click();
    await button(w.inTwo).click();
    await button(w.move).waitFor();
    expect(await since()).toBe(2);
    await button(w.move).click();
    await button(w.otherDay).click();
    await form.getByRole('textbox', { name: w.dayField }).fill(w.friday);
    await form.getByRole('button', { name: w.send }).click();
    await expect.poll(() => database.db.notice.findMany()).toMatchObject([{ dueAt: new Date(w.due) }]);
    expect(await since()).toBe(3);

    await run(page, w.insights);
    await last(page).getByRole('combobox').click();
    await page.locator('.popup').getByRole('option', { name: 'Piekarnia' }).click();
    await page.getByRole('heading', { name: w.history }).waitFor();
    expect(await since()).toBe(4);

    await run(page, w.export);
    await page.getByText('.csv').first().waitFor();
    expect(await since()).toBe(2);
  });
});
