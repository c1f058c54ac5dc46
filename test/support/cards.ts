import type { Answer, Person } from '@granica/discord-sandbox/persons';
import type { Locale } from '../../src/i18n/locales.ts';
import type { TestBot } from './bot.ts';
import { setUpCheckin } from './checkin.ts';
import type { TestClock } from './clock.ts';

/** A Friday, 10:00 in Warsaw: when the check-in of {@link discussionOf} is posted. */
export const FRIDAY = '2026-11-27T09:00:00Z';

/** What is read and pressed around cards. */
export const CARD_WORDS = {
  pl: {
    log: 'Zapisz naruszenie',
    share: 'Udostępnij w dyskusji',
    preview: 'Tak zobaczą to inni',
    confirm: 'Udostępnij',
    ownCard: 'Karta w dyskusji',
    over: 'Ten check-in jest zamknięty',
    showEntry: 'Pokaż',
    done: 'w dyskusji tego tygodnia',
    held: 'Moderacja najpierw to przeczyta',
    change: 'Zmień',
    withdraw: 'Wycofaj',
    cancel: 'Rezygnuję',
    contact: 'adres e-mail, numer telefonu',
    meToo: 'Też tak mam',
    meTooOnce: 'Też tak mam · 1',
    own: 'To twoja karta',
    advise: 'Doradź',
    advice: 'radzi',
    helped: 'Pomogło',
    rated: 'ta rada pomogła',
    report: 'Zgłoś',
    remove: 'Usuń',
    keep: 'Zostaw',
    show: 'Opublikuj w dyskusji',
    removed: 'Moderacja usunęła twoją kartę',
    tellMe: 'Następnym razem napisz do mnie',
    tellMeNot: 'Nie pisz do mnie o tym',
    decided: 'już rozstrzygnięta',
    takenBack: 'wycofała swój tekst',
    stays: 'zostaje w dyskusji',
    gone: 'usunięte z dyskusji',
    ownText: 'To twój tekst',
    waits: 'Coś czeka na decyzję moderacji',
    empty: 'Nic nie czeka',
    blocked: 'nie możesz udostępniać anonimowo',
    slow: 'Następną można udostępnić',
    noDiscussion: 'nie ma otwartej dyskusji',
    namedOnly: 'tylko pod nazwą konta',
    delete: 'Usuń',
    deleteForGood: 'Usuń na zawsze',
    erase: 'Usuń wszystko',
    calm: 'Spokojny tydzień',
    digest: 'Co przyniósł ten check-in',
  },
  en: {
    log: 'Log a crossed boundary',
    share: 'Share in the discussion',
    preview: 'This is what others will see',
    confirm: 'Share it',
    ownCard: 'Card in the discussion',
    over: 'This check-in has closed',
    showEntry: 'Show',
    done: 'in this week’s discussion',
    held: 'Moderators will read it first',
    change: 'Change it',
    withdraw: 'Withdraw',
    cancel: 'Never mind',
    contact: 'an email address, a phone number',
    meToo: 'Me too',
    meTooOnce: 'Me too · 1',
    own: 'This is your card',
    advise: 'Offer advice',
    advice: 'advises',
    helped: 'It helped',
    rated: 'this advice helped',
    report: 'Report',
    remove: 'Remove',
    keep: 'Keep',
    show: 'Publish',
    removed: 'Moderators removed your card',
    tellMe: 'DM me next time',
    tellMeNot: 'Don’t DM me about this',
    decided: 'already been decided',
    takenBack: 'withdrew it',
    stays: 'it stays in the discussion',
    gone: 'it was removed',
    ownText: 'You wrote this',
    waits: 'Something is waiting for a moderator’s decision',
    empty: 'Nothing is waiting',
    blocked: 'can’t share anonymously',
    slow: 'The next one can be shared',
    noDiscussion: 'No discussion is open',
    namedOnly: 'only share under your own name',
    delete: 'Delete',
    deleteForGood: 'Delete for good',
    erase: 'Delete everything',
    calm: 'A quiet week',
    digest: 'What came out of this check-in',
  },
} as const;

/** What members do in a check-in's discussion, for tests. Open one with `open` first. */
export function discussionOf(bot: () => TestBot, locale: Locale) {
  const words = CARD_WORDS[locale];
  let threadId = '';
  const tick = () => bot().app.runJob('check-ins');
  /** What an anonymous author has done is seen now: it takes a random while of minutes. */
  const appear = async () => {
    const { clock } = bot();
    if ('advance' in clock) (clock as TestClock).advance({ minutes: 5 });
    await tick();
  };
  const inThread = (person: Person) => person.in({ id: threadId });
  /** Cards in the discussion, as anybody sees them. */
  const cards = (person = bot().other) =>
    inThread(person)
      .messages()
      .filter(({ buttons }) => buttons.some(({ label }) => label?.startsWith(words.meToo)));
  const log = async (person: Person, story = 'Klient **krzyczał** przez telefon'): Promise<Answer> => {
    const form = await person.in(bot().checkin).run('/violation log');
    return form.submit({ kind: 'disrespect', story, reaction: 'refused' });
  };
  /** The preview of a card. */
  const share = async (person: Person, as: 'anonymous' | 'named' = 'anonymous', story = 'Krzyk przez telefon') => {
    const form = await (await log(person)).click(words.share);
    return form.submit({ story, learned: 'Kończę rozmowę', as });
  };
  return {
    words,
    tick,
    appear,
    inThread,
    cards,
    log,
    share,
    thread: () => threadId,
    /** Shares a card, and has it posted. The answer is the author's own. */
    async shared(person: Person, as: 'anonymous' | 'named' = 'anonymous', story?: string): Promise<Answer> {
      const own = await (await share(person, as, story)).click(words.confirm);
      await (as === 'anonymous' ? appear() : tick());
      return own;
    },
    /** A new member: what a person may do in a minute is limited. */
    join(name: string): Person {
      const { sandbox, guild } = bot();
      const person = sandbox.addPerson({ name, locale });
      guild.join(person);
      return person;
    },
    /** Has the check-in posted, if it can be, with settings that differ from: everybody may share, by name and anonymously. */
    async open(settings: object = {}): Promise<void> {
      const shared = { sharing: 'anonymous', setUpAt: new Date(FRIDAY) };
      await setUpCheckin(bot(), { locale, nextAt: FRIDAY, ...shared, ...settings });
      await tick();
      const { database, guild } = bot();
      const opened = await database.db.checkin.findFirst({ where: { communityId: guild.id } });
      threadId = opened?.threadId ?? '';
    },
  };
}
