import { readdirSync, readFileSync } from 'node:fs';
import type { Answer, Channel, Person } from '@granica/discord-sandbox/persons';
import type { Locale } from '../../src/i18n/locales.ts';
import type { ShareKind } from '../../src/kinds/shares.ts';

/** What is read and pressed around what is shared. */
export const SHARE_WORDS = {
  pl: {
    question: 'Jak upiec sernik z rodzynkami na blachę?',
    article: 'Udostępnij na kanale',
    discussion: 'Zacznij rozmowę',
    ask: 'Zapytaj społeczność',
    message: 'Udostępnij na kanale',
    confirm: 'Udostępnij',
    confirmQuestion: 'Zapytaj',
    cancel: 'Anuluj',
    cancelled: 'Niczego nie udostępniono',
    takeBack: 'Cofnij',
    taken: 'Cofnięte',
    notYours: 'Cofnąć to może tylko osoba, która to udostępniła',
    mayNot: 'Nie możesz pisać na tym kanale',
    alone: 'Tę rozmowę czytasz tylko ty',
    list: 'Co udostępniam na kanałach',
    listTitle: 'Co udostępniasz na kanałach',
    nothing: 'niczego nie udostępniasz',
    open: 'Otwórz',
    waits: 'jeszcze tam jest',
    fromThere: 'naciśnij pod nią „Cofnij”',
    erase: 'Usuń wszystko',
    erased: 'Twoich danych już nie ma',
    removed: 'Z kanału zniknie też 1 wiadomość, którą udostępniasz',
    unreachable: 'Tych wiadomości nie mogę usunąć, bo mnie tam nie ma',
    left: 'na razie nie udało się usunąć',
  },
  en: {
    question: 'How do I bake a cheesecake with raisins?',
    article: 'Share in this channel',
    discussion: 'Start a discussion',
    ask: 'Ask the community',
    message: 'Share in channel',
    confirm: 'Share',
    confirmQuestion: 'Ask',
    cancel: 'Cancel',
    cancelled: 'Nothing was shared',
    takeBack: 'Withdraw',
    taken: 'Withdrawn',
    notYours: 'Only the person who shared this can withdraw it',
    mayNot: 'You can’t write in this channel',
    alone: 'Nobody but you reads this conversation',
    list: 'What I share in channels',
    listTitle: 'What you share in channels',
    nothing: 'You share nothing',
    open: 'Open it',
    waits: 'is still there',
    fromThere: 'press “Withdraw” under it',
    erase: 'Delete everything',
    erased: 'Your data is gone',
    removed: '1 message that you shared is removed from its channel as well',
    unreachable: 'I can’t remove these: I’m not a member there',
    left: 'Messages I couldn’t remove yet',
  },
} as const;

export interface Way {
  readonly kind: ShareKind;
  /** The button that begins it. */
  readonly button: string;
  /** Shows what can be shared. */
  readonly shown: (person: Person, place: Pick<Channel, 'id'>) => Promise<Answer>;
  /** All but the last step, and the last one: then it is public. */
  readonly prepare: (answer: Answer) => Promise<Answer>;
  readonly finish: (answer: Answer) => Promise<Answer>;
  /** What was typed and must come back. */
  readonly typed?: string;
}

/** Every way in which a person has the bot write to a channel for them, by the file that does it. */
export function waysToShare(locale: Locale): Readonly<Record<string, Way>> {
  const words = SHARE_WORDS[locale];
  const read = (person: Person, place: Pick<Channel, 'id'>) =>
    person.in(place).run('/guide read', { article: 'tip-official-channels' });
  return {
    'guide/share.ts': {
      kind: 'article',
      button: words.article,
      shown: read,
      prepare: (answer) => answer.click(words.article),
      finish: (question) => question.click(words.confirm),
    },
    'guide/discuss.ts': {
      kind: 'discussion',
      button: words.discussion,
      shown: read,
      prepare: (answer) => answer.click(words.discussion),
      finish: (question) => question.click(words.confirmQuestion),
    },
    'guide/no-answer.ts': {
      kind: 'question',
      button: words.ask,
      shown: (person, place) => person.in(place).run('/guide search', { query: words.question }),
      prepare: (answer) => answer.click(words.ask),
      finish: (form) => form.submit({ question: words.question }),
      typed: words.question,
    },
    'template/share.ts': {
      kind: 'message',
      button: words.message,
      async shown(person, place) {
        const form = await person.in(place).run('/template use', { template: 'polite-refusal' });
        return form.submit({ client: 'Anna', sender: 'Kasia' });
      },
      prepare: (answer) => answer.click(words.message),
      finish: (question) => question.click(words.confirm),
    },
  };
}

/** Shares in one way. */
export async function share(way: Way, person: Person, place: Pick<Channel, 'id'>): Promise<Answer> {
  return way.finish(await way.prepare(await way.shown(person, place)));
}

/** The files below a folder of the project whose text has this in it. */
export function filesWith(folder: string, text: string | RegExp): string[] {
  const root = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => {
      const source = readFileSync(new URL(file, root), 'utf8');
      return typeof text === 'string' ? source.includes(text) : text.test(source);
    })
    .toSorted();
}
