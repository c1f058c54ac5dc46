import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';

const WORDS = {
  pl: {
    rules: 'Zmień zasady',
    checkin: 'Zmień check-in',
    moderation: 'Zmień moderację',
    all: 'Wszystkie ustawienia',
    slow: 'Odstęp między anonimowymi kartami',
    slowIs: ': 30 minut',
    none: ': brak',
    words: 'Słowa do sprawdzenia',
    sharing: 'Udostępnianie kart',
    kept: 'Jak długo bot przechowuje dane społeczności',
    locale: 'Język',
    channel: 'Wybierz kanał',
    weekday: 'Wybierz dzień tygodnia',
    wednesday: 'środa',
    teamChannel: 'Wybierz kanał moderacji',
    role: 'Wybierz rolę moderacji',
    lines: [
      'Kanał check-inu: nie wybrano',
      'Dzień check-inu: piątek',
      'Godzina check-inu: 10:00',
      'Język: polski',
      'Udostępnianie kart: Pod nazwą konta',
      'Jak długo bot przechowuje dane społeczności: 12 miesięcy',
      'Asystent: Wyłączony',
    ],
    anonymous: 'Udostępnianie kart: Pod nazwą konta lub anonimowo',
    off: 'Udostępnianie kart: Wyłączone',
    last: 'ostatnia zmiana: ',
    now: 'Teraz: ',
    yours: 'Twój wybór: ',
    keep: 'Zostaw, jak jest',
    take: 'Zapisz mój wybór',
    time: 'Godzina i strefa',
    timeIs: 'Strefa czasowa: Europe/Warsaw; Godzina check-inu: 08:00',
  },
  en: {
    rules: 'Change rules',
    checkin: 'Change check-in',
    moderation: 'Change moderators',
    all: 'All settings',
    slow: 'Time between anonymous cards',
    slowIs: ': 30 minutes',
    none: ': none',
    words: 'Words to watch for',
    sharing: 'Sharing cards',
    kept: 'How long the server’s data is kept',
    locale: 'Language',
    channel: 'Choose the channel',
    weekday: 'Choose the day of the week',
    wednesday: 'Wednesday',
    teamChannel: 'Choose the moderators’ channel',
    role: 'Choose the moderators’ role',
    lines: [
      'Check-in channel: not chosen',
      'Check-in day: Friday',
      'Check-in time: 10:00',
      'Language: Polish',
      'Sharing cards: By name',
      'How long the server’s data is kept: 12 months',
      'Assistant: Off',
    ],
    anonymous: 'Sharing cards: By name or anonymously',
    off: 'Sharing cards: Off',
    last: 'In the meantime, ',
    now: 'Now: ',
    yours: 'Your choice: ',
    keep: 'Leave it as it is',
    take: 'Save my choice',
    time: 'Time and zone',
    timeIs: 'Time zone: Europe/Warsaw; Check-in time: 08:00',
  },
} as const;

const assistant = {
  apiKey: 'k',
  baseUrl: 'http://127.0.0.1:9/',
  chatModel: 'm',
  embeddingModel: undefined,
};

