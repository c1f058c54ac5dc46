import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig, secretsOf, variables } from '../src/config.ts';
import { StartError } from '../src/operations/start-error.ts';

type Env = Record<string, string>;

const key = () => randomBytes(32).toString('base64');

/** The message of a start that must fail. */
function refusal(env: Env): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error('The settings were accepted.');
}

describe('defaults', () => {
  test('an empty environment runs the sandbox on the embedded database', () => {
    expect(readConfig({})).toEqual({
      production: false,
      discord: { token: undefined, apiUrl: undefined },
      databaseUrl: 'file:./data/sandbox',
      dataKeys: [],
      assistant: undefined,
      ops: { host: '127.0.0.1', port: 8080, optional: true },
      shards: { count: undefined, perProcess: undefined },
      sandboxPort: 4000,
      logLevel: 'info',
      warnings: [],
    });
  });

  test('with a token the database is another one, so that trying the bot never touches real data', () => {
    expect(readConfig({ DISCORD_TOKEN: 'a.b.c' }).databaseUrl).toBe('file:./data/granica');
  });

  test('an empty or blank value counts as not set', () => {
    const blank = Object.fromEntries(variables.map((name, index) => [name, index % 2 ? '' : '  ']));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  test('.env.example lists every variable and changes nothing when copied', () => {
    const file = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    for (const name of variables) expect(file).toMatch(new RegExp(`^#? ?${name}=`, 'm'));
    expect(readConfig(parseEnv(file) as Env)).toEqual(readConfig({}));
    // The commented examples must be valid too.
    const examples = parseEnv(file.replaceAll(/^# ?(?=[A-Z_]+=)/gm, '')) as Env;
    expect(() => readConfig({ ...examples, DISCORD_TOKEN: 'a.b.c' })).not.toThrow();
  });
});

describe('values', () => {
  test('every variable reaches its setting', () => {
    const keys = [key(), key()];
    const settings = readConfig({
      NODE_ENV: 'production',
      DISCORD_TOKEN: ' a.b.c\n',
      DISCORD_API_URL: 'http://127.0.0.1:4000/api/',
      DATABASE_URL: 'postgresql://granica:secret@db:5432/granica',
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'http://localhost:11434/v1/',
      OPENAI_CHAT_MODEL: 'chat',
      OPENAI_EMBEDDING_MODEL: 'embedding',
      DATA_KEY: keys.join(', '),
      OPS_HOST: '0.0.0.0',
      OPS_PORT: '9090',
      SHARDS_PER_PROCESS: '2',
      SHARD_COUNT: '16',
      SANDBOX_PORT: '0',
      LOG_LEVEL: 'DEBUG',
    });
    expect(settings).toEqual({
      production: true,
      discord: { token: 'a.b.c', apiUrl: 'http://127.0.0.1:4000/api' },
      databaseUrl: 'postgresql://granica:secret@db:5432/granica',
      dataKeys: keys.map((value) => new Uint8Array(Buffer.from(value, 'base64'))),
      assistant: {
        apiKey: 'sk-1',
        baseUrl: 'http://localhost:11434/v1',
        chatModel: 'chat',
        embeddingModel: 'embedding',
      },
      ops: { host: '0.0.0.0', port: 9090, optional: false },
      shards: { count: 16, perProcess: 2 },
      sandboxPort: 0,
      logLevel: 'debug',
      warnings: [],
    });
  });

  test('OPS_PORT=0 switches health and metrics off', () => {
    expect(readConfig({ OPS_PORT: '0' }).ops).toBeUndefined();
  });

  test.each([
    ['in the try-out, with the port that nobody chose', {}, true],
    ['in the try-out, with a chosen port', { OPS_PORT: '8080' }, false],
    ['with a token', { DISCORD_TOKEN: 'a.b.c' }, false],
  ])('health and metrics can be done without %s: %o, %s', (_name, env: Env, optional) => {
    expect(readConfig(env).ops?.optional).toBe(optional);
  });

  test('the version that discord.js appends itself is left out of DISCORD_API_URL', () => {
    expect(readConfig({ DISCORD_API_URL: 'https://discord.com/api/v10' }).discord.apiUrl).toBe(
      'https://discord.com/api',
    );
  });

  test.each([
    [{ DISCORD_TOKEN: 'a.b.c' }, 'DATA_KEY'],
    [{ OPENAI_CHAT_MODEL: 'chat' }, 'OPENAI_API_KEY'],
    [{ OPENAI_API_KEY: 'sk-1' }, 'OPENAI_CHAT_MODEL'],
  ])('warns of what works, but probably not as meant: %o', (env, name) => {
    expect(readConfig(env).warnings).toEqual([expect.stringContaining(name)]);
  });
});

test('the secrets among the settings, as they are written and as they are used', () => {
  const own = key();
  const settings = readConfig({
    DISCORD_TOKEN: 'a.b.c',
    DATABASE_URL: 'postgresql://granica:p%40ss@db/granica',
    OPENAI_API_KEY: 'sk-1',
    DATA_KEY: own,
  });
  expect(secretsOf(settings)).toEqual(
    expect.arrayContaining(['a.b.c', 'p%40ss', 'p@ss', 'sk-1', own, Buffer.from(own, 'base64').toString('base64url')]),
  );
  expect(secretsOf(readConfig({}))).toEqual([]);
});

describe('bad values', () => {
  const bad: [keyof Env, string, RegExp][] = [
    ['DISCORD_TOKEN', 'Bot abc.def', /without “Bot”/],
    ['DISCORD_API_URL', '127.0.0.1:4000', /http:\/\/|https:\/\//],
    ['DISCORD_API_URL', 'ftp://discord.com/api', /https:\/\//],
    ['DISCORD_API_URL', 'https://name:pass@discord.com/api', /password/],
    ['DISCORD_API_URL', 'https://discord.com/api?v=10', /“\?”/],
    ['OPENAI_BASE_URL', 'localhost', /https:\/\//],
    ['DATABASE_URL', 'mysql://localhost/granica', /file:DIRECTORY.*postgresql:\/\//],
    ['DATABASE_URL', './data', /file:DIRECTORY/],
    ['DATABASE_URL', 'file:', /directory is missing/],
    ['DATABASE_URL', 'postgresql://user:p%w#[@host:x/db', /percent-encoded/],
    ['DATABASE_URL', 'postgresql://user:50%off@host/db', /percent-encoded/],
    ['DATA_KEY', 'short', /32 bytes/],
    ['DATA_KEY', 'AAAAAAAAAAAAAAAAAAAAAA==', /32 bytes/],
    ['DATA_KEY', `${'A'.repeat(43)}=,`, /Key 2 /],
    ['OPS_HOST', 'http://localhost', /without a port/],
    ['OPS_PORT', '65536', /“65536”.*1 to 65535/],
    ['OPS_PORT', '-1', /“-1”/],
    ['OPS_PORT', '80.5', /“80.5”/],
    ['SANDBOX_PORT', '0x50', /“0x50”/],
    ['SHARDS_PER_PROCESS', '0', /“0”.*from 1/],
    ['SHARD_COUNT', '-1', /“-1”.*from 1/],
    ['SHARD_COUNT', '2.5', /“2.5”/],
    ['SHARD_COUNT', '1000000', /“1000000”.*to 100000/],
    ['SHARDS', '[0]', /SHARDS_PER_PROCESS/],
    ['LOG_LEVEL', 'loud', /“loud”.*trace/],
  ];

  test.each(bad)('%s=%s names the variable and says what to write', (name, value, hint) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`  ${name}: `);
    expect(message).toMatch(hint);
  });

  test('all of them are listed at once', () => {
    const message = refusal({ OPS_PORT: 'x', SANDBOX_PORT: 'y', LOG_LEVEL: 'z', NODE_ENV: 'production' });
    expect(message).toContain('4 settings are wrong');
    for (const name of ['OPS_PORT', 'SANDBOX_PORT', 'LOG_LEVEL', 'DISCORD_TOKEN']) expect(message).toContain(name);
  });

  test('production without a token never starts the sandbox', () => {
    expect(refusal({ NODE_ENV: 'production' })).toMatch(/DISCORD_TOKEN: .*missing/);
    expect(refusal({ NODE_ENV: ' production ', DISCORD_TOKEN: ' ' })).toMatch(/DISCORD_TOKEN/);
  });
});

describe('properties', () => {
  const anyEnv = fc.dictionary(fc.constantFrom(...variables), fc.oneof(fc.string(), fc.webUrl(), fc.base64String()));

  test('whatever the environment holds, the answer is settings or a StartError', () => {
    fc.assert(
      fc.property(anyEnv, (env) => {
        try {
          expect(secretsOf(readConfig(env))).toBeInstanceOf(Array);
        } catch (error) {
          expect(error).toBeInstanceOf(StartError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a message never repeats a secret, wherever it was written by mistake', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{16,70}$/);
    const place = fc.constantFrom(...variables.filter((name) => name !== 'NODE_ENV'));
    const shape = fc.constantFrom(
      (value: string) => value,
      (value: string) => `Bot ${value}`,
      (value: string) => `https://u:${value}@host`,
      (value: string) => `mysql://u:${value}@host/db`,
      (value: string) => `${key()},${value}`,
    );
    fc.assert(
      fc.property(secret, place, shape, (value, name, wrap) => {
        expect(refusal({ [name]: wrap(value), SANDBOX_PORT: 'x' })).not.toContain(value);
        expect(refusal({ SANDBOX_PORT: 'x', [name]: wrap(value), OPS_PORT: 'x' })).not.toContain(value);
      }),
      { numRuns: 500 },
    );
  });

  test('any list of keys is read in its order', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const encoding = fc.constantFrom('base64', 'base64url');
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 4 }), encoding, (keys, as) => {
        const written = keys.map((value) => Buffer.from(value).toString(as as BufferEncoding)).join(',');
        expect(readConfig({ DATA_KEY: written }).dataKeys).toEqual(keys);
      }),
    );
  });
});
