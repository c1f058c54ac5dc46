import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IModule } from 'dependency-cruiser';
import { FLOORS } from '../../lint/floors.ts';
import { READING, RULES } from '../../lint/rules.ts';

/** A source file with what it imports and exports. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly string[];
  /** Names that it exports by a declaration of its own. */
  readonly exports: readonly string[];
}

/** An import that breaks a rule of the house. */
export interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly comment: string;
}

export interface House {
  readonly files: readonly SourceFile[];
  readonly breaches: readonly Breach[];
}

/**
 * Reads all imports of a tree, types included, and holds them against the rules.
 *
 * @param baseDir the folder that holds `src` and `commands`
 */
export async function readHouse(baseDir = process.cwd()): Promise<House> {
  const forbidden = RULES.map((rule) => ({ ...rule, severity: 'error' }));
  const options = { ...READING, baseDir, ruleSet: { forbidden }, validate: true } as unknown as ICruiseOptions;
  const { output } = await cruise(['src', 'commands'], options);
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered with a text');
  const sources = output.modules.filter(({ source }) => /^(?:src|commands)\/.*\.ts$/.test(source));
  const files = await Promise.all(sources.map((module) => readSource(baseDir, module)));
  return { files, breaches: breachesOf(output) };
}

async function readSource(baseDir: string, { source: path, dependencies }: IModule): Promise<SourceFile> {
  const text = await readFile(join(baseDir, path), 'utf8');
  const exports = text.matchAll(/^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm);
  return {
    path,
    lines: text.split('\n').length - 1,
    imports: dependencies.map(({ resolved }) => resolved),
    exports: [...exports].map(([, name = '']) => name),
  };
}

function breachesOf({ summary }: ICruiseResult): Breach[] {
  const comments = new Map(RULES.map(({ name, comment }) => [name, comment]));
  return summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to: cycle ? cycle.map(({ name }) => name).join(' → ') : to,
    comment: comments.get(rule.name) ?? '',
  }));
}

/** The room of a source file: its folder in `src/`, `commands`, or the file itself. Undefined for the sandbox, which is a house of its own. */
export function roomOf(path: string): string | undefined {
  const [top, folder = ''] = path.split('/');
  if (top === 'commands') return top;
  return top !== 'src' || folder === 'sandbox' ? undefined : folder;
}

/** The number of a room's floor from the top, from 0; -1 for a room without one. */
export const floorOf = (room: string): number => FLOORS.findIndex((floor) => floor.includes(room));

/** Which rooms import from which others. */
export function roomImports(files: readonly SourceFile[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const room = roomOf(path);
    if (room === undefined) continue;
    const known = found.get(room) ?? new Set();
    found.set(room, known);
    for (const target of imports) {
      const other = roomOf(target);
      if (other !== undefined && other !== room && floorOf(other) >= 0) known.add(other);
    }
  }
  return found;
}
