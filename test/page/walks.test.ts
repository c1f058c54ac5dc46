import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { useBot } from '../support/bot.ts';
import {
  activeOption,
  choose,
  countPresses,
  focusOn,
  last,
  pick,
  run,
  SKIPPED,
  useBrowser,
  WIDTHS,
  withoutChromium,
} from './browser.ts';

const WORDS = {
  pl: {
    search: '/poradnik szukaj',
    question: 'klient nie płaci',
    found: 'Co poradnik mówi',
    read: 'Czytaj',
    use: '/szablon użyj',
    typed: 'uprzejma odm',
    template: 'Uprzejma odmowa',
    clientName: /Imię klienta/,
    sender: /podpis/,
    log: '/naruszenie dodaj',
    kind: 'Jaką granicę przekroczono?',
    late: 'Spóźniona płatność',
    story: 'Co się stało?',
    reaction: 'Przypomnienie o zasadach',
    whenField: 'Kiedy to było i ile kosztowało?',
    costs: '1,5 h bez zapłaty',
    send: 'Wyślij',
    saved: 'Zapisane',
    list: '/naruszenie lista',
    entries: '1 wpis',
    help: '/pomoc',
    helps: 'Zacznij od tego',
    onlyYou: 'Tylko ty to widzisz',
    required: 'Wypełnij to pole',
    setup: '/admin konfiguracja',
    next: 'Dalej',
    pickTeam: 'Wybierz kanał moderacji',
    pickRole: 'Wybierz rolę moderacji',
    integrations: 'Ustawienia serwera → Integracje',
    rules: 'krok 3 z 4',
    check: 'krok 4 z 4',
    test: 'Wypróbuj i zakończ',
    gone: 'pojawił się na kanale',
    done: 'Następny check-in:',
    pickChannel: 'Wybierz kanał',
    pickWeekday: 'Wybierz dzień tygodnia',
    wednesday: 'środa',
    time: 'Godzina i strefa',
    timeField: 'Godzina',
    when: 'w środy o 09:30',
    post: '/admin checkin',
    posted: 'Check-in opublikowany',
    title: 'Cotygodniowy check-in',
    button: 'Zapisz naruszenie',
    formTitle: 'Przekroczona granica',
  },
  en: {
    search: '/guide search',
    question: 'a client pays late',
    found: 'What the guide says',
    read: 'Read',
    use: '/template use',
    typed: 'polite ref',
    template: 'Polite refusal',
    clientName: /name/i,
    sender: 'Your name',
    log: '/violation log',
    kind: 'What kind of boundary was it?',
    late: 'Late payment',
    story: 'What happened?',
    reaction: 'I reminded them of the rules',
    whenField: 'When was it, and what did it cost?',
    costs: '1.5 h unpaid',
    send: 'Submit',
    saved: 'Saved',
    list: '/violation list',
    entries: '1 entry',
    help: '/help',
    helps: 'Start with what you need',
    onlyYou: 'Only you can see this',
    required: 'Fill in this field',
    setup: '/admin setup',
    next: 'Next',
    pickTeam: 'Choose the moderators’ channel',
    pickRole: 'Choose the moderators’ role',
    integrations: 'Server Settings → Integrations',
    rules: 'step 3 of 4',
    check: 'step 4 of 4',
    test: 'Test and finish',
    gone: 'is gone again',
    done: 'The next check-in:',
    pickChannel: 'Choose the channel',
    pickWeekday: 'Choose the day of the week',
    wednesday: 'Wednesday',
    time: 'Time and zone',
    timeField: 'Time',
    when: 'on Wednesdays at 09:30',
    post: '/admin checkin post',
    posted: 'Check-in posted',
    title: 'Weekly check-in',
    button: 'Log a crossed boundary',
    formTitle: 'A crossed boundary',
  },
} as const satisfies Record<Locale, object>;

/** A walk has many steps; a machine that does other things too is slow. */
const WALK = { timeout: 150_000 };

const open = useBrowser();

