// `npm run bench [-- --json]`: Granica beside a bare discord.js bot on the same sandbox, in one run, as ratios.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type AnswerFigures, measureAnswers, type Question } from './answers.ts';
import { type BotScript, startBotProcess } from './bot-process.ts';

/** Memory settles after the start; the pause is the same for all. */
const IDLE_MS = 5000;

interface Figures {
  readonly readyMs: number;
  readonly idleMegabytes: number;
  readonly answers: AnswerFigures;
}

async function measure(script: BotScript, question: Question): Promise<Figures> {
  const bot = await startBotProcess(script);
  try {
    await pause(IDLE_MS);
    const idleMegabytes = bot.memory();
    return { readyMs: bot.readyMs, idleMegabytes, answers: await measureAnswers(bot, question) };
  } finally {
    await bot.stop();
  }
}

/** As `npm start` runs it. */
const GRANICA = { script: 'src/main.ts', flags: ['--max-semi-space-size=4'] };
const search = { command: 'guide search', options: { query: 'klient nie płaci' } };
const home = mkdtempSync(join(tmpdir(), 'granica-bench-'));
const bare = await measure({ script: 'scripts/bench/bare-bot.ts' }, { command: 'ping' });
const first = await measure({ ...GRANICA, directory: home }, search);
const later = await measure({ ...GRANICA, directory: home }, search);
rmSync(home, { recursive: true, force: true });
const serverUrl = process.env.BENCH_DATABASE_URL;
const server = serverUrl ? await measure({ ...GRANICA, env: { DATABASE_URL: serverUrl } }, search) : undefined;

const rows = [
  ['ready, first start (ms)', first.readyMs, bare.readyMs],
  ['ready, later start (ms)', later.readyMs, bare.readyMs],
  ['idle memory, embedded (MB)', later.idleMegabytes, bare.idleMegabytes],
  ['answer p50 (ms), /guide search', later.answers.p50, bare.answers.p50],
  ['answer p99 (ms), /guide search', later.answers.p99, bare.answers.p99],
  ['answers a second, /guide search', later.answers.perSecond, bare.answers.perSecond],
  ...(server
    ? ([
        ['ready, PostgreSQL server (ms)', server.readyMs, bare.readyMs],
        ['idle memory, PostgreSQL server (MB)', server.idleMegabytes, bare.idleMegabytes],
        ['answer p99 (ms), PostgreSQL server', server.answers.p99, bare.answers.p99],
      ] as const)
    : []),
] as const;

const results = rows.map(([what, granica, bareBot]) => ({ what, granica, bare: bareBot, ratio: granica / bareBot }));
if (process.argv.includes('--json')) console.log(JSON.stringify(results));
else
  console.table(
    results.map(({ what, granica, bare: bareBot, ratio }) => ({
      figure: what,
      granica: Number(granica.toFixed(1)),
      'bare discord.js': Number(bareBot.toFixed(1)),
      ratio: Number(ratio.toFixed(2)),
    })),
  );
if (!serverUrl) console.error('Set BENCH_DATABASE_URL=postgresql://… to measure on a PostgreSQL server too.');
