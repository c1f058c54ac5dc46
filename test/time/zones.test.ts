import { describe, expect, it } from 'vitest';
import { POLISH_CITIES } from '../../src/time/polish-cities.ts';
import { canonicalZone, findZones, readZone } from '../../src/time/zones.ts';

describe('canonicalZone', () => {
  it.each([
    ['Europe/Warsaw', 'Europe/Warsaw'],
    [' europe/warsaw ', 'Europe/Warsaw'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
    ['US/Eastern', 'America/New_York'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['europe/kiev', 'Europe/Kyiv'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
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

  it.each(['Kijów', 'Kyiv', 'Kiev', 'Europe/Kyiv', 'europe/kiev'])(
    'finds Kyiv under its present name by %s',
    (typed) => {
      expect(findZones(typed, 1)).toEqual(['Europe/Kyiv']);
    },
  );

  it('offers where most people live first', () => {
    expect(findZones('war', 1)).toEqual(['Europe/Warsaw']);
    expect(findZones('', 3)).toEqual(['Europe/Warsaw', 'Europe/London', 'Europe/Kyiv']);
  });

  it('the very city comes before those that contain its name', () => {
    expect(findZones('Lima', 2)[0]).toBe('America/Lima');
    expect(findZones('Panama', 2)[0]).toBe('America/Panama');
  });
});

describe('readZone', () => {
  it.each([
    ['Warszawa', 'Europe/Warsaw'],
    ['Bielsko-Biała', 'Europe/Warsaw'],
    ['czas polski', 'Europe/Warsaw'],
    ['Gdańsk', 'Europe/Warsaw'],
    ['Kyiv', 'Europe/Kyiv'],
    ['America/New York', 'America/New_York'],
    ['Lima', 'America/Lima'],
  ])('understands %s', (typed, zone) => {
    expect(readZone(typed)).toEqual({ ok: true, zone });
  });

  it.each([
    ['CET', 'Europe/Warsaw'],
    ['CEST', 'Europe/Warsaw'],
    ['EST', 'America/New_York'],
    ['UTC+2', 'Europe/Warsaw'],
    ['GMT +1', 'Europe/Warsaw'],
    ['+02:00', 'Europe/Warsaw'],
    ['-5', 'America/New_York'],
    ['UTC+5:30', 'Asia/Kolkata'],
  ])('takes %s for a time, not for a place, and offers places that keep it', (typed, zone) => {
    const read = readZone(typed);
    expect(read).toMatchObject({ ok: false, reason: 'time' });
    expect(read.ok ? [] : read.similar).toContain(zone);
  });

  it('does not choose one of many', () => {
    expect(readZone('Georgia')).toMatchObject({ ok: false, reason: 'unknown', similar: ['Atlantic/South_Georgia'] });
    expect(readZone('')).toEqual({ ok: false, reason: 'unknown', similar: [] });
  });
});

it('every zone that has Polish names is one that this runtime knows', () => {
  for (const zone of Object.keys(POLISH_CITIES)) expect(canonicalZone(zone), zone).toBeDefined();
});
