import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

// What a start loads costs everybody time and memory, also those who never use it.

const run = promisify(execFile);
const hook = `
  import { registerHooks } from 'node:module';
  const urls = [];
  registerHooks({
    load(url, context, next) {
      urls.push(url);
      return next(url, context);
    },
  });
  process.on('exit', () => console.log(JSON.stringify(urls)));
`;

/** Names of the packages that are loaded with a file of the project. */
async function packagesOf(file: string): Promise<Set<string>> {
  const { stdout } = await run(process.execPath, [
    `--import=data:text/javascript,${encodeURIComponent(hook)}`,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    `await import(${JSON.stringify(new URL(`../../${file}`, import.meta.url).href)})`,
  ]);
  const urls: string[] = JSON.parse(stdout);
  return new Set(urls.flatMap((url) => url.match(/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
}

describe('a start loads nothing that is rarely needed', () => {
  let packages: Set<string>;
  beforeAll(async () => {
    packages = await packagesOf('src/app/app.ts');
  }, 60_000);

  test('what is always needed is seen', () => {
    expect(packages).toContain('discord.js');
    expect(packages).toContain('markdown-it');
  });

  test.each([
    ['the client of the assistant, without a key', ['openai', 'cockatiel']],
    ['what prints letters, before the first letter', ['pdfkit', 'fontkit', 'brotli']],
    ['what draws charts, which a thread of its own does', ['echarts', '@resvg/resvg-js']],
    [
      'a database engine or driver, before the address is known',
      ['@electric-sql/pglite', 'pg', 'pglite-prisma-adapter'],
    ],
  ])('%s', (_what, names) => {
    expect(names.filter((name) => packages.has(name))).toEqual([]);
  });
});
