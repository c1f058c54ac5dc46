import { SHEET_PARTS, type Sheet, type SheetUpdate } from '../../src/sheet/sheet.ts';
import { type SheetStore, saveSheetPart } from '../../src/sheet/store.ts';

/** A sheet with everything filled in. */
export const FULL_SHEET: Sheet = {
  hours: {
    spans: [
      { days: [1, 2, 3, 4], from: '09:00', to: '17:00' },
      { days: [5], from: '09:00', to: '14:00' },
    ],
    zone: 'Europe/Warsaw',
  },
  contact: {
    channels: ['e-mail', 'Slack'],
    responseTime: { amount: 1, unit: 'workingDay' },
    callLength: { amount: 30, unit: 'minute' },
    emergency: 'tel. 600 000 000',
  },
  scope: {
    included: ['projekt strony głównej', 'cztery podstrony'],
    excluded: ['sklep', 'tłumaczenia'],
    turnaround: { least: 3, amount: 5, unit: 'workingDay' },
    rounds: 2,
    extraRate: { sum: { amount: 150, currency: 'PLN' }, per: 'hour' },
  },
  payment: {
    methods: ['transfer', 'blik'],
    due: 14,
    lateFee: { sum: { amount: 50, currency: 'PLN' }, per: 'week', begun: true },
  },
  away: { timeOff: [{ from: '2026-12-21', to: '2027-01-03' }], country: 'PL' },
  focus: { priorities: ['nowe portfolio', 'mniej pracy w weekendy'], quarter: '2026-Q4', keptHours: 20 },
};

/** A sheet that somebody has begun. */
export const HALF_SHEET: Sheet = {
  hours: { spans: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }] },
  contact: { channels: ['e-mail'] },
  payment: { due: 0 },
};

const stars = (length: number) => '*'.repeat(length);
const text = { text: stars(120) };
const spans = Array.from({ length: 14 }, (_, index) => ({
  days: [(index % 7) + 1],
  from: index < 7 ? `08:${10 + index}` : `13:${10 + index}`,
  to: index < 7 ? `12:${10 + index}` : `17:${10 + index}`,
}));

/** A sheet with as much in it as can be, all of which Markdown would take for marks. */
export const LONGEST_SHEET: Sheet = {
  hours: { spans, zone: 'America/Argentina/Buenos_Aires' },
  contact: {
    channels: Array.from({ length: 5 }, () => stars(40)),
    responseTime: text,
    callLength: text,
    emergency: stars(120),
  },
  scope: {
    included: Array.from({ length: 10 }, () => stars(40)),
    excluded: Array.from({ length: 10 }, () => stars(30)),
    turnaround: text,
    rounds: 20,
  },
  payment: { methods: ['transfer', 'card', 'blik', 'paypal', 'cash'], due: 365, lateFee: text },
  away: {
    timeOff: Array.from({ length: 8 }, (_, index) => ({
      from: `2026-0${index + 1}-27`,
      to: `2027-0${index + 2}-03`,
    })),
    country: 'PL',
  },
  focus: { priorities: Array.from({ length: 5 }, () => stars(80)), quarter: '2026-Q4', keptHours: 20 },
};

/** The parts of a sheet, each as it is saved. */
export function updatesOf(sheet: Sheet): SheetUpdate[] {
  return SHEET_PARTS.flatMap((part) => {
    const content = sheet[part];
    return content === undefined ? [] : [{ part, content } as SheetUpdate];
  });
}

/** Saves a whole sheet. */
export async function saveSheet(store: SheetStore, personId: string, sheet: Sheet): Promise<void> {
  for (const update of updatesOf(sheet)) await saveSheetPart(store, personId, update);
}
