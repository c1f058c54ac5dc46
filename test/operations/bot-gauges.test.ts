import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { type BotState, createBotGauges } from '../../src/operations/bot-gauges.ts';

const STATE: BotState = {
  communities: 3,
  steps: [{ kind: 'checkin.post', state: 'due', count: 2 }],
  oldestDueStep: 7,
  stepsGivenUp: [],
  checkins: [{ state: 'posted', count: 4 }],
  checkinsBlocked: 1,
  oldestDuePlan: 0,
  alerts: [],
  budgetsSpent: 0,
  lastBackup: 1_700_000_000,
  databaseSize: 1_000_000,
};

/** Gauges on a clock that a test moves, and what a scrape shows of them: names with labels, and values. */
function gauges(patienceMs?: number) {
  const registry = new Registry();
  const time = { now: 0 };
  const made = createBotGauges(registry, { now: () => time.now, ...(patienceMs ? { patienceMs } : {}) });
  const scrape = async () => {
    await made.refresh();
    const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  };
  return { ...made, time, scrape };
}

describe('the numbers of the whole bot', () => {
  it('are read once for all scrapes of 15 seconds', async () => {
    const { watch, scrape, time } = gauges();
    let reads = 0;
    watch(async () => {
      reads += 1;
      return { ...STATE, communities: reads };
    });
    await Promise.all([scrape(), scrape()]);
    time.now = 14_999;
    expect((await scrape()).get('granica_communities')).toBe(1);
    time.now = 15_000;
    expect((await scrape()).get('granica_communities')).toBe(2);
  });

  it('are all shown, and what is over is not shown any longer', async () => {
    const { watch, scrape, time } = gauges();
    let state = STATE;
    watch(async () => state);
    const shown = await scrape();
    expect(shown.get('granica_outbox_steps{kind="checkin.post",state="due"}')).toBe(2);
    expect(shown.get('granica_checkins{state="posted"}')).toBe(4);
    expect(shown.get('granica_backup_timestamp_seconds')).toBe(1_700_000_000);
    expect(shown.get('granica_database_up')).toBe(1);
    state = { ...STATE, steps: [] };
    time.now = 20_000;
    expect([...(await scrape()).keys()].filter((name) => name.includes('checkin.post'))).toEqual([]);
  });

  it('are absent, rather than old, while the database fails; and are asked for again at once', async () => {
    const { watch, scrape, time } = gauges();
    let away = false;
    watch(async () => {
      if (away) throw new Error('connection refused');
      return STATE;
    });
    await scrape();
    away = true;
    time.now = 20_000;
    expect([...(await scrape())]).toEqual([['granica_database_up', 0]]);
    away = false;
    expect((await scrape()).get('granica_database_up')).toBe(1);
  });

  it('are waited for no longer than the patience of a scrape, and asked for only once meanwhile', async () => {
    const { watch, scrape } = gauges(1);
    const answer = Promise.withResolvers<BotState>();
    let reads = 0;
    watch(() => {
      reads += 1;
      return answer.promise;
    });
    expect([...(await scrape())]).toEqual([['granica_database_up', 0]]);
    answer.resolve(STATE);
    expect((await scrape()).get('granica_database_up')).toBe(1);
    expect(reads).toBe(1);
  });
});
