import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReadinessCheck } from '../../src/operations/health.ts';
import { createLog } from '../../src/operations/log.ts';
import { createMetrics } from '../../src/operations/metrics.ts';
import { type OpsServer, type OpsServerOptions, startOpsServer } from '../../src/operations/server.ts';
import { StartError } from '../../src/operations/start-error.ts';

const running: OpsServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const ok: ReadinessCheck = async () => {};
const broken: ReadinessCheck = async () => {
  throw new Error('connect to db-7.internal refused');
};

async function start(checks: OpsServerOptions['checks'] = {}, options: Partial<OpsServerOptions> = {}) {
  const log = createLog({ level: 'silent', json: true });
  const metrics = createMetrics(['guide read']);
  const server = await startOpsServer({ host: '127.0.0.1', port: 0, checks, metrics, log, ...options });
  running.push(server);
  return { ...server, metrics };
}

describe('health', () => {
  test('live answers as long as the process does, whatever is not ready', async () => {
    const { url } = await start({ database: broken });
    const response = await fetch(`${url}/health/live`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'live' });
  });

  test('ready when every check passes, and asks anew each time', async () => {
    let connected = false;
    const gateway = async () => {
      if (!connected) throw new Error('not yet');
    };
    const { url } = await start({ database: ok, gateway });
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    connected = true;
    const response = await fetch(`${url}/health/ready?full`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  test('names what is not ready: what fails, throws at once, or never answers; the reason stays inside', async () => {
    let aborted = false;
    const hanging: ReadinessCheck = (signal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => {});
    };
    const thrower: ReadinessCheck = () => {
      throw new Error('sync');
    };
    const { url } = await start(
      { database: broken, migrations: ok, gateway: hanging, jobs: thrower },
      { checkTimeoutMs: 50 },
    );
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await response.text();
    expect(JSON.parse(body)).toEqual({ status: 'not ready', notReady: ['database', 'gateway', 'jobs'] });
    expect(body).not.toContain('internal');
    expect(aborted).toBe(true);
  });
});

describe('a process that stands by', () => {
  /** Its gateway is closed, for others hold all shards. */
  async function startBeside(database: ReadinessCheck) {
    let holdsNone = true;
    const standby = { active: () => holdsNone, checks: { database } };
    const { url } = await start({ gateway: broken, database }, { standby });
    const ask = async () => {
      const response = await fetch(`${url}/health/ready`);
      return { code: response.status, body: await response.json() };
    };
    const takeOver = () => {
      holdsNone = false;
    };
    return { ask, takeOver };
  }

  test('is well and says so, until it takes over', async () => {
    const { ask, takeOver } = await startBeside(ok);
    expect(await ask()).toEqual({ code: 200, body: { status: 'standby' } });
    takeOver();
    expect(await ask()).toEqual({ code: 503, body: { status: 'not ready', notReady: ['gateway'] } });
  });

  test('is not ready to take over without a database', async () => {
    const { ask } = await startBeside(broken);
    expect(await ask()).toEqual({ code: 503, body: { status: 'not ready', notReady: ['database'] } });
  });
});

describe('metrics', () => {
  /** The value of a sample, written as in Prometheus's text. */
  function sample(text: string, series: string): number | undefined {
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length));
  }

  test('are served as Prometheus reads them, with those of the process', async () => {
    const { url, metrics } = await start();
    metrics.countInteraction('guide read', 'answered');
    metrics.countInteraction('guide read', 'answered');
    metrics.countInteraction('guide read', 'failed');
    metrics.observeAcknowledgement('guide read', 0.2);
    metrics.setGatewayState('ready');
    const response = await fetch(`${url}/metrics`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(sample(text, 'granica_interactions_total{command="guide read",outcome="answered"}')).toBe(2);
    expect(sample(text, 'granica_interactions_total{command="guide read",outcome="failed"}')).toBe(1);
    expect(sample(text, 'granica_acknowledgement_seconds_bucket{le="0.1",command="guide read"}')).toBe(0);
    expect(sample(text, 'granica_acknowledgement_seconds_bucket{le="0.25",command="guide read"}')).toBe(1);
    expect(sample(text, 'granica_gateway_state{state="ready"}')).toBe(1);
    expect(sample(text, 'granica_gateway_state{state="connecting"}')).toBe(0);
    expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  test('a name that is not a command never becomes a label', async () => {
    const { url, metrics } = await start();
    metrics.countInteraction('Anna’s own text', 'expired');
    metrics.observeAcknowledgement('123456789012345678', 1);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(sample(text, 'granica_interactions_total{command="other",outcome="expired"}')).toBe(1);
    expect(text).not.toMatch(/Anna|123456789012345678/);
  });

  test('two bots in one process count apart', async () => {
    const [first, second] = [await start(), await start()];
    first.metrics.countInteraction('guide read', 'answered');
    expect(await (await fetch(`${second.url}/metrics`)).text()).not.toContain('outcome="answered"');
  });

  test('a collector that throws costs one answer, not the process', async () => {
    const failing = { contentType: 'text/plain', text: () => Promise.reject(new Error('collector')) };
    const { url } = await start({}, { metrics: failing });
    expect((await fetch(`${url}/metrics`)).status).toBe(500);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
});

describe('the server', () => {
  test('answers other paths and methods plainly', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/`)).status).toBe(404);
    const posted = await fetch(`${url}/metrics`, { method: 'POST', body: 'x' });
    expect(posted.status).toBe(405);
    expect(posted.headers.get('allow')).toBe('GET, HEAD');
    const head = await fetch(`${url}/health/live`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('a busy port names the variable and says what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const error = await start({}, { port }).catch((caught: unknown) => caught);
    await new Promise((resolve) => other.close(resolve));
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toMatch(new RegExp(`OPS_PORT: .*${port}.*0 turns`));
  });

  test('a host that is not this machine’s names its variable', async () => {
    await expect(start({}, { host: '203.0.113.7' })).rejects.toThrow(/OPS_HOST: .*203\.0\.113\.7/);
  });

  test('frees its port when closed, although a client keeps its connection', async () => {
    const first = await start();
    await fetch(`${first.url}/health/live`);
    await first.close();
    running.length = 0;
    const again = await start({}, { port: Number(new URL(first.url).port) });
    expect((await fetch(`${again.url}/health/live`)).status).toBe(200);
  });
});
