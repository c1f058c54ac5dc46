import type { Core } from '../core.ts';
import { NotPossible } from '../persons/commands.ts';
import { guildHandle } from '../persons/guild.ts';
import { createPerson, personHandle } from '../persons/person.ts';
import type { ActionResult } from '../protocol.ts';
import type { ParsedAction } from './action-schema.ts';
import { makeLife, moveClock, moveToMoment, startOver } from './companion.ts';

export type ControlAction = Extract<
  ParsedAction,
  {
    kind:
      | 'set-person'
      | 'add-person'
      | 'set-roles'
      | 'guild'
      | 'clock'
      | 'make-life'
      | 'start-over'
      | 'add-fault'
      | 'remove-fault'
      | 'clear-faults'
      | 'gateway';
  }
>;

/** Performs an action of the side panel: persons, the server's state, time, faults. */
export async function controlAction(core: Core, action: ControlAction): Promise<ActionResult> {
  switch (action.kind) {
    case 'add-person': {
      const person = createPerson(core, { name: action.name, locale: action.locale });
      if (action.guildId !== null) knownGuild(core, action.guildId).join(person);
      return { ok: true, userId: person.id };
    }
    case 'set-person': {
      const { locale, zone, dmsClosed, hasApp } = action;
      if (!core.world.users.has(action.userId)) throw new NotPossible('There is no such person');
      personHandle(core, action.userId).set({
        ...(locale === undefined ? {} : { locale }),
        ...(zone === undefined ? {} : { zone }),
        ...(dmsClosed === undefined ? {} : { dmsClosed }),
        ...(hasApp === undefined ? {} : { hasApp }),
      });
      return { ok: true };
    }
    case 'set-roles': {
      const guild = knownGuild(core, action.guildId);
      const roles = guild.state.roles.filter(
        (role) => action.roles.includes(role.id) && !role.managed && role.id !== guild.id,
      );
      if (guild.state.members[action.userId] === undefined) throw new NotPossible('Not a member of this server');
      guild.setRoles({ id: action.userId }, roles);
      return { ok: true };
    }
    case 'guild': {
      const guild = knownGuild(core, action.guildId);
      if (action.change === 'remove-bot') guild.removeBot();
      else if (action.change === 'add-bot') guild.addBot();
      else guild.setUnavailable(action.change === 'unavailable');
      return { ok: true };
    }
    case 'clock':
      if (action.change === 'freeze') core.clock.freeze();
      else if (action.change === 'release') core.clock.release();
      else if ('to' in action.change) await moveToMoment(core, action.change.to);
      else if ('set' in action.change) await moveClock(core, action.change.set);
      else await moveClock(core, core.clock.now() + action.change.advance);
      return { ok: true };
    case 'make-life':
      await makeLife(core);
      return { ok: true };
    case 'start-over':
      await startOver(core);
      return { ok: true };
    case 'add-fault':
      core.faults.add({
        kind: action.fault,
        on: action.on,
        times: action.times ?? Number.POSITIVE_INFINITY,
        ...(action.delay === undefined ? {} : { delay: action.delay }),
      });
      return { ok: true };
    case 'remove-fault':
      core.faults.remove(action.id);
      return { ok: true };
    case 'clear-faults':
      core.faults.clear();
      return { ok: true };
    default:
      gatewayAction(core, action.change);
      return { ok: true };
  }
}

function knownGuild(core: Core, id: string) {
  if (!core.world.guilds.has(id)) throw new NotPossible('There is no such server');
  return guildHandle(core, id);
}

function gatewayAction({ gateway, faults }: Core, change: Extract<ControlAction, { kind: 'gateway' }>['change']): void {
  switch (change) {
    case 'zombie-on':
    case 'zombie-off':
      faults.zombie(change === 'zombie-on');
      return;
    case 'refuse-on':
    case 'refuse-off':
      faults.refuseGateway(change === 'refuse-on');
      return;
    case 'cut':
      gateway.cutAll();
      return;
    case 'reconnect':
      gateway.askReconnect();
      return;
    case 'invalidate':
      gateway.invalidate(false);
      return;
    default:
      gateway.closeAll(change.close);
  }
}
