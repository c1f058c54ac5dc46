import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareBot, type Contestant, startContestant } from '../../../scripts/bench/contest/contestants.ts';
import { fillForm, findControl } from '../../../scripts/bench/contest/forms.ts';
import { PING } from '../../../scripts/bench/contest/rows.ts';
import type { Recorded, Task } from '../../../scripts/bench/stand-in/protocol.ts';

const form = {
  custom_id: 'entry',
  title: 'An entry',
  components: [
    { type: 18, label: 'Story', component: { type: 4, custom_id: 'story', style: 2 } },
    { type: 18, label: 'Kind', component: { type: 3, custom_id: 'kind', options: [{ value: 'a' }, { value: 'b' }] } },
    { type: 18, label: 'Weight', component: { type: 21, custom_id: 'weight', options: [{ value: '1' }] } },
  ],
};
const sent: Recorded = [
  { to: 'callback', body: { type: 5, data: { flags: 64 } }, files: [] },
  { to: 'original', body: { content: 'Saved' }, files: [{ name: 'letter.pdf', size: 1000 }] },
];
const TASKS: readonly Task[] = [
  PING,
  { row: 1, asks: [{ kind: 'command', path: 'entry new' }], kind: 'form', mark: 'An entry', same: true },
  { row: 2, asks: [fillForm(form, { story: 'It rang.', kind: 'b' })], kind: 'message', mark: 'Saved', same: true },
];

const linux = process.platform === 'linux';
let home: string;
let bot: Contestant;
beforeAll(async () => {
  if (!linux) return;
  home = mkdtempSync(join(tmpdir(), 'granica-bench-test-'));
  const replays = join(home, 'replays.json');
  const opened: Recorded = [{ to: 'callback', body: { type: 9, data: form }, files: [] }];
  writeFileSync(replays, JSON.stringify({ 1: [opened], 2: [sent] }));
  bot = await startContestant(bareBot(replays), { guilds: 3, members: 20 }, home);
});
afterAll(async () => {
  if (!linux) return;
  await bot.stop();
  rmSync(home, { recursive: true, force: true });
});

it.skipIf(!linux)('answers and replays on the stand-in, for twenty people at once', async () => {
  for (const task of TASKS) {
    const [recorded] = await bot.standIn.prepare(task);
    if (task.row === 2) expect(recorded).toEqual(sent);
    const cell = await bot.standIn.run({ row: task.row, people: 20, seconds: 0, least: 60, pid: bot.pid });
    expect(cell.failures).toEqual({});
    expect(cell.answers).toBeGreaterThanOrEqual(60);
    expect(cell.final.p50).toBeGreaterThanOrEqual(cell.acknowledged.p50);
    expect(cell.mainThreadMs).toBeLessThanOrEqual(cell.processMs);
  }
  expect(bot.start.processorMs).toBeGreaterThan(0);
  expect(bot.memory()).toBeGreaterThan(10);
});

it('fills in a form with what was given, or the first choice', () => {
  expect(fillForm(form, { story: 'It rang.', kind: 'b' })).toMatchObject({
    kind: 'form',
    customId: 'entry',
    components: [
      { type: 18, component: { type: 4, custom_id: 'story', value: 'It rang.' } },
      { type: 18, component: { type: 3, custom_id: 'kind', values: ['b'] } },
      { type: 18, component: { type: 21, custom_id: 'weight', value: '1' } },
    ],
  });
  expect(() => fillForm(form, { tory: 'It rang.' })).toThrow('no field tory');
});

it('finds a control that can be pressed', () => {
  const message = {
    components: [{ components: [{ custom_id: '1:page:0', disabled: true }, { custom_id: '1:page:1' }] }],
  };
  expect(findControl(message, /^1:page:/)).toBe('1:page:1');
  expect(() => findControl(message, /^1:share:/)).toThrow('No control');
});
