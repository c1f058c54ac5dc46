import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { axeFindings } from './axe.ts';
import { activeOption, focusOn, last, pick, run, SKIPPED, useBrowser, withoutChromium } from './browser.ts';

describe.skipIf(withoutChromium)(`the page${SKIPPED}`, { timeout: 120_000 }, () => {
  const bot = useBot();
  const open = useBrowser();
  /** A channel of its own for a test, so that nothing of another stands in it. */
  const place = () => bot().guild.addChannel({ name: 'rozmowy' });

  it.each([
    [1280, false],
    [1280, true],
    [390, true],
  ] as const)(
    'has no serious accessibility findings at %i pixels (dark: %s)',
    { timeout: 150_000 },
    async (width, dark) => {
      const { sandbox, moderator } = bot();
      const channel = place();
      channel.state.topic = 'O **granicach**';
      moderator.in(channel).say('# Nagłówek\n> cytat\n- lista `kod` ||ukryte|| <https://example.com>\n```\nblok\n```');
      const page = await open(sandbox.url, { width, dark, person: moderator, channel });
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('#composer-text').fill('/');
      await page.getByRole('option').first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await run(page, '/naruszenie dodaj');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Wyślij' }).click();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await run(page, '/admin konfiguracja');
      await last(page).getByRole('combobox', { name: 'Wybierz kanał' }).click();
      await page.locator('.popup').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Pokaż, co dzieje się za kulisami' }).click();
      for (const tab of ['Zdarzenia', 'Zegar', 'Osoby', 'Usterki']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await axeFindings(page)).toEqual([]);
      }
    },
  );

  it('transfers less than 160 KB until it can be used', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await page.getByRole('button', { name: '/poradnik szukaj' }).waitFor();
    const bytes =
      await page.evaluate(`[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .reduce((sum, { transferSize }) => sum + transferSize, 0)`);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(160_000);
  });

  it('can be used with the keyboard alone', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await page.keyboard.press('Tab');
    await focusOn(page.locator('.skip'));
    await page.keyboard.press('Enter');
    await focusOn(page.locator('#composer-text'));
    await page.keyboard.type('/naruszenie d');
    await activeOption(page, '/naruszenie dodaj');
    await page.keyboard.press('Enter');
    await focusOn(page.locator('#composer-run'));
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    const kind = form.getByRole('combobox').first();
    await focusOn(kind);
    await page.keyboard.press('Enter');
    await focusOn(page.locator('.popup [data-focus]'));
    await page.keyboard.press('ArrowDown');
    await page.locator('.popup-item.is-active').nth(0).waitFor();
    await page.keyboard.press('Enter');
    await focusOn(kind);
    await expect.poll(() => kind.innerText()).not.toContain('Wybierz');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => page.url()).not.toContain(channel.id);
    await page.keyboard.press('Control+k');
    await focusOn(page.locator('.popup-search'));
    await page.keyboard.type('ogolny');
    await page.locator('.popup-item.is-active', { hasText: bot().channel.state.name ?? '' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(bot().channel.id);
  });

  it('loses no key of somebody who types faster than the commands come', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    const held: (() => void)[] = [];
    await page.route('**/sandbox/commands*', async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await page.reload();
    await page.locator('#composer-text').click();
    await page.keyboard.type('/naruszenie d');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    expect(await page.getByRole('option').count()).toBe(0);
    for (const release of held) release();
    await page.getByRole('dialog').getByRole('heading', { name: 'Przekroczona granica' }).waitFor();
  });

  it('starts a command that was pressed in a message before the commands came', async () => {
    const { sandbox, member, other } = bot();
    const channel = place();
    other.in(channel).say('Zapisz to: </violation log:1>');
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    const mention = last(page).locator('button.mention');
    await mention.waitFor();
    const released = Promise.withResolvers<void>();
    await page.route('**/sandbox/commands*', async (route) => {
      await released.promise;
      await route.continue();
    });
    await page.reload();
    await mention.click();
    expect(await page.locator('.command-chip').count()).toBe(0);
    released.resolve();
    await page.locator('.command-chip').waitFor();
  });

  it('chooses the first suggestion for an Enter that was faster than the suggestions', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await pick(page, '/szablon użyj');
    await focusOn(page.locator('#option-template'));
    await page.keyboard.type('uprzejma odm');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: 'Uprzejma odmowa' }).waitFor();
  });

  it('answers a message, and starts a thread from it, by its menu', async () => {
    const { sandbox, member, other } = bot();
    const channel = place();
    other.in(channel).say('Klient dzwoni w niedzielę');
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await last(page).getByText('Klient dzwoni').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Odpowiedz' }).click();
    await focusOn(page.locator('#composer-text'));
    await page.keyboard.type('U mnie też');
    await page.keyboard.press('Enter');
    await expect.poll(() => other.in(channel).last().text).toBe('U mnie też');
    expect(other.in(channel).last().raw.message_reference?.message_id).toBeDefined();
    await page.getByText('Klient dzwoni').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Rozpocznij wątek' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Niedziele');
    await page.getByRole('button', { name: 'Utwórz' }).click();
    await page.getByRole('heading', { name: 'Niedziele' }).waitFor();
    await page.getByRole('link', { name: 'Niedziele' }).waitFor();
  });

  it('says when the application does not respond, and tries again', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    sandbox.faults.add({ kind: 'reset', on: '/callback', times: 10 });
    await run(page, '/pomoc');
    await page.locator('.message-pending').waitFor();
    sandbox.clock.advance(60_000);
    await page.getByText('Aplikacja nie odpowiedziała').waitFor();
    sandbox.faults.clear();
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
    await last(page).getByText('Granica: granice w pracy').waitFor();
    // The fault was ours, not the bot's.
    sandbox.forget();
    bot().logged.length = 0;
  });

  it('acts as somebody else, in that person’s language, and keeps private answers private', async () => {
    const { sandbox, guild, member } = bot();
    const channel = place();
    const emily = sandbox.addPerson({ name: 'Emily', locale: 'en-GB' });
    guild.join(emily);
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await run(page, '/pomoc');
    await last(page).getByText('Tylko ty to widzisz').waitFor();
    const before = await page.locator('article.message').count();
    expect(before).toBe(1);
    await page.getByRole('button', { name: /Działasz jako Anna/ }).click();
    await page.getByRole('option', { name: /Emily/ }).click();
    await page.getByRole('button', { name: /You act as Emily/ }).waitFor();
    await expect.poll(() => page.locator('article.message').count()).toBe(0);
    await page.locator('#composer-text').fill('/');
    await page.getByRole('option', { name: '/guide search' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /You act as Emily/ }).waitFor();
  });

  it('keeps what was typed in a form over a reload, and drops it once it is sent', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 390, person: member, channel });
    await run(page, '/naruszenie dodaj');
    await page.getByRole('textbox', { name: 'Co się stało?' }).fill('Telefon o 22:00');
    await page.reload();
    await page.locator('#composer-text').waitFor();
    await run(page, '/naruszenie dodaj');
    expect(await page.getByRole('textbox', { name: 'Co się stało?' }).inputValue()).toBe('Telefon o 22:00');
    await page.getByRole('button', { name: 'Zacznij od nowa' }).click();
    expect(await page.getByRole('textbox', { name: 'Co się stało?' }).inputValue()).toBe('');
  });

  it('goes on after the bot was restarted, with everything still there', async () => {
    const { sandbox, member, restart } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await run(page, '/pomoc');
    await last(page).getByText('Granica: granice w pracy').waitFor();
    await restart();
    await page.locator('.bot-state.is-online').waitFor();
    await run(page, '/naruszenie lista');
    await last(page).getByText('Nie masz jeszcze żadnych wpisów').waitFor();
    expect(await page.locator('article').getByText('Granica: granice w pracy').count()).toBe(1);
  });

  it('starts a forum post', async () => {
    const { sandbox, guild, member } = bot();
    const channel = place();
    const forum = guild.addChannel({ name: 'pytania', kind: 'forum', tags: ['Stawki'] });
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await page.getByRole('link', { name: 'pytania' }).click();
    await page.getByText('Nowy post').click();
    await page.getByRole('textbox', { name: 'Tytuł' }).fill('Ile za logo?');
    await page.getByRole('textbox', { name: 'Treść' }).fill('Pierwsze zlecenie.');
    await page.getByText('Stawki').click();
    await page.getByRole('button', { name: 'Opublikuj' }).click();
    await page.getByRole('heading', { name: 'Ile za logo?' }).waitFor();
    await last(page).getByText('Pierwsze zlecenie.').waitFor();
    expect(page.url()).not.toContain(forum.id);
  });

  it('moves the clock, and shows requests with their verdicts', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 390, person: member, channel });
    await run(page, '/pomoc');
    await last(page).getByText('Granica: granice w pracy').waitFor();
    await page.getByRole('button', { name: 'Pokaż, co dzieje się za kulisami' }).click();
    await page.locator('.record-accepted').first().waitFor();
    const before = sandbox.clock.now();
    await page.getByRole('tab', { name: 'Zegar' }).click();
    await page.getByRole('button', { name: '+1 tydzień' }).click();
    await expect.poll(() => sandbox.clock.now() - before).toBeGreaterThanOrEqual(7 * 86_400_000);
    await page.getByRole('button', { name: 'Zatrzymaj zegar' }).click();
    await expect.poll(() => sandbox.clock.frozen).toBe(true);
    sandbox.clock.release();
    sandbox.clock.set(Date.now());
  });

  it('runs no command that lacks a required option, and says which', async () => {
    const { sandbox, member } = bot();
    const channel = place();
    const page = await open(sandbox.url, { width: 1280, person: member, channel });
    await pick(page, '/szablon użyj');
    const run: number[] = [];
    const note = (_stage: unknown, { type }: { readonly type: number }) => run.push(type);
    sandbox.events.on('interaction', note);
    await page.locator('#composer-run').click();
    await page.getByText('Ta opcja jest wymagana').waitFor();
    sandbox.events.off('interaction', note);
    expect(run).not.toContain(2);
  });
});
