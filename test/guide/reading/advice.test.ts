import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../src/app/content.ts';
import { adviseOn, messagesFor } from '../../../src/guide/reading/advice.ts';
import { tellsOfFreeDays } from '../../../src/guide/reading/free-days.ts';
import { matterOf } from '../../../src/kinds/what-helps.ts';

const { guides, searchSources } = await loadContent();
const advise = (locale: 'pl' | 'en', message: string) => adviseOn([searchSources[locale]], message);

describe('different troubles in one message', () => {
  it.each([
    [
      'pl',
      'Klient nie zapłacił faktury za październik, przelewu nie ma od miesiąca. Do tego dzwoni do mnie po 22 i w niedziele. Lubię ' +
        'tę pracę.',
      ['late-payment', 'after-hours'],
    ],
    [
      'en',
      'The client has not paid my October invoice, a month overdue now. On top of that he calls me after 10 pm. I like the work itself.',
      ['late-payment', 'after-hours'],
    ],
  ] as const)('%s: each has a section, none has two', (locale, message, matters) => {
    const { documents, confidence } = advise(locale, message);
    const found = documents.map(({ id }) => matterOf(id));
    expect(found).toEqual(expect.arrayContaining([...matters]));
    expect(new Set(found).size).toBe(found.length);
    const messages = messagesFor(guides[locale], documents, confidence);
    expect(messages).toEqual(expect.arrayContaining(['working-hours-reminder']));
    expect(messages.some((id) => ['late-payment-reminder', 'payment-demand'].includes(id))).toBe(true);
  });

  it('are never three neighbours of the same matter', () => {
    const { documents } = advise('pl', 'klient nie płaci faktury');
    const found = documents.map(({ id }) => matterOf(id));
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('the kind that a message tells of', () => {
  it.each([
    ['pl', 'Klient dzwoni do mnie po godzinach, zawsze po dwudziestej', 'after-hours'],
    ['pl', 'Klientka dzwoni w święta i w każdą niedzielę, kiedy nie pracuję', 'weekend-holiday'],
    ['en', 'My client calls me on Sundays and on holidays when I do not work', 'weekend-holiday'],
    ['en', 'The client has not paid my invoice for six weeks', 'late-payment'],
    ['pl', 'Klient wyzywa mnie i krzyczy na mnie przez telefon', 'disrespect'],
    ['en', 'My client sent me a friend request on Facebook', 'social-media'],
    ['pl', 'Kto idzie dziś na piwo?', undefined],
    ['en', 'invoice', undefined],
  ] as const)('%s: %s', (locale, message, kind) => {
    expect(advise(locale, message).kind).toBe(kind);
  });
});

it('knows free days in both languages, and the world from the holidays', () => {
  for (const text of ['w Święta', 'w swieta', 'podczas świąt', 'w sobotę', 'on Sunday', 'the HOLIDAYS'])
    expect(tellsOfFreeDays(text), text).toBe(true);
  for (const text of ['na całym świecie', 'świat jest mały', 'świątynia', 'on Monday'])
    expect(tellsOfFreeDays(text), text).toBe(false);
});
