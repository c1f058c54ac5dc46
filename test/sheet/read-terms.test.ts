import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readTimeOff } from '../../src/sheet/read-away.ts';
import { readDue, readLateFee, readRate, readRounds, readTerm, readWeeklyHours } from '../../src/sheet/read-terms.ts';

const outcome = <T>(read: { ok: true; value: T } | { ok: false; code: string }) => (read.ok ? read.value : read.code);

describe('lengths of time', () => {
  it.each([
    ['30 min', { amount: 30, unit: 'minute' }],
    ['do 30 minut', { amount: 30, unit: 'minute' }],
    ['pół godziny', { amount: 30, unit: 'minute' }],
    ['up to an hour', { amount: 1, unit: 'hour' }],
    ['1,5 h', { amount: 1.5, unit: 'hour' }],
    ['24h', { amount: 24, unit: 'hour' }],
    ['w ciągu jednego dnia roboczego', { amount: 1, unit: 'workingDay' }],
    ['dzień roboczy', { amount: 1, unit: 'workingDay' }],
    ['within one working day', { amount: 1, unit: 'workingDay' }],
    ['2 business days', { amount: 2, unit: 'workingDay' }],
    ['4 godziny robocze', { amount: 4, unit: 'workingHour' }],
    ['2–3 dni robocze', { least: 2, amount: 3, unit: 'workingDay' }],
    ['two to three weeks', { least: 2, amount: 3, unit: 'week' }],
    ['dwa tygodnie', { amount: 2, unit: 'week' }],
    ['tego samego dnia', { text: 'tego samego dnia' }],
    ['5 dni roboczych od przekazania materiałów', { text: '5 dni roboczych od przekazania materiałów' }],
    ['30', 'unreadable'],
    ['-3 dni', 'unreadable'],
    ['0 minut', 'out-of-range'],
    ['5–2 dni', 'out-of-range'],
    ['9999 dni', 'out-of-range'],
    [`dni ${'x'.repeat(120)}`, 'too-long'],
  ])('%j', (typed, expected) => {
    expect(outcome(readTerm(typed))).toEqual(expected);
  });
});

describe('revision rounds', () => {
  it.each([
    ['2', 2],
    ['dwie rundy', 2],
    ['3 rounds', 3],
    ['brak', 0],
    ['0', 0],
    ['1,5', 'unreadable'],
    ['ile trzeba', 'unreadable'],
    ['50', 'out-of-range'],
  ])('%j', (typed, expected) => {
    expect(outcome(readRounds(typed))).toBe(expected);
  });
});

describe('payment terms', () => {
  it.each([
    ['14', 14],
    ['14 dni', 14],
    ['siedem dni', 7],
    ['14 dni od wystawienia faktury', 14],
    ['net 30', 30],
    ['30 days after the invoice date', 30],
    ['0', 0],
    ['0 dni', 0],
    ['od razu', 0],
    ['on receipt', 0],
    ['z góry', 'upfront'],
    ['in advance', 'upfront'],
    ['-5', 'out-of-range'],
    ['400 dni', 'out-of-range'],
    ['jak zapłaci, to zapłaci', 'unreadable'],
  ])('%j', (typed, expected) => {
    expect(outcome(readDue(typed))).toBe(expected);
  });
});

describe('late fees', () => {
  const pln = (amount: number) => ({ amount, currency: 'PLN' });
  it.each([
    ['50 zł za każdy rozpoczęty tydzień opóźnienia', { sum: pln(50), per: 'week', begun: true }],
    ['50 zł/dzień', { sum: pln(50), per: 'day' }],
    ['100 PLN', { sum: pln(100), per: 'once' }],
    ['0,5% dziennie', { sum: { percent: 0.5 }, per: 'day' }],
    ['€20 for each week or part of a week overdue', { sum: { amount: 20, currency: 'EUR' }, per: 'week', begun: true }],
    ['5% of the overdue amount per month', { sum: { percent: 5 }, per: 'month' }],
    ['1 500,50 zł jednorazowo', { sum: pln(1500.5), per: 'once' }],
    ['odsetki ustawowe za opóźnienie', { statutory: true }],
    ['odsetki ustawowe za opóźnienie w transakcjach handlowych', { statutory: true, commercial: true }],
    ['statutory interest', { statutory: true }],
    ['statutory interest for late payment in commercial transactions', { statutory: true, commercial: true }],
    ['50 zł za upomnienie', { text: '50 zł za upomnienie' }],
    ['według umowy', { text: 'według umowy' }],
    ['50', 'no-currency'],
  ])('%j', (typed, expected) => {
    expect(outcome(readLateFee(typed))).toEqual(expected);
  });
});

