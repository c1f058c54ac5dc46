import { POLISH_CITIES } from './polish-cities.ts';

/** A zone read from text, or candidates. */
export type ReadZone =
  | { readonly ok: true; readonly zone: string }
  | {
      readonly ok: false;
      /** `time`: the text names a time ("CEST", "UTC+2") instead of a place, so it does not say when the clocks change. */
      readonly reason: 'unknown' | 'time';
      /** Possible zones, most likely first; at most five. */
      readonly similar: readonly string[];
    };

/** Maximum zones suggested in an answer. */
const SIMILAR = 5;
/** Rank of a zone that merely contains the typed text, or does not match. */
const FARTHEST = 3;

/**
 * A text as the name of an IANA time zone known to this runtime, in its current form ("Europe/Kyiv" for "europe/kiev ");
 * undefined for any other text. The result can always be read back.
 */
export function canonicalZone(typed: string): string | undefined {
  const name = typed.trim().replaceAll(/\s+/g, '_');
  const listed = zonesByName().get(name.toLowerCase());
  if (listed) return listed;
  // Older names ("US/Eastern") are not listed but valid. Bare offsets are not: they have no summer time.
  if (!/^[a-z]+(?:[/_-][a-z0-9_+-]+)*$/i.test(name)) return undefined;
  try {
    return present(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return undefined;
  }
}

/** Reads a zone as people type it: its name, or a city or country with a single zone, in English or Polish. */
export function readZone(typed: string): ReadZone {
  const times = zonesOfTime(typed);
  if (times) return { ok: false, reason: 'time', similar: times.slice(0, SIMILAR) };
  const zone = canonicalZone(typed);
  if (zone) return { ok: true, zone };
  const similar = fold(typed) === '' ? [] : findZones(typed, SIMILAR);
  const [first, second] = similar;
  const wanted = fold(typed);
  const ranks = [first, second].map((one) => (one === undefined ? FARTHEST : (rank(one, wanted) ?? FARTHEST)));
  const [best = FARTHEST, next = FARTHEST] = ranks;
  // An exact city counts even if others contain its name; a prefix only if nothing else matches.
  const meant = (best === 0 && next > 0) || (best === 1 && second === undefined);
  return meant && first ? { ok: true, zone: first } : { ok: false, reason: 'unknown', similar };
}

/**
 * Zones whose city or region contains the typed text, in English or Polish (ignoring accents and underscores), best first, at
 * most `limit`. For a time ("CEST", "UTC+2"): places that have it.
 */
export function findZones(typed: string, limit: number): string[] {
  const times = zonesOfTime(typed);
  if (times) return times.slice(0, limit);
  const wanted = fold(typed);
  return [...new Set(zonesByName().values())]
    .map((zone) => ({ zone, rank: rank(zone, wanted) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted(
      (a, b) =>
        (a.rank ?? 0) - (b.rank ?? 0) || placeOf(a.zone) - placeOf(b.zone) || a.zone.localeCompare(b.zone, 'en'),
    )
    .map(({ zone }) => zone)
    .slice(0, limit);
}

/** Populous zones come before others that match equally well. */
function placeOf(zone: string): number {
  const at = (PLACES as readonly string[]).indexOf(zone);
  return at < 0 ? PLACES.length : at;
}

/**
 * 0 for an exact match, 1 for a city with this prefix, 2 for a region with it, 3 for any other occurrence; undefined for none.
 */
function rank(zone: string, wanted: string): number | undefined {
  const { cities, whole } = foldedNames(zone);
  if (cities.includes(wanted) || whole.includes(wanted)) return 0;
  if (cities.some((city) => city.startsWith(wanted))) return 1;
  if (whole.some((name) => name.startsWith(wanted))) return 2;
  return [...whole, ...cities].some((name) => name.includes(wanted)) ? FARTHEST : undefined;
}

interface FoldedNames {
  /** The zone's current and older names. */
  readonly whole: readonly string[];
  /** Its city under current, older and Polish names. */
  readonly cities: readonly string[];
}

const names = new Map<string, FoldedNames>();

function foldedNames(zone: string): FoldedNames {
  const known = names.get(zone);
  if (known) return known;
  const whole = [zone, ...Object.entries(NEW_NAMES).flatMap(([old, now]) => (now === zone ? [old] : []))];
  const cities = [...whole.map(cityOf), ...(POLISH_CITIES[zone] ?? [])].map(fold);
  const folded = { whole: whole.map(fold), cities };
  names.set(zone, folded);
  return folded;
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}

let listed: ReadonlyMap<string, string> | undefined;

/** The runtime's zones under current names, keyed by current and older names in lower case. */
function zonesByName(): ReadonlyMap<string, string> {
  listed ??= new Map(
    Intl.supportedValuesOf('timeZone')
      .flatMap((zone) => [zone, present(zone)])
      .map((name) => [name.toLowerCase(), present(name)]),
  );
  return listed;
}

/** The zone's current name, if this runtime can read it. */
function present(zone: string): string {
  const renamed = Object.hasOwn(NEW_NAMES, zone) ? NEW_NAMES[zone] : undefined;
  if (renamed === undefined) return zone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: renamed });
    return renamed;
  } catch {
    return zone;
  }
}

/** Abbreviations of times, and places that use them: some all year, some for half of it. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  wet: ['Europe/Lisbon', 'Atlantic/Canary'],
  bst: ['Europe/London'],
  cet: ['Europe/Warsaw', 'Europe/Berlin', 'Europe/Prague', 'Europe/Vienna', 'Europe/Paris'],
  eet: ['Europe/Kyiv', 'Europe/Vilnius', 'Europe/Helsinki', 'Europe/Bucharest', 'Europe/Athens'],
  msk: ['Europe/Moscow'],
  est: ['America/New_York', 'America/Toronto', 'America/Panama', 'America/Jamaica'],
  cst: ['America/Chicago', 'America/Winnipeg', 'America/Costa_Rica', 'Asia/Shanghai'],
  mst: ['America/Denver', 'America/Edmonton', 'America/Phoenix'],
  pst: ['America/Los_Angeles', 'America/Vancouver'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  jst: ['Asia/Tokyo'],
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
};
/** Aliases of the same times. */
const SAME_TIME: Readonly<Record<string, string>> = {
  ...{ west: 'wet', cest: 'cet', mez: 'cet', mesz: 'cet', eest: 'eet', est5edt: 'est', edt: 'est', et: 'est' },
  ...{ cst6cdt: 'cst', cdt: 'cst', ct: 'cst', mst7mdt: 'mst', mdt: 'mst', mt: 'mst', pst8pdt: 'pst', pdt: 'pst' },
  ...{ pt: 'pst', aedt: 'aest' },
};
/** Places offered for an offset from UTC, most likely first. */
const PLACES = [
  ...['Europe/Warsaw', 'Europe/London', 'Europe/Kyiv', 'Europe/Berlin', 'Europe/Lisbon', 'Europe/Athens'],
  ...['Europe/Istanbul', 'Europe/Moscow', 'Atlantic/Reykjavik', 'Africa/Lagos', 'Africa/Johannesburg', 'Asia/Dubai'],
  ...['Asia/Karachi', 'Asia/Kolkata', 'Asia/Dhaka', 'Asia/Bangkok', 'Asia/Shanghai', 'Asia/Tokyo', 'Australia/Sydney'],
  ...['Pacific/Auckland', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix'],
  ...['America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'America/Halifax', 'America/Sao_Paulo'],
  ...['America/Argentina/Buenos_Aires', 'Atlantic/Azores', 'Australia/Perth', 'Asia/Tashkent'],
] as const;
/** A winter and a summer day in the northern hemisphere: either offset may be meant. */
const DAYS = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)] as const;

/** Places that have the time typed as an abbreviation or offset; undefined if no time was typed. */
function zonesOfTime(typed: string): readonly string[] | undefined {
  const name = typed.trim().toLowerCase();
  const same = Object.hasOwn(SAME_TIME, name) ? SAME_TIME[name] : name;
  if (same !== undefined && Object.hasOwn(TIMES, same)) return TIMES[same];
  const match = /^(?:utc|gmt)?\s*([+\u2212\u2013-])\s*(\d{1,2})(?::?([0-5]\d))?$/u.exec(name);
  if (!match) return undefined;
  const minutes = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === '+' ? 1 : -1);
  return PLACES.filter((zone) => DAYS.some((day) => offsetOf(zone, day) === minutes));
}

/** Minutes ahead of UTC. */
function offsetOf(zone: string, day: number): number {
  const shown = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(day);
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?$/u.exec(shown);
  return (Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0)) * (match?.[1] === '-' ? -1 : 1);
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

/** Current names of renamed zones by older name, under which runtimes still list them. */
export const NEW_NAMES: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};
