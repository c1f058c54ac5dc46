import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../../src/guide/gaps/clusters.ts';
import { clustersAside } from '../../../src/guide/gaps/clusters-aside.ts';
import type { Gap } from '../../../src/guide/gaps/gaps.ts';
import { clustersByPairs } from './by-pairs.ts';

const WORDS = [
  ...['klient', 'klienta', 'klientem', 'zalety', 'zaległy', 'zaległa', 'płatność', 'płatności', 'faktura', 'faktury'],
  ...['plan', 'planów', 'płacić', 'przedpłata', 'przedszkole', 'urlop', 'urlopu', 'w', 'nie', 'vat', 'stawka'],
  ...['deadline', 'deadlines', 'invoice', 'invoices', 'nadgodziny', 'nadgodzinach', 'nadgodzinami', 'ab', 'aba'],
];
const gap = fc.record({
  personHash: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  month: fc.constantFrom('2026-10', '2026-11'),
  locale: fc.constantFrom('pl' as const, 'en' as const),
  query: fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' ')),
  reason: fc.constantFrom('nothing' as const, 'unhelpful' as const),
  told: fc.boolean(),
});
const gaps = fc
  .array(gap, { maxLength: 40 })
  .map((list) => list.map((one, at): Gap => ({ ...one, id: `id-${String(at).padStart(5, '0')}` })));

describe('questions about the same thing', () => {
  it('are grouped as a comparison of each with each would group them', async () => {
    await fc.assert(
      fc.asyncProperty(gaps, async (list) => {
        expect(await clustersOf(list)).toEqual(clustersByPairs(list));
      }),
      { numRuns: 300 },
    );
  });

  it('let others be served while many of them are grouped', async () => {
    const letters = (at: number) => [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const many = Array.from({ length: 2000 }, (_, at): Gap => {
      const query = `klient pyta o ${letters(at)}owanie ${letters(at % 50)}stwo`;
      const person = { personHash: `p${at % 300}`, month: '2026-11', locale: 'pl' } as const;
      return { ...person, id: `id-${String(at).padStart(5, '0')}`, query, reason: 'nothing', told: false };
    });
    let rests = 0;
    const [first] = await clustersOf(many, async () => {
      rests += 1;
    });
    expect(first?.people).toBe(300);
    // In a thread of its own they are the same.
    expect((await clustersAside(many))[0]).toEqual(first);
    // Two thousand questions that share a word are two million pairs: at least so many pieces of work.
    expect(rests).toBeGreaterThan(80);
  });
});
