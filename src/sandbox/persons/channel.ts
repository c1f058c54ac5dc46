import type { APIOverwrite } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { removeChannel } from '../rest/channels.ts';
import { checkMessage } from '../rules/messages.ts';
import { channelEvent } from '../world/channels.ts';
import { createMessage } from '../world/messages.ts';
import { bits } from '../world/permissions.ts';
import type { Channel } from './handles.ts';

export function channelHandle(core: Core, id: string): Channel {
  const state = () => {
    const found = core.world.channels.get(id);
    if (found === undefined) throw new Error(`The sandbox has no channel ${id}`);
    return found;
  };
  return {
    id,
    get name() {
      return state().name ?? '';
    },
    get state() {
      return state();
    },
    permit(whom, { allow = [], deny = [] }) {
      const isRole = core.world.guilds.get(state().guildId ?? '')?.roles.some((known) => known.id === whom.id) === true;
      const overwrite: APIOverwrite = {
        id: whom.id,
        type: isRole ? 0 : 1,
        allow: bits(allow).toString(),
        deny: bits(deny).toString(),
      };
      state().overwrites = [...state().overwrites.filter((known) => known.id !== whom.id), overwrite];
      channelEvent(core, 'updated', state());
    },
    postByWebhook({ name }, body) {
      checkMessage(body, []);
      const id = core.newId();
      const author = { id, username: name, global_name: null, discriminator: '0000', avatar: null, bot: true };
      const { message } = createMessage(core, { channel: state(), author, body, extra: { webhook_id: id } });
      return { id: message.id };
    },
    announce: () => channelEvent(core, 'updated', state()),
    remove: () => removeChannel(core, state()),
  };
}