describe('rates', () => {
  it.each([
    ['150 zł/h', { sum: { amount: 150, currency: 'PLN' }, per: 'hour' }],
    ['150 zł za godzinę', { sum: { amount: 150, currency: 'PLN' }, per: 'hour' }],
    ['€40 an hour', { sum: { amount: 40, currency: 'EUR' }, per: 'hour' }],
    ['900 PLN za dzień', { sum: { amount: 900, currency: 'PLN' }, per: 'day' }],
    ['200 zł za rundę', { sum: { amount: 200, currency: 'PLN' }, per: 'round' }],
    ['$500', { sum: { amount: 500, currency: 'USD' }, per: 'once' }],
    ['150 zł netto za godzinę', { sum: { amount: 150, currency: 'PLN' }, per: 'hour', tax: 'net' }],
    ['150 zł netto/h', { sum: { amount: 150, currency: 'PLN' }, per: 'hour', tax: 'net' }],
    ['150 zł/h netto', { sum: { amount: 150, currency: 'PLN' }, per: 'hour', tax: 'net' }],
    ['150 zł + VAT', { sum: { amount: 150, currency: 'PLN' }, per: 'once', tax: 'net' }],
    ['150 zł + 23% VAT za godzinę', { sum: { amount: 150, currency: 'PLN' }, per: 'hour', tax: 'net' }],
    ['200 zł brutto za rundę', { sum: { amount: 200, currency: 'PLN' }, per: 'round', tax: 'gross' }],
    ['£40 an hour + VAT', { sum: { amount: 40, currency: 'GBP' }, per: 'hour', tax: 'net' }],
    ['£400 a day including VAT', { sum: { amount: 400, currency: 'GBP' }, per: 'day', tax: 'gross' }],
    ['150 netto/h', 'no-currency'],
    ['150', 'no-currency'],
    ['150/h', 'no-currency'],
    ['150 XYZ/h', 'unreadable'],
    ['drogo', 'unreadable'],
  ])('%j', (typed, expected) => {
    expect(outcome(readRate(typed))).toEqual(expected);
  });
});

it.each([
  ['20', 20],
  ['20 godzin w tygodniu', 20],
  ['7.5 h', 7.5],
  ['200', 'out-of-range'],
  ['dużo', 'unreadable'],
])('hours a week: %j', (typed, expected) => {
  expect(outcome(readWeeklyHours(typed))).toBe(expected);
});

describe('time off', () => {
  const today = Temporal.PlainDate.from('2026-11-24');
  const read = (typed: string) => {
    const result = readTimeOff(typed, today);
    return result.ok ? result.timeOff.map(({ from, to }) => `${from}/${to}`).join(' ') : result.problem.code;
  };

  it.each([
    ['2026-12-24 – 2027-01-02', '2026-12-24/2027-01-02'],
    ['24.12–2.01', '2026-12-24/2027-01-02'],
    ['24.12.2026 - 2.01.2027', '2026-12-24/2027-01-02'],
    ['24-26.12.2026', '2026-12-24/2026-12-26'],
    ['24–26 grudnia', '2026-12-24/2026-12-26'],
    ['od 24 grudnia do 2 stycznia', '2026-12-24/2027-01-02'],
    ['24 Dec to 2 Jan', '2026-12-24/2027-01-02'],
    ['December 24 - January 2, 2027', '2026-12-24/2027-01-02'],
    ['1.05', '2027-05-01/2027-05-01'],
    ['24.11', '2026-11-24/2026-11-24'],
    ['20–28.11', '2026-11-20/2026-11-28'],
    ['29.02', '2028-02-29/2028-02-29'],
    ['3.07–10.07\n24.12', '2026-12-24/2026-12-24 2027-07-03/2027-07-10'],
    ['', ''],
    ['31.02.2027', 'impossible'],
    ['2027-01-10 – 2027-01-02', 'backwards'],
    ['w wakacje', 'unreadable'],
    ['24.12 urlop', 'unreadable'],
    ['1.05;'.repeat(9), 'too-many'],
  ])('%j', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});
