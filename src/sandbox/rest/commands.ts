import {
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandUpdateRequestSchema,
} from 'discord-api-spec/zod';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod/mini';
import { botId, type Core } from '../core.ts';
import type { CommandBody } from '../rules/bodies.ts';
import { COMMAND_LIMITS, checkCommand, checkCommandList } from '../rules/commands.ts';
import { Refusal, refusal } from '../rules/errors.ts';
import { accept } from '../rules/schema.ts';
import { type Answered, type Call, created, type Endpoint, noContent, ok } from './endpoint.ts';

const GLOBAL = '/applications/:applicationId/commands';
const GUILD = '/applications/:applicationId/guilds/:guildId/commands';

/** Registration of commands, globally and for one guild. Command permissions set by moderators are not supported. */
export const commandEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    route: `${GUILD}/permissions`,
    handle(core, call) {
      scope(core, call);
      return ok([]);
    },
  },
  ...[GLOBAL, GUILD].flatMap((base): Endpoint[] => [
    {
      method: 'GET',
      route: base,
      handle: (core, call) =>
        ok([...scope(core, call).values()].map((command) => shown(command, call.query.with_localizations === 'true'))),
    },
    { method: 'POST', route: base, handle: create },
    { method: 'PUT', route: base, handle: overwrite },
    { method: 'GET', route: `${base}/:commandId`, handle: (core, call) => ok(find(core, call)) },
    { method: 'PATCH', route: `${base}/:commandId`, handle: change },
    {
      method: 'DELETE',
      route: `${base}/:commandId`,
      handle(core, call) {
        scope(core, call).delete(find(core, call).id);
        tell(core, call);
        return noContent;
      },
    },
  ]),
];

function scope(core: Core, call: Call): Map<string, APIApplicationCommand> {
  if (call.params.applicationId !== core.world.application.id) throw refusal(10002);
  const guildId = call.params.guildId ?? '';
  if (guildId !== '' && !core.world.guilds.get(guildId)?.members[botId(core)]) throw refusal(50001);
  const known = core.world.commands.get(guildId) ?? new Map<string, APIApplicationCommand>();
  core.world.commands.set(guildId, known);
  return known;
}

function find(core: Core, call: Call): APIApplicationCommand {
  const found = scope(core, call).get(call.params.commandId ?? '');
  if (found === undefined) throw refusal(10063);
  return found;
}

function tell(core: Core, call: Call): void {
  core.bus.emit('commands', call.params.guildId ?? '');
}

/** The command without localisations, which a list omits unless they are requested. */
function shown(command: APIApplicationCommand, localised: boolean): unknown {
  if (localised) return command;
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== 'name_localizations' && key !== 'description_localizations')
        .map(([key, item]) => [key, strip(item)]),
    );
  };
  return strip(command);
}

/** A command of the same type and name is overwritten (200); otherwise a new one is created (201). */
function create(core: Core, call: Call): Answered {
  const commands = scope(core, call);
  const body = accept(ApplicationCommandCreateRequestSchema, call.body);
  checkCommand(body);
  const same = [...commands.values()].find(
    (command) => command.type === (body.type ?? 1) && command.name === body.name,
  );
  if (!same) checkRoom([...commands.values(), body]);
  const made = built(core, call, body, same);
  commands.set(made.id, made);
  tell(core, call);
  return same ? ok(made) : created(made);
}

function overwrite(core: Core, call: Call): Answered {
  const commands = scope(core, call);
  const list = accept(z.array(ApplicationCommandUpdateRequestSchema), call.body);
  checkCommandList(list);
  for (const [index, body] of list.entries()) checkCommand(body, [index]);
  checkRoom(list);
  const before = [...commands.values()];
  const made = list.map((body) =>
    built(
      core,
      call,
      body,
      before.find(
        (command) => command.id === body.id || (command.type === (body.type ?? 1) && command.name === body.name),
      ),
    ),
  );
  commands.clear();
  for (const command of made) commands.set(command.id, command);
  tell(core, call);
  return ok(made);
}

function change(core: Core, call: Call): Answered {
  const command = find(core, call);
  const body = accept(ApplicationCommandPatchRequestPartialSchema, call.body);
  // The stored command has the request's shape, with more fields; a change is merged into it and checked as a whole.
  const whole = { ...(command as unknown as CommandBody), ...body };
  checkCommand(whole);
  const clash = [...scope(core, call).values()].some(
    (other) => other !== command && other.type === command.type && other.name === whole.name,
  );
  if (clash) throw refusal(40041);
  const made = built(core, call, whole, command);
  scope(core, call).set(made.id, made);
  tell(core, call);
  return ok(made);
}

function checkRoom(commands: readonly { type?: number | null }[]): void {
  for (const [type, most] of Object.entries(COMMAND_LIMITS))
    if (commands.filter((command) => (command.type ?? 1) === Number(type)).length > most)
      throw new Refusal(400, 30032, `Maximum number of application commands reached (${most}).`);
}

function built(
  core: Core,
  call: Call,
  body: CommandBody,
  before: APIApplicationCommand | undefined,
): APIApplicationCommand {
  const guildId = call.params.guildId;
  const permissions = body.default_member_permissions;
  // The body has passed the schema and rules; the response adds defaults.
  return {
    ...tidy(body),
    id: before?.id ?? core.newId(),
    application_id: core.world.application.id,
    version: core.newId(),
    type: body.type ?? 1,
    description: body.description ?? '',
    name_localizations: body.name_localizations ?? null,
    description_localizations: body.description_localizations ?? null,
    default_member_permissions: permissions === undefined || permissions === null ? null : String(permissions),
    default_permission: true,
    nsfw: body.nsfw ?? false,
    ...(guildId === undefined
      ? {
          integration_types: body.integration_types ?? [0],
          contexts: body.contexts ?? null,
          dm_permission: body.contexts ? body.contexts.includes(1) : (body.dm_permission ?? true),
        }
      : { guild_id: guildId, integration_types: [0], contexts: null }),
  } as unknown as APIApplicationCommand;
}

/** Null and absent are the same in options; Discord returns neither, nor `required: false`. */
function tidy(value: CommandBody): object {
  const clean = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(clean);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(
      Object.entries(item)
        .filter(
          ([key, field]) =>
            field !== undefined &&
            (field !== null || key.endsWith('_localizations')) &&
            !(key === 'required' && field === false),
        )
        .map(([key, field]) => [key, clean(field)]),
    );
  };
  return { ...(clean(value) as object) };
}
