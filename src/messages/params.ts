/** One typed value inside a custom id. `decode` returns undefined for anything `encode` could not have written. */
export interface Param<T> {
  encode(value: T): string;
  decode(raw: string): T | undefined;
}

/** Parameters of a custom id by name, written in the order of the object's keys. */
export type Params = Readonly<Record<string, Param<unknown>>>;

/** Values for a set of parameters. */
export type ParamValues<P extends Params> = {
  readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

/** What percent-encoding leaves as it is: nearly every slug, and a page of the guide has dozens of them. */
const UNCHANGED = /^[\w.-]*$/;

/** A short text such as a slug. Percent-encoded, so that it contains neither the separator nor the marker for "none". */
export const textParam: Param<string> = {
  encode: (value) => (UNCHANGED.test(value) ? value : encodeURIComponent(value).replaceAll('~', '%7E')),
  decode(raw) {
    try {
      const text = decodeURIComponent(raw);
      return textParam.encode(text) === raw ? text : undefined;
    } catch {
      return undefined; // a malformed escape, so not ours
    }
  },
};

/** A whole number from 0 to 2^53 − 1, in base 36. */
export const countParam: Param<number> = {
  encode(value) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count: ${value}`);
    return value.toString(36);
  },
  decode(raw) {
    if (!/^(0|[1-9a-z][0-9a-z]{0,10})$/.test(raw)) return undefined;
    const value = Number.parseInt(raw, 36);
    return Number.isSafeInteger(value) ? value : undefined;
  },
};

const LARGEST_SNOWFLAKE = 2n ** 64n - 1n;

/** A Discord id, as a string of decimal digits. Base 36 saves a third of the characters. */
export const snowflakeParam: Param<string> = {
  encode(value) {
    if (!/^(0|[1-9]\d{0,19})$/.test(value) || BigInt(value) > LARGEST_SNOWFLAKE)
      throw new RangeError(`not a snowflake: ${value}`);
    return BigInt(value).toString(36);
  },
  decode(raw) {
    if (!/^(0|[1-9a-z][0-9a-z]{0,12})$/.test(raw)) return undefined;
    let value = 0n;
    for (const digit of raw) value = value * 36n + BigInt(Number.parseInt(digit, 36));
    return value <= LARGEST_SNOWFLAKE ? value.toString() : undefined;
  },
};

/** A UUID in its usual spelling, carried as 22 characters of base64url. */
export const uuidParam: Param<string> = {
  encode(value) {
    const hex = value.replaceAll('-', '');
    if (!/^[0-9a-f]{32}$/.test(hex)) throw new RangeError(`not a UUID: ${value}`);
    return Buffer.from(hex, 'hex').toString('base64url');
  },
  decode(raw) {
    if (!/^[\w-]{22}$/.test(raw)) return undefined;
    const bytes = Buffer.from(raw, 'base64url');
    if (bytes.length !== 16 || bytes.toString('base64url') !== raw) return undefined;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
};

/** Whether a text is a UUID: the value of a list, for instance, may be anything. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** One of a fixed list of words. Written out, so that the list can grow or be reordered without breaking old buttons. */
export function choiceParam<const T extends string>(values: readonly T[]): Param<T> {
  return {
    encode: (value) => textParam.encode(value),
    decode(raw) {
      const text = textParam.decode(raw);
      return values.find((value) => value === text);
    },
  };
}

/** An optional parameter. */
export function optionalParam<T>(param: Param<T>): Param<T | undefined> & { readonly optional: true } {
  return {
    optional: true,
    // No parameter above writes '~'.
    encode: (value) => (value === undefined ? '~' : param.encode(value)),
    decode: (raw) => (raw === '~' ? undefined : param.decode(raw)),
  };
}
