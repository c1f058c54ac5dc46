const ALL = [1, 2, 3, 4, 5, 6, 7];
const WORKING = [1, 2, 3, 4, 5];

/** Weekdays as words in both languages, folded: abbreviations in full, longer words by prefix (all cases). */
const DAYS: readonly { readonly day: number; readonly short: readonly string[]; readonly stems: readonly string[] }[] =
  [
    { day: 1, short: ['pn', 'mo'], stems: ['pon', 'mon'] },
    { day: 2, short: ['wt', 'tu', 'tue', 'tues'], stems: ['wto', 'tues'] },
    { day: 3, short: ['sr', 'wed'], stems: ['sro', 'srod', 'wedn'] },
    { day: 4, short: ['cz', 'czw', 'th', 'thu', 'thur', 'thurs'], stems: ['czwart', 'thurs'] },
    { day: 5, short: ['pt', 'pia', 'fr', 'fri'], stems: ['piat', 'frid'] },
    { day: 6, short: ['so', 'sb', 'sob', 'sa', 'sat'], stems: ['sobot', 'sobo', 'satur'] },
    { day: 7, short: ['nd', 'ndz', 'su', 'sun'], stems: ['niedz', 'sund'] },
  ];

const GROUPS: readonly { readonly days: readonly number[]; readonly says: RegExp }[] = [
  { days: ALL, says: /^(?:codziennie|daily|everyday)$/ },
  { days: [6, 7], says: /^(?:weekend\w*)$/ },
  { days: WORKING, says: /^(?:weekdays?|workdays?|robocz\w*)$/ },
];

/** The weekday named by a folded word. */
export function readDay(word: string): number | undefined {
  const bare = word.replace(/\.$/, '');
  return DAYS.find(({ short, stems }) => short.includes(bare) || stems.some((stem) => bare.startsWith(stem)))?.day;
}

/** The group of days named by a folded word: "codziennie", "weekdays". */
export function readDayGroup(word: string): readonly number[] | undefined {
  return GROUPS.find(({ says }) => says.test(word))?.days;
}

/** The days from one to another, wrapping past Sunday: Friday to Monday is 1, 5, 6, 7. */
export function daysBetween(first: number, last: number): number[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => ((first - 1 + index) % 7) + 1).toSorted((a, b) => a - b);
}
