import type { Sandbox } from '@granica/discord-sandbox';
import { OWN_ACTS } from '../chaos/acts.ts';
import { DISCUSSION_ACTS } from '../chaos/discussion.ts';
import { type Act, type Confirmed, type Life, nothingConfirmed } from '../chaos/persons.ts';
import { randomFrom } from '../chaos/random.ts';
import type { Tally } from '../chaos/tally.ts';
import { moderatorActs, type Published } from './moderators.ts';
import type { Town } from './towns.ts';

/** All who use the bot. */
export interface People {
  readonly members: readonly Life[];
  /** What members and moderators do. */
  readonly acts: ReadonlyMap<Life, readonly Act[]>;
  /** What they were told is done. */
  readonly confirmed: Confirmed;
  readonly published: Published;
}

interface Populating {
  /** Members, in all towns together. */
  readonly persons: number;
  readonly seed: number;
  readonly tally: Tally;
}

/** Puts members into the towns in turn, and gives each town's moderator something to do. */
export function populate(sandbox: Sandbox, towns: readonly Town[], { persons, seed, tally }: Populating): People {
  const confirmed = nothingConfirmed();
  const published: Published = new Set();
  const acts = new Map<Life, readonly Act[]>();
  const lifeOf = (town: Town, person: Life['person'], number: number): Life => {
    const { channel, checkin, discussion } = town;
    return { person, number, channel, checkin, discussion, tally, confirmed, random: randomFrom(seed * 100 + number) };
  };
  const members = Array.from({ length: Math.max(persons, towns.length) }, (_none, number) => {
    const town = towns[number % towns.length] as Town;
    const person = sandbox.addPerson({ name: `Osoba ${number}`, locale: 'pl' });
    for (const guild of [town.guild, town.talking]) guild.join(person);
    const life = lifeOf(town, person, number);
    acts.set(life, [...OWN_ACTS, ...DISCUSSION_ACTS, ...DISCUSSION_ACTS]);
    return life;
  });
  const moderating = moderatorActs(published);
  for (const [index, town] of towns.entries()) acts.set(lifeOf(town, town.moderator, 1000 + index), moderating);
  return { members, acts, confirmed, published };
}
