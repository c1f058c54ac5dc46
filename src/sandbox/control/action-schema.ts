import { z } from 'zod';
import { type Action, FAULT_KINDS } from '../protocol.ts';

const id = z.string().regex(/^\d+$/);
const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({ upload: z.string() }),
  z.array(z.union([z.string(), z.object({ upload: z.string() })])),
]);
const values = z.record(z.string(), value);
const command = { channelId: id, commandId: id, path: z.array(z.string()).min(1).max(3), options: values };
const onMessage = { channelId: id, messageId: id };

/** The actions that the page may request; anything else is answered with 400. */
export const actionSchema = z.intersection(
  z.object({ as: id }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('run'), ...command }),
    z.object({ kind: z.literal('autocomplete'), ...command, focused: z.string() }),
    z.object({ kind: z.literal('use-on-message'), commandId: id, ...onMessage }),
    z.object({ kind: z.literal('use-on-user'), channelId: id, commandId: id, userId: id }),
    z.object({ kind: z.literal('click'), ...onMessage, customId: z.string() }),
    z.object({ kind: z.literal('choose'), ...onMessage, customId: z.string(), values: z.array(z.string()) }),
    z.object({ kind: z.literal('submit'), interactionId: id, values }),
    z.object({
      kind: z.literal('send'),
      channelId: id,
      text: z.string().max(2000),
      uploads: z.array(z.string()).max(10).optional(),
      replyTo: id.optional(),
    }),
    z.object({ kind: z.literal('edit'), ...onMessage, text: z.string().max(2000) }),
    z.object({ kind: z.literal('delete'), ...onMessage }),
    z.object({ kind: z.literal('react'), ...onMessage, emoji: z.string().min(1).max(64), on: z.boolean() }),
    z.object({
      kind: z.literal('start-post'),
      forumId: id,
      title: z.string().min(1).max(100),
      text: z.string().min(1).max(2000),
      tags: z.array(id).max(5),
    }),
    z.object({ kind: z.literal('start-thread'), ...onMessage, name: z.string().min(1).max(100) }),
    z.object({ kind: z.literal('open-dm'), userId: id }),
    z.object({
      kind: z.literal('add-person'),
      name: z.string().min(1).max(32),
      locale: z.string().max(10),
      guildId: id.nullable(),
    }),
    z.object({
      kind: z.literal('set-person'),
      userId: id,
      locale: z.string().max(10).optional(),
      zone: z.string().max(64).optional(),
      dmsClosed: z.boolean().optional(),
      hasApp: z.boolean().optional(),
    }),
    z.object({ kind: z.literal('set-roles'), guildId: id, userId: id, roles: z.array(id) }),
    z.object({
      kind: z.literal('guild'),
      guildId: id,
      change: z.enum(['unavailable', 'available', 'remove-bot', 'add-bot']),
    }),
    z.object({
      kind: z.literal('clock'),
      change: z.union([
        z.object({ advance: z.number() }),
        z.object({ set: z.number() }),
        z.object({ to: z.string() }),
        z.enum(['freeze', 'release']),
      ]),
    }),
    z.object({ kind: z.literal('make-life') }),
    z.object({ kind: z.literal('start-over') }),
    z.object({
      kind: z.literal('add-fault'),
      fault: z.enum(FAULT_KINDS),
      on: z.string().min(1),
      times: z.number().int().positive().nullable(),
      delay: z.number().int().nonnegative().optional(),
    }),
    z.object({ kind: z.literal('remove-fault'), id: z.number() }),
    z.object({ kind: z.literal('clear-faults') }),
    z.object({
      kind: z.literal('gateway'),
      change: z.union([
        z.enum(['zombie-on', 'zombie-off', 'refuse-on', 'refuse-off', 'cut', 'reconnect', 'invalidate']),
        z.object({ close: z.number().int().min(1000).max(4999) }),
      ]),
    }),
  ]),
) satisfies z.ZodType<unknown>;

/** Makes the schema and the protocol agree: a difference is a type error here. */
type Parsed = z.infer<typeof actionSchema>;
type Exactly<A, B> = [A] extends [B] ? true : never;
export const schemaIsProtocol: Exactly<Action['kind'], Parsed['kind']> & Exactly<Parsed['kind'], Action['kind']> = true;
export type ParsedAction = Parsed;
