import { describe, expect, it } from 'vitest';
import { POLISH_CITIES } from '../../src/communities/polish-cities.ts';
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

  it.each([
    ['Warszawa', 'Europe/Warsaw'],
    ['warszawa', 'Europe/Warsaw'],
    ['Kraków', 'Europe/Warsaw'],
    ['krakow', 'Europe/Warsaw'],
    ['Łódź', 'Europe/Warsaw'],
    ['lodz', 'Europe/Warsaw'],
    ['Londyn', 'Europe/London'],
    ['Nowy Jork', 'America/New_York'],
    ['Wiedeń', 'Europe/Vienna'],
    ['Paryż', 'Europe/Paris'],
    ['Rzym', 'Europe/Rome'],
    ['Hawaje', 'Pacific/Honolulu'],
  ])('finds %s by its Polish name, with and without diacritics', (typed, zone) => {
    expect(findZones(typed, 1)).toEqual([zone]);
  });

  it('finds Kyiv under whatever name this runtime lists', () => {
    expect(findZones('Kijów', 1)).toEqual(findZones('Kiev', 1).concat(findZones('Kyiv', 1)).slice(0, 1));
  });

  it('the very city comes before those that contain its name', () => {
    expect(findZones('Lima', 2)[0]).toBe('America/Lima');
    expect(findZones('Panama', 2)[0]).toBe('America/Panama');
  });
});

it('every zone that has Polish names is one that this runtime knows', () => {
  for (const zone of Object.keys(POLISH_CITIES)) expect(canonicalZone(zone), zone).toBeDefined();
});
