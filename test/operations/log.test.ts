import { randomBytes } from 'node:crypto';
import { DiscordAPIError } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIncidentId } from '../../src/operations/incident.ts';
import { createLog, type LogOptions } from '../../src/operations/log.ts';

function recorded(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({
    level: 'trace',
    json: true,
    destination: { write: (line) => lines.push(line) },
    ...options,
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

const said = 'My client Kowalski never pays';

describe('what stands in a line', () => {
  test('time, level by name, message, fields of the log and of its children', () => {
    const { log, last } = recorded();
    log.child({ part: 'jobs' }).child({ guild: '1' }).info({ claimed: 3 }, 'Tick');
    expect(last()).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      level: 'info',
      part: 'jobs',
      guild: '1',
      claimed: 3,
      msg: 'Tick',
    });
  });

  test('levels below the chosen one are left out', () => {
    const { log, lines } = recorded({ level: 'warn' });
    log.info('no');
    log.child({ part: 'a' }).warn('yes');
    expect(lines).toHaveLength(1);
  });

  test('for a person: one readable line, and the frames of an error below', () => {
    const { log, lines } = recorded({ json: false });
    log.warn({ part: 'discord', note: 1, wait: 'a b' }, 'Slow');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d WARN {2}Slow part=discord note=\[private\] wait="a b"\n$/);
    log.error(new RangeError('Too far', { cause: new TypeError('Deep') }), 'Failed');
    expect(lines[1]).toMatch(/ERROR Failed\n {4}RangeError: Too far\n {6}at .*\n.*TypeError: Deep\n/s);
  });
});

describe('secrets', () => {
  test('are masked by field name at any depth, whatever its spelling', () => {
    const { log, lines } = recorded();
    const value = 'abcdef';
    log.info({ token: value, request: { headers: { Authorization: value, list: [{ api_key: value }] } } }, 'Call');
    log.child({ token: value }).info('Child');
    expect(lines.join()).not.toContain(value);
    expect(lines.join()).toContain('[secret]');
  });

  test('known values are masked wherever they turn up', () => {
    const secret = 'postgresql-password-1';
    for (const json of [true, false]) {
      const { log, lines } = recorded({ secrets: [secret], json });
      log.error(new Error(`cannot connect to postgresql://u:${secret}@db`), `with ${secret}`);
      log.child({ address: secret }).info(`again ${secret}`);
      expect(lines.join()).not.toContain(secret);
    }
  });
});

describe('private texts', () => {
  test('never reach a line, in whichever field or object they hide', () => {
    class Interaction {
      id = '7';
      commandText = said;
      options = { name: said };
    }
    const { log, lines, last } = recorded();
    log.info({ interaction: new Interaction(), guild: '1' }, 'Command');
    expect(last()).toMatchObject({ interaction: '[Interaction]', guild: '1' });
    log.info({ message: { id: '1', content: said }, modal: { fields: [{ value: said }] } }, 'Message');
    expect(last().message).toEqual({ id: '1', content: '[private]' });
    log.child({ values: [said] }).info('Child');
    expect(lines.join()).not.toContain('Kowalski');
  });

  test('an error of Discord’s API is logged without its request and without the token in its address', () => {
    const token = 'aW50ZXJhY3Rpb246MTIz';
    const url = `https://discord.com/api/v10/interactions/12/${token}/callback`;
    const error = new DiscordAPIError({ code: 50_035, message: 'Invalid Form Body' }, 50_035, 400, 'POST', url, {
      files: undefined,
      body: { data: { content: said } },
    });
    const { log, lines, last } = recorded();
    log.error({ err: error }, 'Answer failed');
    log.error(new Error(`POST ${url} failed`));
    expect(last().err.message).toContain('/interactions/12/[secret]/callback');
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ code: 50_035, status: 400, method: 'POST' });
    expect(lines.join()).not.toContain('Kowalski');
    expect(lines.join()).not.toContain(token);
  });

  test('an error of Prisma keeps its reason, not the call with its arguments', () => {
    const error = new Error(
      `\nInvalid \`db.violation.create()\` invocation:\n\n{\n  data: {\n    note: "${said}",\n    ~~~~\n  }\n}\n\nArgument \`kind\` is missing.`,
    );
    error.name = 'PrismaClientValidationError';
    const { log, lines, last } = recorded();
    log.error(error);
    expect(last()).toMatchObject({ msg: 'Argument `kind` is missing.', err: { type: error.name } });
    expect(lines.join()).not.toContain('Kowalski');
  });

  test('fields of a database error are left out, those that help are kept', () => {
    const error = Object.assign(new Error('new row for relation "entry" violates check "length"'), {
      code: '23514',
      detail: `Failing row contains (1, ${said}).`,
    });
    const { log, lines, last } = recorded();
    log.error({ err: new AggregateError([error], 'Batch', { cause: error }) }, 'Save failed');
    expect(last().err.errors[0]).toMatchObject({ code: '23514', message: error.message });
    expect(last().err.cause.code).toBe('23514');
    expect(lines.join()).not.toContain('Kowalski');
  });

  test('property: text that a parser or a database quotes is cut out of messages and stacks', () => {
    const words = fc.stringMatching(/^[a-z]{5,12} [a-z]{5,12}[\n ]?[a-z]{5,12}$/);
    fc.assert(
      fc.property(words, (text) => {
        const { log, lines } = recorded();
        try {
          JSON.parse(text);
        } catch (error) {
          log.error(error);
        }
        log.error(new Error(`invalid input syntax for type date: "${text}"`));
        log.error(new Error(`Value "${text}" is not snowflake.`), 'Failed');
        expect(lines).toHaveLength(3);
        for (const word of text.split(/\s/)) expect(lines.join()).not.toContain(word);
      }),
    );
  });

  test('a line never fails, not even on a circle or a big integer', () => {
    const circle: Record<string, unknown> = { size: 5n };
    circle.self = circle;
    const { log, last } = recorded();
    log.info({ circle }, 'Round');
    expect(last().circle.size).toBe('5');
  });
});

describe('incident ids', () => {
  test('are seven characters that nobody misreads, and use every one of them', () => {
    const ids = Array.from({ length: 500 }, () => createIncidentId(randomBytes));
    for (const id of ids) expect(id).toMatch(/^[2-9A-HJ-NP-Z]{7}$/);
    expect(new Set(ids).size).toBe(500);
    expect(new Set(ids.join('')).size).toBe(32);
  });

  test('come from the given source alone', () => {
    expect(createIncidentId((length) => new Uint8Array(length).fill(31))).toBe('ZZZZZZZ');
  });
});
