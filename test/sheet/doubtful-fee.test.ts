import { expect, it } from 'vitest';
import { doubtOf } from '../../src/sheet/doubtful-fee.ts';
import { readLateFee } from '../../src/sheet/read-terms.ts';

it.each([
  ['50 zł za każdy rozpoczęty tydzień opóźnienia', 'flat-fee'],
  ['100 PLN', 'flat-fee'],
  ['5% jednorazowo', 'flat-fee'],
  ['€20 for each week or part of a week overdue', 'flat-fee'],
  ['kara umowna', 'flat-fee'],
  ['opłata za zwłokę według cennika', 'flat-fee'],
  ['50 zł za upomnienie', 'flat-fee'],
  ['a late fee of £20 after a week', 'flat-fee'],
  ['1% dziennie', 'percent-fee'],
  ['5% of the overdue amount per month', 'percent-fee'],
  ['odsetki 0,5% za dzień zwłoki', 'percent-fee'],
  ['odsetki ustawowe za opóźnienie', undefined],
  ['odsetki ustawowe za opóźnienie w transakcjach handlowych', undefined],
  ['odsetki maksymalne', undefined],
  ['odsetki ustawowe i 40 euro rekompensaty', undefined],
  ['wstrzymuję prace do zapłaty', undefined],
  ['według umowy', undefined],
  ['karta płatnicza, karty nie przyjmuję', undefined],
])('%j: %s', (typed, doubt) => {
  const read = readLateFee(typed);
  expect(read.ok && doubtOf(read.value)).toBe(doubt);
});