describe.skipIf(withoutChromium).each(['pl', 'en'] as const)(`the page in %s${SKIPPED}`, (locale) => {
  const bot = useBot({ locale });
  const w = WORDS[locale];

  it.each(WIDTHS)(
    'a member finds advice, fills in a template and logs a violation, at %i pixels',
    WALK,
    async (width) => {
      const { sandbox, member, guild, database } = bot();
      const channel = guild.addChannel({ name: 'rozmowy' });
      const page = await open(sandbox.url, { width, person: member, channel });
      const form = page.getByRole('dialog');
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);

      await pick(page, w.search);
      await focusOn(page.locator('#option-query'));
      await page.keyboard.type(w.question);
      await page.locator('#composer-run').click();
      await last(page).getByText(w.found).waitFor();
      expect(await last(page).innerText()).toContain(w.onlyYou);
      await last(page).getByRole('button', { name: w.read, exact: true }).first().click();
      await expect.poll(() => last(page).locator('.heading').count()).toBeGreaterThan(0);

      await pick(page, w.use);
      await focusOn(page.locator('#option-template'));
      await page.keyboard.type(w.typed);
      await page.getByRole('option', { name: w.template }).click();
      await page.locator('#composer-run').click();
      await form.getByRole('heading', { name: w.template }).waitFor();
      await form.getByRole('textbox', { name: w.clientName }).first().fill('Anna');
      // An accident: the form is closed, and what was typed comes back.
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      await page.locator('.notice .text-button').click();
      expect(await form.getByRole('textbox', { name: w.clientName }).first().inputValue()).toBe('Anna');
      await form.getByRole('button', { name: w.send }).click();
      expect(await form.innerText()).toContain(w.required);
      await form.getByRole('textbox', { name: w.sender }).fill('Kasia');
      await form.getByRole('button', { name: w.send }).click();
      await form.waitFor({ state: 'detached' });
      await last(page).locator('.code-block .code-copy').click();
      const shown = await last(page).locator('pre').first().innerText();
      await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(shown);
      expect(shown).toContain('Kasia');

      await run(page, w.log);
      await choose(form, w.kind, w.late);
      await form.getByRole('textbox', { name: w.story }).fill('Faktura z września');
      await form.getByText(w.reaction).click();
      await form.getByRole('textbox', { name: w.whenField }).fill('90 min');
      await form.getByRole('button', { name: w.send }).click();
      await last(page).getByText(w.saved).first().waitFor();
      await last(page).getByText(w.costs).waitFor();
      expect(await database.db.violation.findFirstOrThrow()).toMatchObject({
        authorId: member.id,
        kind: 'late-payment',
        story: 'Faktura z września',
        reaction: 'reminded',
        unpaidMinutes: 90,
      });
      await run(page, w.list);
      await last(page).getByText(w.entries).waitFor();
      await run(page, w.help);
      await last(page).getByText(w.helps).waitFor();
    },
  );

  it('a new moderator comes to a working weekly check-in, all four steps, in 12 presses', WALK, async () => {
    const { sandbox, moderator, guild, database } = bot();
    // The set-up runs elsewhere, and no name of a channel or role suggests anything.
    const channel = guild.addChannel({ name: 'kawiarnia' });
    const checkin = guild.addChannel({ name: 'piatki' });
    const team = guild.addChannel({ name: 'zespol' });
    const role = guild.addRole({ name: 'Opieka' });
    const page = await open(sandbox.url, { width: 1280, person: moderator, channel });
    const presses = await countPresses(page);
    const button = (name: string) => last(page).getByRole('button', { name, exact: true });
    await run(page, w.setup);
    await choose(last(page), w.pickChannel, checkin.state.name ?? '');
    await last(page).getByText(`#${checkin.state.name}`).first().waitFor();
    await button(w.next).click();
    await choose(last(page), w.pickTeam, team.state.name ?? '');
    await last(page)
      .getByRole('combobox', { name: team.state.name ?? '' })
      .waitFor();
    await choose(last(page), w.pickRole, 'Opieka');
    await last(page).getByText(w.integrations).waitFor();
    await button(w.next).click();
    await last(page).getByText(w.rules).waitFor();
    await button(w.next).click();
    await last(page).getByText(w.check).waitFor();
    await button(w.test).click();
    await last(page).getByText(w.gone).waitFor();
    await last(page).getByText(w.done).waitFor();
    expect(await presses()).toBe(12);
    expect(await database.db.community.findFirstOrThrow()).toMatchObject({
      checkinChannelId: checkin.id,
      moderatorChannelId: team.id,
      moderatorRoleId: role.id,
      setUpAt: expect.any(Date),
      checkinNextAt: expect.any(Date),
    });
  });

  it.each(WIDTHS)('a moderator sets the check-in up, and a member answers it, at %i pixels', WALK, async (width) => {
    const { sandbox, moderator, member, guild } = bot();
    const channel = guild.addChannel({ name: 'rozmowy' });
    const checkin = guild.addChannel({ name: `check-in-${width}` });
    const page = await open(sandbox.url, { width, person: moderator, channel });
    await run(page, w.setup);
    await last(page).getByRole('button', { name: w.time }).waitFor();
    await choose(last(page), w.pickChannel, checkin.state.name ?? '');
    await last(page).getByText(`#${checkin.state.name}`).first().waitFor();
    await choose(last(page), w.pickWeekday, w.wednesday);
    await last(page).getByRole('combobox', { name: w.wednesday }).waitFor();
    await last(page).getByRole('button', { name: w.time }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: w.timeField }).first().fill('9:30');
    await form.getByRole('button', { name: w.send }).click();
    await last(page).getByText(w.when).waitFor();

    await page.locator('#composer-text').fill('/admin checkin post');
    await activeOption(page, w.post);
    await page.locator('#composer-text').press('Enter');
    await page.locator('#composer-run').click();
    await last(page).getByText(w.posted).waitFor();

    const other = await open(sandbox.url, { width, person: member, channel: checkin });
    await other.getByText(w.title).first().waitFor();
    await other.getByRole('button', { name: w.button }).click();
    await other.getByRole('dialog').getByRole('heading', { name: w.formTitle }).waitFor();
  });
});
