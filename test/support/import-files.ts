import fc from 'fast-check';
import type { SettingField } from '../../src/communities/settings-schema.ts';
import { SETTING_FIELDS } from '../../src/communities/settings-schema.ts';

/** A value for a setting, and whether an import may take it. */
export interface Given {
  readonly value: unknown;
  readonly right: boolean;
}

/** A file for `/admin import`, and which of its settings break their rules. */
export interface GivenFile {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly wrong: readonly SettingField[];
  readonly template: readonly GivenText[];
  readonly article: readonly GivenText[];
}

export interface GivenText {
  readonly slug: string;
  readonly locale: 'pl' | 'en';
  readonly state: 'published' | 'hidden';
  readonly text: string;
}

/** What no text may hold as it is: it is turned into something that can be stored. */
const HARM = ['\u0000', '\ud800', '\udfff', '\u0007', '\r\n', '\r', 'e\u0301', '\ufeff', '\ufdd0', '\u202e', '👩‍👩‍👧'];

const text = fc
  .array(fc.oneof(fc.constantFrom(...HARM), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 6 })
  .map((parts) => parts.join(''));

/** Blanks and capitals that people and spreadsheets add. */
const typed = (value: string) =>
  fc.constantFrom(
    value,
    ` ${value}`,
    `${value} `,
    value.toLowerCase(),
    value.toUpperCase(),
    value.replaceAll('_', ' '),
  );

const right = <T>(values: fc.Arbitrary<T>) => values.map((value): Given => ({ value, right: true }));
const wrong = (...values: readonly unknown[]) =>
  fc.constantFrom(...values).map((value): Given => ({ value, right: false }));
const either = (good: fc.Arbitrary<unknown>, ...bad: readonly unknown[]) =>
  fc.oneof({ weight: 12, arbitrary: right(good) }, { weight: 1, arbitrary: wrong(...bad) });
const whole = (min: number, max: number, ...bad: readonly unknown[]) =>
  either(fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max)), min - 1, max + 1, min + 0.5, '5', null, ...bad);
const flag = either(fc.boolean(), 'yes', 0, null);

const zones = ['Europe/Warsaw', 'America/New_York', 'US/Eastern', 'Europe/Kiev', 'Etc/UTC', 'Etc/GMT+12', 'GMT'];
const moreZones = ['Pacific/Apia', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Antarctica/Troll'];
const times = ['10:00', '9.30', ' 00:00', '23:59 ', '7', '9:05', '12 am', '12:30pm', '02:30'];
const days = ['2000-01-01', '2026-12-24', '24.12.2026', ' 2027-1-5 ', '9999-12-30', '9999-12-31', '2024-02-29'];
const noDays = ['0000-01-01', '1999-12-31', '10000-01-01', '+010000-01-01', '2026-02-30', '2026-02-29', '', 'jutro', 5];
const noId = ['0', '-1', '01', '5.5', '18446744073709551616', 'ogólny', '<#5>', '5 5', 5, ''];
const id = (...own: readonly string[]) =>
  either(fc.constantFrom(null, '5', ' 5 ', '18446744073709551615', ...own), ...noId);

/** Values for every setting, right and wrong ones. */
function valuesOf(own: { readonly channel: string; readonly role: string }): Record<SettingField, fc.Arbitrary<Given>> {
  return {
    locale: either(fc.constantFrom('pl', 'en'), 'PL', 'de', '', null),
    zone: either(
      fc.constantFrom(...zones, ...moreZones).chain(typed),
      ...[
        'Mars/Olympus',
        '',
        ' ',
        'UTC+2',
        '+02:00',
        'Warszawa',
        'Europe/Warsaw\u0000',
        '__proto__',
        'x'.repeat(99),
        null,
      ],
    ),
    checkinChannelId: id(own.channel, own.channel, own.channel),
    checkinWeekday: whole(1, 7).map((given) => (given.value === null ? { value: null, right: true } : given)),
    checkinTime: either(fc.constantFrom(...times, null), '24:00', '25:00', '9:60', '', '-1', '10:00:00', 10),
    checkinWindowHours: whole(1, 156),
    checkinCatchUpHours: whole(0, 48),
    checkinHolidays: either(fc.constantFrom('PL', 'pl', ' US ', 'XX', 'ZZ', null), 'Polska', 'P', 'P1', '', 5),
    checkinPausedUntil: either(fc.constantFrom(...days, null, null, null), ...noDays),
    moderatorChannelId: id(own.channel),
    moderatorRoleId: id(own.role),
    digestInChannel: flag,
    sharing: either(fc.constantFrom('off', 'named', 'anonymous'), 'all', '', null),
    slowMinutes: whole(0, 60),
    watchWords: either(fc.oneof(text, fc.constant('*, ;\n*'), fc.constant('tani*\r\ntanio')), 'x'.repeat(1001), null),
    retentionMonths: whole(1, 60),
    assistant: flag,
    assistantTokens: whole(1000, 10_000_000, Number.MAX_SAFE_INTEGER),
    digestSummary: flag,
  };
}

const front = (title: string) => `---\ntitle: ${JSON.stringify(title)}\nsummary: Krótko\nkeywords: []\n---\n\n`;
const body = fc.tuple(text, text).map(([first, second]) => `Dzień dobry ${first}\n\n## Dalej\n\n${second} koniec`);
const item = (title: fc.Arbitrary<string>) =>
  fc.record({
    locale: fc.constantFrom('pl' as const, 'en' as const),
    state: fc.constantFrom('published' as const, 'hidden' as const),
    text: fc.tuple(title, body).map(([one, rest]) => front(one) + rest),
  });
const titles = fc.oneof(
  text.map((one) => `T ${one}`.slice(0, 40)),
  fc.constantFrom('Prośba', 'A\u0000B', 'Wzór: "cytat"'),
);

function texts(prefix: string) {
  return fc
    .array(item(titles), { maxLength: 2 })
    .map((items) => items.map((one, at): GivenText => ({ slug: `${prefix}-${at + 1}`, ...one })));
}

/** Files as exports, spreadsheets, other programs and people write them: all right, or with a few values that are not. */
export function importFiles(own: { readonly channel: string; readonly role: string }): fc.Arbitrary<GivenFile> {
  const values = valuesOf(own);
  return fc
    .tuple(fc.record(values, { requiredKeys: [] }), texts('wzor'), texts('artykul'))
    .map(([given, template, article]) => ({
      settings: Object.fromEntries(Object.entries(given).map(([field, { value }]) => [field, value])),
      wrong: SETTING_FIELDS.filter((field) => given[field]?.right === false),
      template,
      article,
    }));
}
