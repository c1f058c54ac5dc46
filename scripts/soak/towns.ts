import type { Sandbox } from '@granica/discord-sandbox';
import type { Channel, Guild, Person } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import type { Db } from '../../src/database/client.ts';
import { shardOf } from '../../src/ports/shards.ts';
import { openDiscussion } from '../chaos/discussion.ts';

const ZONE = 'Europe/Warsaw';

/** Two communities: one whose check-in is due at once, and one with an open discussion. */
export interface Town {
  readonly guild: Guild;
  readonly talking: Guild;
  readonly channel: Channel;
  readonly checkin: Channel;
  readonly discussion: { readonly thread: { readonly id: string }; readonly channel: Channel };
  readonly moderator: Person;
}

/** A town whose communities are on two shards, the given one and the next. */
export async function addTown(sandbox: Sandbox, db: Db, { shard, count }: Place): Promise<Town> {
  const guild = await addGuildOn(sandbox, { shard, count });
  const talking = await addGuildOn(sandbox, { shard: (shard + 1) % count, count });
  const checkin = guild.addChannel({ name: 'check-in' });
  const talk = talking.addChannel({ name: 'check-in' });
  await db.community.create({ data: communityOf(guild, checkin, 0) });
  const thread = await openDiscussion(sandbox, db, talking, talk);
  const moderator = sandbox.addPerson({ name: `Moderacja ${shard}`, locale: 'pl' });
  guild.join(moderator, { roles: [guild.addRole({ name: 'Moderacja', permissions: ['ManageGuild'] })] });
  const channel = guild.addChannel({ name: 'ogolny' });
  return { guild, talking, channel, checkin, discussion: { thread, channel: talk }, moderator };
}

/**
 * A community that only waits for its check-in.
 * @param minutes from now until it is due
 * @returns the channel of the check-in
 */
export async function addWaiting(sandbox: Sandbox, db: Db, place: Place, minutes: number): Promise<Channel> {
  const guild = await addGuildOn(sandbox, place);
  const checkin = guild.addChannel({ name: 'check-in' });
  await db.community.create({ data: communityOf(guild, checkin, minutes) });
  return checkin;
}

interface Place {
  readonly shard: number;
  readonly count: number;
}

function communityOf(guild: Guild, checkin: Channel, minutes: number) {
  const now = Temporal.Now.zonedDateTimeISO(ZONE).round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const due = now.add({ minutes });
  return {
    id: guild.id,
    locale: 'pl',
    zone: ZONE,
    checkinWeekday: due.dayOfWeek,
    checkinTime: due.toPlainTime().toString({ smallestUnit: 'minute' }),
    checkinNextAt: new Date(due.epochMilliseconds),
    checkinChannelId: checkin.id,
    moderatorChannelId: guild.addChannel({ name: 'moderacja' }).id,
  };
}

/** A server with the bot on the given shard: which one it is follows from the millisecond in which it was made. */
async function addGuildOn(sandbox: Sandbox, { shard, count }: Place): Promise<Guild> {
  for (;;) {
    const guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl', withBot: false });
    if (shardOf(guild.id, count) === shard) {
      guild.addBot();
      return guild;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
