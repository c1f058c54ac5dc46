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

/** Zones whose city or region contains what was typed (accents and underscores aside), best first, at most `limit`. */
export function findZones(typed: string, limit: number): string[] {
  const wanted = fold(typed);
  return Intl.supportedValuesOf('timeZone')
    .filter((zone) => fold(zone).includes(wanted))
    .toSorted((a, b) => rank(a, wanted) - rank(b, wanted) || a.localeCompare(b, 'en'))
    .slice(0, limit);
}

function rank(zone: string, wanted: string): number {
  const city = fold(zone.slice(zone.lastIndexOf('/') + 1));
  if (city.startsWith(wanted)) return 0;
  return fold(zone).startsWith(wanted) ? 1 : 2;
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
