import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const COMPILER = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')));
/** Files copied unchanged: the page is served with its types stripped, and shares `protocol.ts` with the server. */
const ALONG = ['page', 'protocol.ts', 'README.md', 'LICENSE'];

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly [field: string]: unknown;
}

/**
 * Builds the package as a registry needs it, JavaScript and declarations: Node strips no types below `node_modules`.
 *
 * @param folder the target; emptied first
 */
export async function build(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await promisify(execFile)(process.execPath, [
    COMPILER,
    '-p',
    join(PACKAGE, 'tsconfig.build.json'),
    '--outDir',
    folder,
  ]);
  for (const name of ALONG) await cp(join(PACKAGE, name), join(folder, name), { recursive: true });
  await rm(join(folder, 'page', 'tsconfig.json'));
  const manifest: Manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(published(manifest), undefined, 2)}\n`);
}

/** The manifest with the names of the built files. */
function published({ exports, scripts: _scripts, devDependencies: _devDependencies, ...fields }: Manifest): object {
  const built = Object.entries(exports).map(([entry, target]) => {
    if (typeof target === 'string') return [entry, target];
    const name = target.default.replace(/\.ts$/, '');
    return [entry, { types: `${name}.d.ts`, default: `${name}.js` }];
  });
  return { ...fields, exports: Object.fromEntries(built) };
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Say where to: npm run build -- FOLDER');
  await build(resolve(folder));
}
