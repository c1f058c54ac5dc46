import { POLISH_CITIES } from './polish-cities.ts';

/** Whether a text is an IANA time zone that this runtime knows, in its usual spelling or another case. */
export function canonicalZone(typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  const listed = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === wanted);
  if (listed) return listed;
  // Older names ("US/Eastern", "Europe/Kiev") are not listed but valid. Bare offsets are not: they know no summer time.
  if (!/^[a-z]+(?:[/_-][a-z0-9_+-]+)*$/i.test(typed.trim())) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed.trim() }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * Zones whose city or region contains what was typed, in English or by its Polish name (accents and underscores aside), best
 * first, at most `limit`.
 */
export function findZones(typed: string, limit: number): string[] {
  const wanted = fold(typed);
  return Intl.supportedValuesOf('timeZone')
    .map((zone) => ({ zone, rank: rank(zone, wanted) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.zone.localeCompare(b.zone, 'en'))
    .map(({ zone }) => zone)
    .slice(0, limit);
}

/** 0 for the very city, 1 for one that begins so, 2 for a region that does, 3 for a part of either; undefined for none. */
function rank(zone: string, wanted: string): number | undefined {
  const cities = [fold(zone.slice(zone.lastIndexOf('/') + 1)), ...(polishNames().get(zone) ?? [])];
  if (cities.includes(wanted)) return 0;
  if (cities.some((city) => city.startsWith(wanted))) return 1;
  if (fold(zone).startsWith(wanted)) return 2;
  return fold(zone).includes(wanted) || cities.some((city) => city.includes(wanted)) ? 3 : undefined;
}

let folded: ReadonlyMap<string, readonly string[]> | undefined;

/** Folded once, by the zones' names in this runtime (some list "Europe/Kiev", some "Europe/Kyiv"). */
function polishNames(): ReadonlyMap<string, readonly string[]> {
  folded ??= new Map(
    Object.entries(POLISH_CITIES).map(([zone, names]) => [
      new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone,
      names.map(fold),
    ]),
  );
  return folded;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll(/[_\s-]+/g, ' ')
    .trim();
}
