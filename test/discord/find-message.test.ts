import type { REST } from 'discord.js';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { createSearches } from '../../src/discord/find-message.ts';

const PAGE = 100;
const since = Temporal.Instant.from('2026-11-27T09:00:00Z');

/** A channel so busy that its messages since then fill so many pages; the last page holds one with a button of the bot's. */
function busyChannel(pages: number) {
  const first = 1n << 62n;
  const last = first + BigInt(pages * PAGE) - 1n;
  const asked: string[] = [];
  const get = async (_route: string, { query }: { readonly query: URLSearchParams }) => {
    const after = BigInt(query.get('after') ?? '0');
    asked.push(String(after));
    const from = after < first ? first : after + 1n;
    const ids = Array.from({ length: PAGE }, (_, index) => from + BigInt(PAGE - 1 - index)).filter((id) => id <= last);
    return ids.map((id) => ({ id: String(id), components: id === last ? [{ custom_id: 'checkin:x' }] : [] }));
  };
  return { rest: { get } as unknown as REST, asked, last: String(last) };
}

it('a search through a busy channel stops after a while, and goes on where it was: no page is read twice', async () => {
  const { rest, asked, last } = busyChannel(250);
  const searches = createSearches(rest);
  const look = () => searches.message('1', { mark: 'checkin:x', since });
  expect(await look()).toEqual({ type: 'unavailable', retryAfter: 1000 });
  expect(asked).toHaveLength(100);
  expect(await look()).toMatchObject({ type: 'unavailable' });
  expect(await look()).toEqual({ type: 'found', messageId: last });
  expect(asked).toHaveLength(250);
  expect(new Set(asked).size).toBe(250);
  // Over, it is forgotten: the next one begins anew.
  await look();
  expect(asked[250]).toBe(asked[0]);
});
