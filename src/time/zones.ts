import { POLISH_CITIES } from './polish-cities.ts';

/** How far a text says which zone is meant. */
export type ReadZone =
  | { readonly ok: true; readonly zone: string }
  | {
      readonly ok: false;
      /** `time`: it names a time ("CEST", "UTC+2"), which does not say when the clocks change, and not a place. */
      readonly reason: 'unknown' | 'time';
      /** Zones that may be meant, the likeliest first; at most five. */
      readonly similar: readonly string[];
    };

/** Zones that an answer names. */
const SIMILAR = 5;
/** The rank of what only contains what was typed, or not even that. */
const FARTHEST = 3;

/**
 * A text as the name of an IANA time zone that this runtime knows, under its present name ("Europe/Kyiv" for "europe/kiev ");
 * undefined for any other text. What this gives can always be read again.
 */
export function canonicalZone(typed: string): string | undefined {
  const name = typed.trim().replaceAll(/\s+/g, '_');
  const listed = zonesByName().get(name.toLowerCase());
  if (listed) return listed;
  // Older names ("US/Eastern") are not listed but valid. Bare offsets are not: they know no summer time.
  if (!/^[a-z]+(?:[/_-][a-z0-9_+-]+)*$/i.test(name)) return undefined;
  try {
    return present(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return undefined;
  }
}

/** Reads a zone as people type it: its name, or a city or country that means one zone, in English or Polish. */
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
  // The very city counts, also where others contain its name; a beginning only where nothing else has it.
  const meant = (best === 0 && next > 0) || (best === 1 && second === undefined);
  return meant && first ? { ok: true, zone: first } : { ok: false, reason: 'unknown', similar };
}

/**
 * Zones whose city or region contains what was typed, in English or by its Polish name (accents and underscores aside), best
 * first, at most `limit`. For a time ("CEST", "UTC+2"): places that have it.
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

/** Zones in which most people live come before others that match as well. */
function placeOf(zone: string): number {
  const at = (PLACES as readonly string[]).indexOf(zone);
  return at < 0 ? PLACES.length : at;
}

/** 0 for the very city, 1 for one that begins so, 2 for a region that does, 3 for a part of either; undefined for none. */
function rank(zone: string, wanted: string): number | undefined {
  const { cities, whole } = foldedNames(zone);
  if (cities.includes(wanted) || whole.includes(wanted)) return 0;
  if (cities.some((city) => city.startsWith(wanted))) return 1;
  if (whole.some((name) => name.startsWith(wanted))) return 2;
  return [...whole, ...cities].some((name) => name.includes(wanted)) ? FARTHEST : undefined;
}

interface FoldedNames {
  /** The zone's name, and its older one. */
  readonly whole: readonly string[];
  /** Its city, also by its older name, and by its Polish ones. */
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

/** The zones of this runtime by their names in lower case, older and newer ones, under their present names. */
function zonesByName(): ReadonlyMap<string, string> {
  listed ??= new Map(
    Intl.supportedValuesOf('timeZone')
      .flatMap((zone) => [zone, present(zone)])
      .map((name) => [name.toLowerCase(), present(name)]),
  );
  return listed;
}

/** The zone under the name that it has now, as far as this runtime can read that. */
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

/** Abbreviations of times, and places that keep them: some all year, some for half of it. */
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
/** Other names of the same times. */
const SAME_TIME: Readonly<Record<string, string>> = {
  ...{ west: 'wet', cest: 'cet', mez: 'cet', mesz: 'cet', eest: 'eet', est5edt: 'est', edt: 'est', et: 'est' },
  ...{ cst6cdt: 'cst', cdt: 'cst', ct: 'cst', mst7mdt: 'mst', mdt: 'mst', mt: 'mst', pst8pdt: 'pst', pdt: 'pst' },
  ...{ pt: 'pst', aedt: 'aest' },
};
/** Places that are offered for an offset from UTC, the likeliest first. */
const PLACES = [
  ...['Europe/Warsaw', 'Europe/London', 'Europe/Kyiv', 'Europe/Berlin', 'Europe/Lisbon', 'Europe/Athens'],
  ...['Europe/Istanbul', 'Europe/Moscow', 'Atlantic/Reykjavik', 'Africa/Lagos', 'Africa/Johannesburg', 'Asia/Dubai'],
  ...['Asia/Karachi', 'Asia/Kolkata', 'Asia/Dhaka', 'Asia/Bangkok', 'Asia/Shanghai', 'Asia/Tokyo', 'Australia/Sydney'],
  ...['Pacific/Auckland', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix'],
  ...['America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'America/Halifax', 'America/Sao_Paulo'],
  ...['America/Argentina/Buenos_Aires', 'Atlantic/Azores', 'Australia/Perth', 'Asia/Tashkent'],
] as const;
/** A day of winter and one of summer in the north: either offset may be meant. */
const DAYS = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)] as const;

/** Places that have a time which was typed by its abbreviation or offset; undefined where no time was typed. */
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

/** Zones that got another name, by the older one, under which runtimes still list them. */
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
