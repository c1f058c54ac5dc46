import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SANDBOX: Readonly<Record<string, string>> = {
  '@granica/discord-sandbox': 'src/sandbox/index.ts',
  '@granica/discord-sandbox/persons': 'src/sandbox/persons/index.ts',
  '@granica/discord-sandbox/demo': 'src/sandbox/demo.ts',
};

/** What opens a database, or starts a process that may do so. */
const OPENING = /^(?:pg|@electric-sql\/|@prisma\/|node:child_process|node:worker_threads)/;
const OPENERS = /^src\/database\/(?:open|server|embedded)\.ts$/;
/** What may depend on the time zone of the process, or on the settings of a run. Languages and milliseconds do not. */
const ELSEWHERE =
  /temporal-polyfill|\bDate\b(?!\.now\()|\bIntl\b(?!\.(?:Segmenter|Collator|NumberFormat|PluralRules)\b)|toLocale|\bTZ\b|TEST_DATABASE_URL|vitest\.config/;

/** An import of more than types, also one that is only made when it is needed. */
const IMPORTS = /^(?:import|export)\s+(?!type\b)([^;]*?\sfrom\s+)?'([^']+)';|import\(\s*'([^']+)'\s*\)/gm;
/** One that cannot be told from the text. */
const UNTOLD = /\bimport\(\s*[^'\s]/;
const ONLY_TYPES = /^\{\s*(?:type\s+\w+(?:\s+as\s+\w+)?\s*,?\s*)+\}\s*from\s*$/;

/**
 * The test files that reach no database by any of their imports, and nothing that a time zone could change. On a server far from
 * UTC they would do what they do elsewhere, step by step; so the second run of `.ci/run` leaves them out.
 */
export function filesWithoutDatabase(): string[] {
  const files = globSync(['test/**/*.test.ts', 'src/sandbox/test/**/*.test.ts'], { cwd: ROOT });
  const modules = new Map<string, Module>();
  return files.filter((file) => !reachesAny(file, modules)).toSorted();
}

interface Module {
  readonly imports: readonly string[];
  /** Whether it opens a database itself, or may depend on where it runs. */
  readonly matters: boolean;
}

function reachesAny(file: string, modules: Map<string, Module>): boolean {
  const reached = new Set([file]);
  for (const path of reached) {
    const read = modules.get(path) ?? readModule(path);
    modules.set(path, read);
    if (read.matters) return true;
    for (const next of read.imports) reached.add(next);
  }
  return false;
}

function readModule(path: string): Module {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imported = [...text.matchAll(IMPORTS)].flatMap(([, what, from, later]) =>
    ONLY_TYPES.test(what ?? '') ? [] : [String(from ?? later)],
  );
  const own = imported.map((name) =>
    name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), name)) : SANDBOX[name],
  );
  return {
    imports: own.filter((name) => name?.endsWith('.ts') && existsSync(join(ROOT, name))).map(String),
    matters:
      OPENERS.test(path) || ELSEWHERE.test(text) || UNTOLD.test(text) || imported.some((name) => OPENING.test(name)),
  };
}
