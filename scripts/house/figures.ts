import { DOMAIN, FLOORS } from '../../lint/floors.ts';
import { floorOf, type House, roomImports, roomOf } from './house.ts';

/** Lines below which a file is tiny: it may belong to the only file that imports it. */
const TINY = 30;

export interface Figures {
  readonly files: number;
  readonly lines: number;
  readonly rooms: number;
  readonly floors: number;
  /** Imports from a room into one on its own floor or above. */
  readonly arrowsUp: number;
  readonly circles: number;
  /** Groups of rooms that all reach each other, with their sizes. */
  readonly knots: readonly (readonly string[])[];
  readonly loose: readonly string[];
  /** Exported names that more than one file declares. */
  readonly namedTwice: readonly string[];
  /** Files of fewer than 30 lines that one file alone imports. */
  readonly tiny: readonly string[];
}

/** What the house looks like in figures; the sandbox, which is a package of its own, is left out. */
export function measure({ files: all, breaches }: House): Figures {
  const files = all.filter(({ path }) => roomOf(path) !== undefined && !path.startsWith('src/database/generated/'));
  const rooms = new Set(files.flatMap(({ path }) => roomOf(path) ?? []));
  const imports = roomImports(files);
  const arrowsUp = files.flatMap(({ path, imports: targets }) => {
    const from = floorOf(roomOf(path) ?? '');
    return targets.filter((target) => {
      const room = roomOf(target);
      return room !== undefined && room !== roomOf(path) && floorOf(room) >= 0 && floorOf(room) <= from;
    });
  });
  return {
    files: files.length,
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    rooms: rooms.size,
    floors: FLOORS.length,
    arrowsUp: arrowsUp.length,
    circles: breaches.filter(({ rule, from }) => rule === 'no-circular' && roomOf(from) !== undefined).length,
    knots: knotsOf([...rooms], imports),
    loose: files.map(({ path }) => path).filter((path) => /^src\/[^/]+$/.test(path)),
    namedTwice: namedTwice(files),
    tiny: tinyFiles(files),
  };
}

function namedTwice(files: House['files']): string[] {
  const counts = new Map<string, number>();
  for (const { exports } of files) for (const name of new Set(exports)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([name, count]) => `${name} × ${count}`);
}

function tinyFiles(files: House['files']): string[] {
  const importers = new Map<string, number>();
  for (const { imports } of files)
    for (const target of new Set(imports)) importers.set(target, (importers.get(target) ?? 0) + 1);
  return files.filter(({ path, lines }) => lines < TINY && importers.get(path) === 1).map(({ path }) => path);
}

/** Rooms that reach each other, directly or through others. */
function knotsOf(rooms: readonly string[], imports: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reach = new Map(rooms.map((room) => [room, reachOf(room, imports)]));
  const knots: string[][] = [];
  for (const room of rooms) {
    if (knots.some((knot) => knot.includes(room))) continue;
    const knot = rooms.filter((other) => reach.get(room)?.has(other) && reach.get(other)?.has(room));
    if (knot.length > 1) knots.push(knot);
  }
  return knots;
}

function reachOf(room: string, imports: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set<string>();
  const ahead = [room];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop())
    for (const target of imports.get(next) ?? [])
      if (!seen.has(target)) {
        seen.add(target);
        ahead.push(target);
      }
  return seen;
}

/** The figures as lines for people. */
export function sayFigures(figures: Figures): string {
  const { files, lines, rooms, floors, arrowsUp, circles, knots, loose, namedTwice: twice, tiny } = figures;
  return [
    `${files} files, ${lines} lines in ${rooms} rooms on ${floors} floors; ${DOMAIN.length} rooms are the domain's`,
    `arrows up: ${arrowsUp}; circles of files: ${circles}; knots of rooms: ${knots.map((knot) => knot.join(' + ')).join('; ') || 0}`,
    `loose in src/: ${loose.length} (${loose.join(', ')})`,
    `exported names declared more than once: ${twice.length}${twice.length > 0 ? ` (${twice.join(', ')})` : ''}`,
    `files below ${TINY} lines with one importer: ${tiny.length}${tiny.length > 0 ? `\n  ${tiny.join('\n  ')}` : ''}`,
  ].join('\n');
}
