import { describe, expect, it } from 'vitest';
import { canonicalZone, findZones } from '../../src/communities/zones.ts';

describe('canonicalZone', () => {
  it.each([
    ['Europe/Warsaw', 'Europe/Warsaw'],
    [' europe/warsaw ', 'Europe/Warsaw'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
  ])('reads %s as %s', (typed, zone) => {
    expect(canonicalZone(typed)).toBe(zone);
  });

  it.each(['', 'Warszawa', '+02:00', 'Europe/Nowhere', '../etc/passwd'])('refuses %s', (typed) => {
    expect(canonicalZone(typed)).toBeUndefined();
  });
});

describe('findZones', () => {
  it('finds by city, whatever the accents', () => {
    expect(findZones('warsaw', 5)).toEqual(['Europe/Warsaw']);
    expect(findZones('São Paulo', 5)).toEqual(['America/Sao_Paulo']);
    expect(findZones('new york', 5)[0]).toBe('America/New_York');
  });

  it('puts a city that begins so first, and stays within the limit', () => {
    expect(findZones('lond', 3)[0]).toBe('Europe/London');
    expect(findZones('a', 25)).toHaveLength(25);
  });
});
