import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock('2026-11-24T08:00:00Z');

/** The guild's second moderator. */
function secondModerator({ sandbox, guild, moderators }: ReturnType<ReturnType<typeof useBot>>) {
  const ola = sandbox.addPerson({ name: 'Ola', locale: 'pl' });
  guild.join(ola, { roles: [moderators] });
  return ola;
}

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
    const ola = secondModerator(bot());
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
    const ola = secondModerator(bot());
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
    const ola = secondModerator(bot());
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

describe('/admin audit', () => {
  const bot = useBot({ clock });

  async function changeSome() {
    const { moderator, channel } = bot();
    const page = await (await moderator.in(channel).run('/admin settings')).click('Zmień zasady');
    await page.choose('Udostępnianie wpisów', ['off']);
    clock.advance({ hours: 1 });
    await page.choose('Jak długo bot przechowuje dane społeczności', ['24']);
  }

  it('shows who changed what from what to what, and takes it back', async () => {
    const { moderator, channel, database } = bot();
    await changeSome();
    const trail = await moderator.in(channel).run('/admin dziennik');
    expect(trail.text).toContain(`**Zmiana ustawień** · <@${moderator.id}> · <t:`);
    expect(trail.text).toContain('- Udostępnianie wpisów: Pod nazwą konta → Wyłączone');
    expect(trail.text).toContain('- Jak długo bot przechowuje dane społeczności: 12 miesięcy → 24 miesiące');
    expect(trail.buttons.filter(({ label }) => label === 'Cofnij')).toHaveLength(2);
    const undone = await trail.click('Cofnij');
    expect(undone.text).toContain('Zmiana jest cofnięta');
    expect((await database.db.community.findFirstOrThrow()).retentionMonths).toBe(12);
    // Pressed a second time, nothing is left to take back.
    expect((await trail.click('Cofnij')).text).toContain('ktoś zmienił to później jeszcze raz');
    const after = await moderator.in(channel).run('/admin audit');
    expect(after.text).toContain('24 miesiące → 12 miesięcy');
  });

  it('is filtered by kind, person and period, and turns pages', async () => {
    const { moderator, member, channel, guild, database } = bot();
    await changeSome();
    const entry = {
      communityId: guild.id,
      actorId: member.id,
      action: 'template.add',
      after: '{"title":"Mój *szablon*"}',
    };
    for (let day = 1; day <= 9; day += 1)
      await database.db.auditEntry.create({ data: { ...entry, createdAt: new Date(`2026-10-0${day}T08:00:00Z`) } });
    const trail = await moderator.in(channel).run('/admin audit');
    expect(trail.buttons.map(({ label }) => label)).toContain('Dalej (1/2)');
    expect((await trail.click('Dalej (1/2)')).text).toContain('Mój \\*szablon\\*');
    const filtered = await trail.choose('Rodzaj zmian', ['Szablony społeczności']);
    expect(filtered.text).not.toContain('Zmiana ustawień');
    expect((await filtered.choose('Okres', ['Ostatnie 30 dni'])).text).toContain('Nie ma tu żadnych zmian');
    const mine = await moderator.in(channel).run('/admin audit', { osoba: member });
    expect(mine.text).toContain(`Zmiany, które wprowadza <@${member.id}>`);
    expect(mine.text).not.toContain('Zmiana ustawień');
    const short = await moderator.in(channel).run('/admin audit', { rodzaj: 'Ustawienia', okres: 'Ostatnie 7 dni' });
    expect(short.text.match(/Zmiana ustawień/g)).toHaveLength(2);
  });

  it('is exported as CSV and JSON, without a way into a spreadsheet’s formulas', async () => {
    const { moderator, channel, guild, database } = bot();
    await changeSome();
    await database.db.auditEntry.create({
      data: {
        communityId: guild.id,
        actorId: null,
        action: 'article.add',
        after: '{"title":"=1+1, \\"x\\""}',
        createdAt: new Date('2026-11-24T08:00:00Z'),
      },
    });
    const trail = await moderator.in(channel).run('/admin audit');
    expect(trail.text).toContain('**Nowy artykuł** · usunięta osoba');
    const read = async (label: string) => {
      const [file] = (await trail.click(label)).files;
      return (await fetch(file?.url ?? '')).text();
    };
    const csv = await read('Pobierz CSV');
    expect(csv.split('\r\n')).toHaveLength(5);
    expect(csv).toContain('usunięta osoba,article.add,,"{""title"":""=1+1, \\""x\\""""}"');
    const json: unknown = JSON.parse(await read('Pobierz JSON'));
    expect(json).toMatchObject({
      format: 'granica-audit',
      entries: [{ actor: moderator.id, after: { retentionMonths: 24 } }, {}, { actor: null }],
    });
  });
});
