import { expect, it } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };

// What `npm ci --omit=dev` leaves out goes by marks in the lock file, and npm writes wrong ones where a linked package changes: then
// the bot would lack a package, or production would get the sandbox. `npm install --package-lock-only`, once more, mends them.

interface Locked {
  readonly version?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}
const packages: Readonly<Record<string, Locked>> = lock.packages;

/** Where Node finds a package that is imported from a place: in the nearest `node_modules`. */
function placeOf(name: string, from: string): string | undefined {
  const own = `${from ? `${from}/` : ''}node_modules/${name}`;
  if (packages[own]) return own;
  return from ? placeOf(name, from.replace(/\/?(?:node_modules\/(?:@[^/]+\/)?[^/]+|[^/]+)$/, '')) : undefined;
}

/** All that the bot itself needs, and what that needs. */
function needed(from = '', seen = new Set<string>()): Set<string> {
  for (const name of Object.keys(packages[from]?.dependencies ?? {})) {
    const place = placeOf(name, from);
    if (place === undefined || seen.has(place)) continue;
    seen.add(place);
    needed(place, seen);
  }
  return seen;
}

it('for production has all that the bot needs', () => {
  expect(needed().size).toBeGreaterThan(100);
  expect([...needed()].filter((place) => packages[place]?.dev || packages[place]?.devOptional)).toEqual([]);
});

it.each(['src/sandbox', 'node_modules/fastify', 'node_modules/lit-html', 'node_modules/discord-api-spec'])(
  'for production leaves %s out',
  (place) => {
    expect(packages[place]?.dev).toBe(true);
    expect(needed()).not.toContain(place);
  },
);
