import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from './operations/log.ts';
import { StartError } from './operations/start-error.ts';

/** The environment, checked and typed. `undefined` always means "not set". */
export interface Settings {
  production: boolean;
  discord: {
    /** Without a token the bot runs against the sandbox; never `undefined` in production. */
    token: string | undefined;
    /** Base of the REST API without a version and without a trailing slash, as discord.js wants it. */
    apiUrl: string | undefined;
  };
  /** `file:DIRECTORY` or `postgresql://…`. */
  databaseUrl: string;
  /** Keys of 32 bytes: the first encrypts, all decrypt. Empty: free text is stored unencrypted. */
  dataKeys: readonly Uint8Array[];
  /** The endpoint of the assistant; `undefined` without a key. */
  assistant: AssistantSettings | undefined;
  /** Address for health and metrics; `undefined` with `OPS_PORT=0`. */
  ops: OpsAddress | undefined;
  /** How many shards there are, and how many this process takes at most; `undefined`: Discord's number, all of them. */
  shards: { count: number | undefined; perProcess: number | undefined };
  /** The port of the sandbox's page; 0 picks any free port. */
  sandboxPort: number;
  logLevel: LogLevel;
  /** Settings that work, but probably not as intended; to be logged at the start. */
  warnings: readonly string[];
}

export interface OpsAddress {
  host: string;
  port: number;
  /** Whether the bot does without if another program has the port: in the try-out, with the port that nobody chose. */
  optional: boolean;
}

export interface AssistantSettings {
  apiKey: string;
  baseUrl: string | undefined;
  chatModel: string | undefined;
  embeddingModel: string | undefined;
}

/** Command that makes a `DATA_KEY`, as in `.env.example` and in every message about it. */
const HOW_TO_MAKE_KEY = 'node -p "crypto.randomBytes(32).toString(\'base64\')"';

/** An empty value (`DISCORD_TOKEN=` in a `.env`) counts as not set. */
const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() ? value.trim() : undefined),
  z.string().optional(),
);

function refined<T>(parse: (value: string, problem: (message: string) => void) => T) {
  return text.transform((value, context): T | undefined => {
    if (value === undefined) return undefined;
    let failed = false;
    const parsed = parse(value, (message) => {
      failed = true;
      context.addIssue({ code: 'custom', message });
    });
    return failed ? z.NEVER : parsed;
  });
}

/** A short value may be quoted in a message; a long one may be a secret set in the wrong variable. */
function shown(value: string): string {
  return value.length <= 12 ? `“${value}”` : 'The value';
}

const token = refined((value, problem) => {
  if (/\s/.test(value)) problem('The token must be one word. Write the bot’s token alone, without “Bot” before it.');
  return value;
});

function httpUrl(example: string) {
  return refined((value, problem) => {
    const url = URL.parse(value);
    if (!url || !['http:', 'https:'].includes(url.protocol)) {
      problem(`The value is not an http or https address. Write one such as ${example}.`);
      return value;
    }
    if (url.username || url.password || url.search || url.hash) {
      problem(`The address must hold neither a name, a password, “?” nor “#”. Write one such as ${example}.`);
    }
    return url.href.replace(/\/+$/, '');
  });
}

const databaseUrl = refined((value, problem) => {
  const hint =
    'Write file:DIRECTORY (embedded database) or postgresql://USER:PASSWORD@HOST:5432/NAME (a PostgreSQL server).';
  if (value.startsWith('file:')) {
    if (!value.slice('file:'.length).replace(/^\/\//, '')) problem(`The directory is missing after “file:”. ${hint}`);
  } else if (!/^postgres(ql)?:\/\//.test(value)) {
    problem(`The address begins with neither “file:” nor “postgresql://”. ${hint}`);
  } else if (!URL.canParse(value) || !isPercentEncoded(value)) {
    problem(`The address cannot be read; special characters of a password must be percent-encoded. ${hint}`);
  }
  return value;
});

function isPercentEncoded(value: string): boolean {
  try {
    return Boolean(decodeURIComponent(value));
  } catch {
    return false;
  }
}

const dataKeys = refined((value, problem) =>
  value.split(',').map((part, index) => {
    const key = part.trim();
    const bytes = Buffer.from(key, 'base64');
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(key) || bytes.length !== 32) {
      problem(`Key ${index + 1} is not 32 bytes in base64. Make one with: ${HOW_TO_MAKE_KEY}`);
    }
    return new Uint8Array(bytes);
  }),
);

function port(whenZero: string) {
  return refined((value, problem) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number > 65_535) {
      problem(`${shown(value)} is not a port. Write a whole number from 1 to 65535, or 0 ${whenZero}.`);
    }
    return number;
  });
}

/** More than any bot has; above it stands a slip of the finger. */
const MOST_SHARDS = 100_000;

const shards = refined((value, problem) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > MOST_SHARDS) {
    problem(
      `${shown(value)} is not a number of shards. Write a whole number from 1 to ${MOST_SHARDS}, or leave it out.`,
    );
  }
  return number;
});

const host = refined((value, problem) => {
  if (!/^[A-Za-z0-9.:_-]+$/.test(value)) {
    problem('The value is not a host. Write a name or an address such as 127.0.0.1, without a port or “http://”.');
  }
  return value;
});