describe('/admin settings', () => {
  const bot = useBot({ clock: testClock('2026-11-24T08:00:00Z'), assistant });

  describe.each(['pl', 'en'] as const)('in %s', (locale) => {
    const w = WORDS[locale];
    const stored = () => bot().database.db.community.findFirstOrThrow();
    let monika: Person;
    let ola: Person;
    beforeEach(() => {
      monika = bot().newModerator(locale);
      ola = bot().newModerator(locale);
    });
    const open = async (person: Person, page: string) =>
      (await person.in(bot().channel).run('/admin settings')).click(page);

    it('keeps anonymous sharing slow, and words to watch for, tidied', async () => {
      const all = await monika.in(bot().channel).run('/admin settings');
      expect(all.text).toContain(w.slow + w.none);
      const page = await (await all.click(w.rules)).choose(w.slow, ['30']);
      const form = await page.click(w.words);
      const saved = await form.submit({ words: ' głup*\n\nnazwa *firmy*\ngłup* ' });
      expect(await stored()).toMatchObject({ slowMinutes: 30, watchWords: 'głup*\nnazwa *firmy*' });
      const shown = await saved.click(w.all);
      expect(shown.text).toContain(w.slow + w.slowIs);
      expect(shown.text).toContain(`${w.words}: głup\\*, nazwa \\*firmy\\*`);
      await (await (await shown.click(w.rules)).click(w.words)).submit({ words: '' });
      expect(await stored()).toMatchObject({ watchWords: '' });
    });

    it('asks whose words to watch for are to stay, however many they are', async () => {
      const slow = await (await open(monika, w.rules)).click(w.words);
      await (await (await open(ola, w.rules)).click(w.words)).submit({ words: 'pierwsza' });
      const many = Array.from({ length: 90 }, (_, number) => `słowo \`${number}\``).join('\n');
      const late = await slow.submit({ words: many });
      expect(late.text).toContain(`${w.now}${w.words}: pierwsza`);
      expect(late.text).toContain('słowo `89`');
      expect(await stored()).toMatchObject({ watchWords: 'pierwsza' });
      const taken = await late.click(w.take);
      expect(await stored()).toMatchObject({ watchWords: many });
      expect(taken.text).not.toContain(w.yours);
      // None at all is a choice as well.
      const empty = await (await open(monika, w.rules)).click(w.words);
      await (await (await open(ola, w.rules)).click(w.words)).submit({ words: 'druga' });
      await (await empty.submit({ words: '' })).click(w.take);
      expect(await stored()).toMatchObject({ watchWords: '' });
    });

    it('shows every setting with its value, and changes each', async () => {
      const { channel, checkin } = bot();
      await bot().database.db.community.create({
        data: { id: bot().guild.id, locale: 'pl', zone: 'Europe/Warsaw', checkinWeekday: 5, checkinTime: '10:00' },
      });
      const all = await monika.in(channel).run('/admin settings');
      expect(all.ephemeral).toBe(true);
      for (const line of w.lines) expect(all.text).toContain(line);
      let page = await all.click(w.rules);
      page = await page.choose(w.sharing, ['anonymous']);
      page = await page.choose(w.kept, ['24']);
      page = await page.choose(w.locale, ['en']);
      page = await (await page.click(w.all)).click(w.checkin);
      page = await page.choose(w.channel, [checkin]);
      page = await page.choose(w.weekday, [w.wednesday]);
      expect((await page.click(w.all)).text).toContain(w.anonymous);
      expect(await stored()).toMatchObject({
        sharing: 'anonymous',
        retentionMonths: 24,
        locale: 'en',
        checkinChannelId: checkin.id,
        checkinWeekday: 3,
      });
    });

    it('lets the second moderator see the first’s change and decide', async () => {
      const monikas = await open(monika, w.rules);
      const olas = await open(ola, w.rules);
      await olas.choose(w.sharing, ['off']);
      const told = await monikas.choose(w.sharing, ['anonymous']);
      expect(told.text).toContain(`${w.last}<@${ola.id}>`);
      expect(told.text).toContain(w.now + w.off);
      expect(told.text).toContain(w.yours + w.anonymous);
      expect((await stored()).sharing).toBe('off');
      const kept = await told.click(w.keep);
      expect(kept.text).not.toContain(w.last);
      expect((await stored()).sharing).toBe('off');
    });

    it('tells a moderator who fills in the time that somebody changed it meanwhile', async () => {
      const form = await (await open(monika, w.checkin)).click(w.time);
      const faster = await (await open(ola, w.checkin)).click(w.time);
      await faster.submit({ time: '8:00', zone: 'Europe/Warsaw' });
      const told = await form.submit({ time: '9:00', zone: 'America/Argentina/Buenos_Aires' });
      expect(told.text).toContain(w.now + w.timeIs);
      await told.click(w.take);
      expect(await stored()).toMatchObject({ checkinTime: '09:00', zone: 'America/Argentina/Buenos_Aires' });
    });

    it('clears the moderators’ channel and role', async () => {
      const { checkin, moderators } = bot();
      let page = await open(monika, w.moderation);
      page = await page.choose(w.teamChannel, [checkin]);
      page = await page.choose(w.role, [moderators]);
      expect(await stored()).toMatchObject({ moderatorChannelId: checkin.id, moderatorRoleId: moderators.id });
      page = await page.choose(w.teamChannel, []);
      await page.choose(w.role, []);
      expect(await stored()).toMatchObject({ moderatorChannelId: null, moderatorRoleId: null });
    });
  });

  it('asks in every list which of two choices is to stay', async () => {
    const { database, guild, channel, checkin, moderators } = bot();
    const role = guild.addRole({ name: 'Inna' });
    const w = WORDS.pl;
    const settings = { sharing: 'named', assistant: true, moderatorRoleId: null };
    await database.db.community.create({
      data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', checkinWeekday: 5, checkinTime: '10:00', ...settings },
    });
    const asked: string[] = [];
    for (const name of [w.checkin, w.moderation, w.rules]) {
      const lists = (await (await bot().newModerator().in(channel).run('/admin settings')).click(name)).selects;
      for (const { customId, options, placeholder } of lists) {
        const [faster, slower] = [bot().newModerator(), bot().newModerator()];
        const [theirs, mine] = await Promise.all(
          [faster, slower].map(async (person) => (await person.in(channel).run('/admin settings')).click(name)),
        );
        const present = (await stored())[0];
        const others = options.filter(({ default: chosen }) => !chosen).map(({ value }) => value);
        const [first, second] =
          options.length > 0 ? others : /rol/.test(placeholder) ? [role, moderators] : [channel, checkin];
        if (!theirs || !mine || !first) throw new Error(`nothing to choose in ${placeholder}`);
        await theirs.choose(customId, [first]);
        // A list of two has only the way back, which the slower one's panel shows as chosen already.
        const told = await mine.choose(customId, [
          second ?? options.find(({ default: chosen }) => chosen)?.value ?? '',
        ]);
        expect(told.text, placeholder).toContain(w.yours);
        const before = await stored();
        expect((await told.click(w.take)).text, placeholder).not.toContain(w.yours);
        expect(await stored(), placeholder).not.toEqual(before);
        expect(before).not.toEqual(present);
        asked.push(placeholder);
      }
    }
    expect(asked).toHaveLength(14);

    function stored() {
      return database.db.community.findMany({ omit: { updatedAt: true, checkinNextAt: true } });
    }
  });
});
