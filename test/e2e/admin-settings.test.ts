import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock('2026-11-24T08:00:00Z');

describe('/admin settings', () => {
  const bot = useBot({ clock });
  const stored = () => bot().database.db.community.findFirstOrThrow();

  it('keeps anonymous sharing slow, and words to watch for, tidied', async () => {
    const { moderator, channel } = bot();
    const all = await moderator.in(channel).run('/admin ustawienia');
    expect(all.text).toContain('Odstęp między anonimowymi wpisami: brak');
    const page = await (await all.click('Zmień zasady')).choose('Odstęp między anonimowymi wpisami', ['30']);
    const form = await page.click('Wyrazy pod obserwacją');
    const saved = await form.submit({ words: ' głup*\n\nnazwa *firmy*\ngłup* ' });
    expect(await stored()).toMatchObject({ slowMinutes: 30, watchWords: 'głup*\nnazwa *firmy*' });
    const shown = await saved.click('Wszystkie ustawienia');
    expect(shown.text).toContain('Odstęp między anonimowymi wpisami: 30 minut');
    expect(shown.text).toContain('Wyrazy pod obserwacją: głup\\*, nazwa \\*firmy\\*');
    const again = await (await shown.click('Zmień zasady')).click('Wyrazy pod obserwacją');
    await again.submit({ words: '' });
    expect(await stored()).toMatchObject({ watchWords: '' });
  });

  it('does not overwrite the words of a faster moderator', async () => {
    const { moderator, channel } = bot();
    const ola = bot().newModerator();
    const rules = async (person: typeof ola) =>
      (await person.in(channel).run('/admin ustawienia')).click('Zmień zasady');
    const slow = await (await rules(moderator)).click('Wyrazy pod obserwacją');
    const fast = await (await rules(ola)).click('Wyrazy pod obserwacją');
    await fast.submit({ words: 'pierwsza' });
    const late = await slow.submit({ words: `druga ${'x'.repeat(150)}` });
    expect(late.text).toContain('pierwsza');
    expect(late.text).toContain('druga');
    expect(await stored()).toMatchObject({ watchWords: 'pierwsza' });
  });

  it('shows every setting with its value, and changes each', async () => {
    const { moderator, channel, checkin } = bot();
    const all = await moderator.in(channel).run('/admin ustawienia');
    expect(all.ephemeral).toBe(true);
    for (const line of [
      'Kanał check-inu: nie wybrano',
      'Dzień check-inu: piątek',
      'Godzina check-inu: 10:00',
      'Język: polski',
      'Udostępnianie wpisów: Pod nazwą konta',
      'Jak długo bot przechowuje dane społeczności: 12 miesięcy',
      'Asystent: Wyłączony',
    ])
      expect(all.text).toContain(line);
    let page = await all.click('Zmień zasady');
    page = await page.choose('Udostępnianie wpisów', ['anonymous']);
    page = await page.choose('Jak długo bot przechowuje dane społeczności', ['24']);
    page = await page.choose('Język', ['en']);
    page = await (await page.click('Wszystkie ustawienia')).click('Zmień check-in');
    page = await page.choose('Wybierz kanał', [checkin]);
    page = await page.choose('Wybierz dzień tygodnia', ['środa']);
    const shown = await page.click('Wszystkie ustawienia');
    expect(shown.text).toContain('Udostępnianie wpisów: Pod nazwą konta lub anonimowo');
    expect(await stored()).toMatchObject({
      sharing: 'anonymous',
      retentionMonths: 24,
      locale: 'en',
      checkinChannelId: checkin.id,
      checkinWeekday: 3,
    });
  });

  it('lets the second moderator see the first’s change and decide', async () => {
    const { moderator, channel } = bot();
    const ola = bot().newModerator();
    const monikas = await (await moderator.in(channel).run('/admin settings')).click('Zmień zasady');
    const olas = await (await ola.in(channel).run('/admin settings')).click('Zmień zasady');
    await olas.choose('Udostępnianie wpisów', ['off']);
    const told = await monikas.choose('Udostępnianie wpisów', ['anonymous']);
    expect(told.text).toContain(`ostatnia zmiana: <@${ola.id}>`);
    expect(told.text).toContain('Teraz: Udostępnianie wpisów: Wyłączone');
    expect(told.text).toContain('Twój wybór: Udostępnianie wpisów: Pod nazwą konta lub anonimowo');
    expect((await stored()).sharing).toBe('off');
    const kept = await told.click('Zostaw, jak jest');
    expect(kept.text).not.toContain('ostatnia zmiana');
    expect((await stored()).sharing).toBe('off');

    await olas.choose('Jak długo bot przechowuje dane społeczności', ['24']);
    const again = await monikas.choose('Jak długo bot przechowuje dane społeczności', ['6']);
    // Monika's panel was shown anew after Ola's first change, and again before the second: only the retention differs.
    const taken = await again.click('Zapisz mój wybór');
    expect(taken.text).not.toContain('ostatnia zmiana');
    expect((await stored()).retentionMonths).toBe(6);
  });

  it('tells a moderator who fills in the time that somebody changed it meanwhile', async () => {
    const { moderator, channel } = bot();
    const ola = bot().newModerator();
    const form = await (await moderator.in(channel).run('/admin setup')).click('Godzina i strefa');
    await (await (await ola.in(channel).run('/admin setup')).click('Godzina i strefa')).submit({
      time: '8:00',
      zone: 'Europe/Warsaw',
    });
    const told = await form.submit({ time: '9:00', zone: 'America/Argentina/Buenos_Aires' });
    expect(told.text).toContain('Teraz: Strefa czasowa: Europe/Warsaw; Godzina check-inu: 08:00');
    await told.click('Zapisz mój wybór');
    expect(await stored()).toMatchObject({ checkinTime: '09:00', zone: 'America/Buenos_Aires' });
  });

  it('clears the moderators’ channel and role', async () => {
    const { moderator, channel, checkin, moderators } = bot();
    let page = await (await moderator.in(channel).run('/admin settings')).click('Zmień moderację');
    page = await page.choose('Wybierz kanał moderacji', [checkin]);
    page = await page.choose('Wybierz rolę moderacji', [moderators]);
    expect(await stored()).toMatchObject({ moderatorChannelId: checkin.id, moderatorRoleId: moderators.id });
    page = await page.choose('Wybierz kanał moderacji', []);
    await page.choose('Wybierz rolę moderacji', []);
    expect(await stored()).toMatchObject({ moderatorChannelId: null, moderatorRoleId: null });
  });
});
