import { FLOORS } from '../../lint/floors.ts';
import { roomImports, type SourceFile } from './house.ts';

/**
 * The floors and the rooms on them as a Mermaid flowchart. Of the imports between rooms it draws only those that no way through
 * other rooms says already (the transitive reduction): all of them would be a web.
 */
export function drawHouse(files: readonly SourceFile[]): string {
  const imports = roomImports(files);
  const lines = ['flowchart TB'];
  FLOORS.forEach((floor, index) => {
    lines.push(`  subgraph floor${FLOORS.length - index}[" "]`, '    direction LR');
    for (const room of floor) lines.push(`    ${idOf(room)}["${room}"]`);
    lines.push('  end');
  });
  for (const room of FLOORS.flat())
    for (const target of reduced(room, imports)) lines.push(`  ${idOf(room)} --> ${idOf(target)}`);
  return lines.join('\n');
}

const idOf = (room: string): string => room.replace(/\W/g, '_');

/** The rooms that one imports, without those that it would reach through another one of them. */
function reduced(room: string, imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const direct = [...(imports.get(room) ?? [])];
  const throughOthers = new Set(direct.flatMap((next) => [...reachable(next, imports)]));
  return FLOORS.flat().filter((target) => direct.includes(target) && !throughOthers.has(target));
}

function reachable(
  room: string,
  imports: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string> = new Set(),
): Set<string> {
  for (const next of imports.get(room) ?? []) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachable(next, imports, seen);
  }
  return seen;
}