const logLevel = refined((value, problem) => {
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  if (!level) problem(`${shown(value)} is not a log level. Write one of: ${LOG_LEVELS.join(', ')}.`);
  return level;
});

const environment = z.object({
  NODE_ENV: text,
  DISCORD_TOKEN: token,
  DISCORD_API_URL: httpUrl('https://discord.com/api'),
  DATABASE_URL: databaseUrl,
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: httpUrl('https://api.openai.com/v1'),
  OPENAI_CHAT_MODEL: text,
  OPENAI_EMBEDDING_MODEL: text,
  DATA_KEY: dataKeys,
  OPS_HOST: host,
  OPS_PORT: port('to switch health and metrics off'),
  SHARDS_PER_PROCESS: shards,
  SHARD_COUNT: shards,
  SANDBOX_PORT: port('for any free port'),
  LOG_LEVEL: logLevel,
});

type Environment = z.output<typeof environment>;

/** The names of all variables that the bot reads. */
export const variables: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the settings from environment variables.
 *
 * @throws {StartError} listing every bad variable at once, by name; no value of a secret is repeated.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Settings {
  const result = environment.safeParse(env);
  const problems = result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  if (env.NODE_ENV?.trim() === 'production' && !env.DISCORD_TOKEN?.trim()) {
    problems.push(
      'DISCORD_TOKEN: It is missing, and NODE_ENV=production never starts the sandbox. ' +
        'Write the bot’s token from https://discord.com/developers/applications, or leave NODE_ENV out.',
    );
  }
  if (env.SHARDS?.trim()) {
    problems.push(
      'SHARDS: The bot does not take a list of shards: processes on one database share them among themselves. Leave it out; ' +
        'SHARDS_PER_PROCESS says how many one process takes at most.',
    );
  }
  if (!result.success || problems.length > 0) throw new StartError(explain(problems));
  return settingsOf(result.data);
}

/** Values that must never be logged, alone or inside other text. */
export function secretsOf({ discord, databaseUrl, dataKeys, assistant }: Settings): string[] {
  const password = URL.parse(databaseUrl)?.password ?? '';
  const keys = dataKeys.flatMap((key) => [Buffer.from(key).toString('base64'), Buffer.from(key).toString('base64url')]);
  const secrets = [discord.token, assistant?.apiKey, password, decodeURIComponent(password), ...keys];
  return [...new Set(secrets)].filter((secret): secret is string => Boolean(secret));
}

function explain(problems: readonly string[]): string {
  const count = problems.length === 1 ? 'one setting is' : `${problems.length} settings are`;
  return [
    `Granica cannot start: ${count} wrong.`,
    ...problems.map((problem) => `  ${problem}`),
    'Settings are environment variables, also read from a file .env in the working directory; .env.example lists them.',
  ].join('\n');
}

function settingsOf(env: Environment): Settings {
  const opsPort = env.OPS_PORT ?? 8080;
  return {
    production: env.NODE_ENV === 'production',
    discord: {
      token: env.DISCORD_TOKEN,
      // discord.js appends the version itself.
      apiUrl: env.DISCORD_API_URL?.replace(/\/v\d+$/, ''),
    },
    databaseUrl: env.DATABASE_URL ?? (env.DISCORD_TOKEN ? 'file:./data/granica' : 'file:./data/sandbox'),
    dataKeys: env.DATA_KEY ?? [],
    assistant: env.OPENAI_API_KEY
      ? {
          apiKey: env.OPENAI_API_KEY,
          baseUrl: env.OPENAI_BASE_URL,
          chatModel: env.OPENAI_CHAT_MODEL,
          embeddingModel: env.OPENAI_EMBEDDING_MODEL,
        }
      : undefined,
    ops:
      opsPort === 0
        ? undefined
        : {
            host: env.OPS_HOST ?? '127.0.0.1',
            port: opsPort,
            optional: env.OPS_PORT === undefined && !env.DISCORD_TOKEN,
          },
    shards: { count: env.SHARD_COUNT, perProcess: env.SHARDS_PER_PROCESS },
    sandboxPort: env.SANDBOX_PORT ?? 4000,
    logLevel: env.LOG_LEVEL ?? 'info',
    warnings: warningsFor(env),
  };
}

function warningsFor(env: Environment): string[] {
  const warnings: string[] = [];
  // In the sandbox all data is invented, so it needs no key.
  if (!env.DATA_KEY && env.DISCORD_TOKEN) {
    warnings.push(`DATA_KEY is not set: what members write is stored unencrypted. Make a key with: ${HOW_TO_MAKE_KEY}`);
  }
  const assistant = [env.OPENAI_BASE_URL, env.OPENAI_CHAT_MODEL, env.OPENAI_EMBEDDING_MODEL];
  if (!env.OPENAI_API_KEY && assistant.some((value) => value !== undefined)) {
    warnings.push(
      'OPENAI_API_KEY is not set: the other OPENAI_ variables have no effect. An endpoint without keys takes any word.',
    );
  }
  if (env.OPENAI_API_KEY && !env.OPENAI_CHAT_MODEL && !env.OPENAI_EMBEDDING_MODEL) {
    warnings.push('OPENAI_API_KEY has no effect without OPENAI_CHAT_MODEL or OPENAI_EMBEDDING_MODEL.');
  }
  return warnings;
}
