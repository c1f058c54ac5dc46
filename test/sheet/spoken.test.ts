import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import type { Span } from '../../src/sheet/sheet.ts';
import { sayHoursAloud } from '../../src/sheet/spoken.ts';

const translator = loadTranslator(CONTENT_DIR);
const WEEKDAYS = [1, 2, 3, 4, 5];

describe('hours as they are said on the phone', () => {
  it.each<[Span[], string | undefined, string | undefined]>([
    [
      [{ days: WEEKDAYS, from: '08:00', to: '16:00' }],
      'od poniedziałku do piątku, od ósmej do szesnastej',
      'Monday to Friday, eight to four',
    ],
    [
      [
        { days: [1, 2, 3, 4], from: '09:00', to: '17:30' },
        { days: [5], from: '09:00', to: '12:00' },
      ],
      'od poniedziałku do czwartku, od dziewiątej do siedemnastej trzydzieści i w piątek, od dziewiątej do dwunastej',
      'Monday to Thursday, nine to five thirty and on Friday, nine to noon',
    ],
    [
      [{ days: [1, 2, 3, 4, 5, 6, 7], from: '12:00', to: '24:00' }],
      'codziennie, od dwunastej do północy',
      'every day, noon to midnight',
    ],
    [
      [{ days: WEEKDAYS, from: '12:30', to: '21:15' }],
      'od poniedziałku do piątku, od dwunastej trzydzieści do dwudziestej pierwszej piętnaście',
      'Monday to Friday, twelve thirty to nine fifteen',
    ],
    // "Eight to nine" would be an hour.
    [
      [{ days: WEEKDAYS, from: '08:00', to: '21:00' }],
      'od poniedziałku do piątku, od ósmej do dwudziestej pierwszej',
      undefined,
    ],
    [[{ days: WEEKDAYS, from: '00:30', to: '08:00' }], undefined, undefined],
    [[{ days: [1, 3, 5], from: '09:00', to: '17:00' }], undefined, undefined],
    [[{ days: WEEKDAYS, from: '09:10', to: '17:00' }], undefined, undefined],
    [[1, 2, 3].map((day) => ({ days: [day], from: '09:00', to: '17:00' })), undefined, undefined],
    [[], undefined, undefined],
  ])('%j', (spans, polish, english) => {
    expect(sayHoursAloud({ spans }, { locale: 'pl', t: translator('pl') })).toBe(polish);
    expect(sayHoursAloud({ spans }, { locale: 'en', t: translator('en') })).toBe(english);
  });
});
