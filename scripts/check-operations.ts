// `npm run check:operations`: holds what operators are given (ops/) against the programs that read it. Prometheus's promtool
// checks the rules, runs their tests, reads each expression of the dashboard, and what a running bot serves; systemd-analyze the units.
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { expressionsOf } from './dashboard.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'granica-operations-'));
let failed = 0;

/** @param silent for a program that ends with 0 whatever it complains of */
function run(what: string, program: string, options: readonly string[], { input = '', silent = false } = {}): void {
  const { error, status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(program, options, {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  if (status === 0 && !(silent && stderr)) return console.log(`${what}: well`);
  failed += 1;
  console.error(`${what}: ${error?.message ?? `${stdout}${stderr}`.trim()}`);
}

/** The expressions of the dashboard as rules, for promtool reads them nowhere else. */
function dashboardAsRules(): string {
  const dashboard: unknown = JSON.parse(readFileSync(join(root, 'ops/grafana/granica.json'), 'utf8'));
  const rules = expressionsOf(dashboard).map((expr, index) => ({
    record: `dashboard:${index}`,
    expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'granica'),
  }));
  const file = join(folder, 'dashboard.yaml');
  writeFileSync(file, stringify({ groups: [{ name: 'dashboard', rules }] }));
  return file;
}

/** The units, with programs and folders that exist on this machine. */
function units(): string[] {
  return [
    ['granica.service', 'granica.service'],
    ['granica@.service', 'granica@8080.service'],
    ['granica-backup.service', 'granica-backup.service'],
  ].map(([from = '', to = '']) => {
    const unit = readFileSync(join(root, 'ops/systemd', from), 'utf8');
    const here = unit
      .replaceAll('/opt/granica/node_modules/.bin/node', process.execPath)
      .replaceAll('/opt/granica', folder);
    const file = join(folder, to);
    writeFileSync(file, here);
    return file;
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What a bot that was just started serves of its own metrics; those of its libraries have names that promtool dislikes. */
async function scrape(): Promise<string> {
  const port = await freePort();
  const { DISCORD_TOKEN: _token, DATABASE_URL: _url, NODE_ENV: _env, ...inherited } = process.env;
  const env = { ...inherited, SANDBOX_PORT: '0', OPS_PORT: String(port), LOG_LEVEL: 'error' };
  const bot = spawn(process.execPath, [join(root, 'src/start.js')], { cwd: folder, env, stdio: 'ignore' });
  const ended = once(bot, 'exit');
  try {
    for (let tries = 0; tries < 240; tries += 1) {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      if (ready?.ok) break;
      await wait(500);
    }
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    if (!text.includes('granica_communities ')) throw new Error('the bot serves no numbers of its database');
    return text.replaceAll(/^(?:# (?:HELP|TYPE) )?(?!granica_|#).*\n/gm, '');
  } finally {
    bot.kill('SIGTERM');
    await ended;
  }
}

try {
  run('Rules', 'promtool', ['check', 'rules', 'ops/prometheus/alerts.yaml']);
  run('Tests of the rules', 'promtool', ['test', 'rules', 'ops/prometheus/alerts.test.yaml']);
  run('Dashboard', 'promtool', ['check', 'rules', dashboardAsRules()]);
  run('Metrics', 'promtool', ['check', 'metrics'], { input: await scrape() });
  const files = units();
  copyFileSync(join(root, 'ops/systemd/granica-backup.timer'), join(folder, 'granica-backup.timer'));
  run('Units', 'systemd-analyze', ['verify', ...files, join(folder, 'granica-backup.timer')], { silent: true });
  for (const file of files)
    run('Rights of a unit', 'systemd-analyze', ['security', '--offline=yes', '--threshold=20', file]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;
