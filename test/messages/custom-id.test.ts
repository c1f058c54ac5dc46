import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOM_ID_LIMIT, decodeValues, encodeId, parseId } from '../../src/messages/custom-id.ts';
import {
  choiceParam,
  countParam,
  optionalParam,
  type Param,
  type Params,
  snowflakeParam,
  textParam,
  uuidParam,
} from '../../src/messages/params.ts';

const SIDES = ['left', 'right', '~', 'a:b'] as const;
/** What Discord uses: 64 bits without a sign. */
const snowflakes = fc.bigInt(0n, 2n ** 64n - 1n).map(String);
const counts = fc.nat(Number.MAX_SAFE_INTEGER);
const texts = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed());
const choices = fc.constantFrom(...SIDES);
const side = choiceParam(SIDES);

const all = {
  id: snowflakeParam,
  count: countParam,
  text: textParam,
  uuid: uuidParam,
  side,
  maybe: optionalParam(textParam),
} satisfies Params;

const values = fc.record({
  id: snowflakes,
  count: counts,
  text: fc.string({ unit: 'grapheme-ascii', maxLength: 4 }),
  uuid: fc.uuid(),
  side: choices,
  maybe: fc.option(fc.constantFrom('', '~', ':', '~~', 'ł'), { nil: undefined }),
});

describe('parameters', () => {
  it.each<[string, Param<unknown>, fc.Arbitrary<unknown>]>([
    ['snowflake', snowflakeParam, snowflakes],
    ['count', countParam, counts],
    ['text', textParam, texts],
    ['uuid', uuidParam, fc.uuid()],
    ['choice', side, choices],
    ['optional text', optionalParam(textParam), fc.option(texts, { nil: undefined })],
    ['optional count', optionalParam(countParam), fc.option(counts, { nil: undefined })],
  ])('read back what they wrote: %s', (_name, param, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const raw = param.encode(value);
        expect(raw).not.toContain(':');
        expect(param.decode(raw)).toEqual(value);
      }),
      { examples: arbitrary === texts ? [['~'], [':'], ['%'], ['łódź 🙂']] : [] },
    );
  });

  it.each<[string, Param<unknown>]>([
    ['snowflake', snowflakeParam],
    ['count', countParam],
    ['text', textParam],
    ['uuid', uuidParam],
    ['choice', side],
    ['optional', optionalParam(textParam)],
  ])('decode garbage to undefined, or to a value that is written just so: %s', (_name, param) => {
    const examples = ['%', '%zz', '%41', 'a%6', '~', 'zzzzzzzzzzzzz', 'zzzzzzzzzzz', '00', 'AA', '!'.repeat(22), 'é'];
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9a-z%~_-]{0,30}$/)), (raw) => {
        const value = param.decode(raw);
        if (value !== undefined) expect(param.encode(value)).toBe(raw);
      }),
      { examples: examples.map((raw): [string] => [raw]) },
    );
  });

  it('refuse values that are none of theirs', () => {
    expect(() => snowflakeParam.encode('-1')).toThrow(RangeError);
    expect(() => snowflakeParam.encode('1e3')).toThrow(RangeError);
    expect(() => countParam.encode(-1)).toThrow(RangeError);
    expect(() => countParam.encode(0.5)).toThrow(RangeError);
    expect(() => uuidParam.encode('not a uuid')).toThrow(RangeError);
  });
});

describe('custom ids', () => {
  it('carry an action and its values there and back', () => {
    fc.assert(
      fc.property(values, (given) => {
        const id = encodeId('some.action', all, given);
        expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_LIMIT);
        const parsed = parseId(id);
        expect(parsed?.action).toBe('some.action');
        expect(decodeValues(all, parsed?.raw ?? [])).toEqual(given);
      }),
    );
  });

  it('hold the largest values: two snowflakes, two uuids beside a name', () => {
    const params = { a: snowflakeParam, b: snowflakeParam, c: uuidParam, d: uuidParam };
    const largest = `${2n ** 64n - 1n}`;
    const uuid = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    const given = { a: largest, b: largest, c: uuid, d: uuid };
    const id = encodeId('violation.card', params, given);
    expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_LIMIT);
    expect(decodeValues(params, parseId(id)?.raw ?? [])).toEqual(given);
  });

  it('are refused when they would be too long for Discord', () => {
    expect(() => encodeId('guide.open', { ref: textParam }, { ref: 'ż'.repeat(20) })).toThrow(RangeError);
  });

  it('of other bots, other versions or garbage are nobody’s, and never throw', () => {
    expect(parseId('2:violation.delete')).toBeUndefined();
    expect(parseId('hello')).toBeUndefined();
    expect(parseId('1:')).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (tail) => {
        const parsed = parseId(`1:x:${tail}`);
        decodeValues(all, parsed?.raw ?? []);
        parseId(tail);
      }),
    );
  });

  it('with a value too many or too few are out of date', () => {
    const params = { page: countParam, maybe: optionalParam(countParam) };
    expect(decodeValues(params, ['1'])).toBeUndefined();
    expect(decodeValues(params, ['1', '~', '2'])).toBeUndefined();
    expect(decodeValues(params, ['~', '~'])).toBeUndefined();
    expect(decodeValues(params, ['1', '~'])).toEqual({ page: 1, maybe: undefined });
  });
});
