import { Routes } from 'discord.js';
import { afterEach, beforeEach, expect } from 'vitest';
import { ask, type Connected, connected } from './support.ts';

/** A client for each test of a file, on whose behalf wrong requests are made by hand, in a sandbox that does not throw at them. */
export function useWrongBot(): () => Connected {
  let bot: Connected;
  beforeEach(async () => {
    bot = await connected({ strict: false });
  });
  afterEach(() => bot.close());
  return () => bot;
}

/** Fails unless a message is refused as Discord refuses it, with the fault named at its path, and stays invisible. */
export async function expectRefusedMessage({ sandbox, channel, anna }: Connected, body: object, path: string) {
  const { status, body: answer } = await ask(sandbox, 'POST', Routes.channelMessages(channel.id), body);
  expect({ status, code: answer.code, message: answer.message }).toEqual({
    status: 400,
    code: 50035,
    message: 'Invalid Form Body',
  });
  expect(faultPaths(answer.errors)).toContain(path);
  expect(sandbox.violations).toMatchObject([{ rule: 'invalid-form' }]);
  expect(anna.in(channel).messages()).toEqual([]);
}

/** Paths of the errors in a 50035, with dots. */
export function faultPaths(errors: unknown, under = ''): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) =>
    key === '_errors' ? [under] : faultPaths(value, under === '' ? key : `${under}.${key}`),
  );
}

export const text = (length: number) => 'x'.repeat(length);
export const button = (id: string, more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: id, ...more });
export const row = (...components: object[]) => ({ type: 1, components });
export const display = (content = 'Text') => ({ type: 10, content });

/** The flag of a message with components only. */
export const V2 = 1 << 15;
