import { botId, type Core } from '../core.ts';
import { directChannel } from '../rest/guilds.ts';
import type { NewPerson, Person } from './handles.ts';
import { createSeat } from './seat.ts';

export function createPerson(core: Core, made: NewPerson): Person {
  const id = core.newId();
  core.world.users.set(id, {
    user: {
      id,
      username:
        made.name
          .toLowerCase()
          .normalize('NFKD')
          .replaceAll(/[^a-z0-9._]/g, '') || `person${id.slice(-4)}`,
      global_name: made.name,
      discriminator: '0',
      avatar: null,
    },
    locale: made.locale ?? 'en-US',
    zone: made.zone ?? 'Europe/Warsaw',
    dmsClosed: made.dmsClosed ?? false,
    hasApp: made.hasApp ?? false,
  });
  core.bus.emit('person', id);
  return personHandle(core, id);
}

export function personHandle(core: Core, id: string): Person {
  const state = () => {
    const found = core.world.users.get(id);
    if (found === undefined) throw new Error(`The sandbox has no person ${id}`);
    return found;
  };
  return {
    id,
    get name() {
      return state().user.global_name ?? state().user.username;
    },
    get settings() {
      return state();
    },
    in: (channel) => createSeat(core, { userId: id, channelId: channel.id }),
    inDm: () => createSeat(core, { userId: id, channelId: directChannel(core, [botId(core), id]).id }),
    inDmWith: (other) => createSeat(core, { userId: id, channelId: directChannel(core, [id, other.id]).id }),
    set(settings) {
      Object.assign(state(), settings);
      core.bus.emit('person', id);
    },
  };
}
