import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Core } from '../core.ts';
import type { WorldState } from './state.ts';

const FORMAT = 1;
/** Milliseconds for which changes are collected before they are written. */
const GATHER = 500;

/** Checks only the outer shape: the file is the sandbox's own, and an unknown format is left alone. */
const savedSchema = z.object({
  format: z.literal(FORMAT),
  clockAhead: z.number(),
  application: z.object({ id: z.string(), name: z.string(), publicKey: z.string(), ownerId: z.string() }),
  users: z.array(z.tuple([z.string(), z.unknown()])),
  guilds: z.array(z.tuple([z.string(), z.unknown()])),
  channels: z.array(z.tuple([z.string(), z.unknown()])),
  messages: z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.unknown()]))])),
  commands: z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.unknown()]))])),
  files: z.array(z.object({ id: z.string(), name: z.string(), contentType: z.string(), bytes: z.string() })),
});

export interface SavedWorld {
  world: WorldState;
  /** Milliseconds by which the sandbox's clock was ahead of the machine's. */
  clockAhead: number;
}

/** The world as JSON. Private answers are omitted: Discord's client also forgets them on a restart. */
export function saveWorld(core: Core): string {
  const { world } = core;
  return JSON.stringify({
    format: FORMAT,
    clockAhead: core.clock.now() - Date.now(),
    application: world.application,
    users: [...world.users],
    guilds: [...world.guilds],
    channels: [...world.channels],
    messages: [...world.messages].map(([channel, messages]) => [
      channel,
      [...messages].filter(([, state]) => state.audience === null && !state.loading),
    ]),
    commands: [...world.commands].map(([scope, commands]) => [scope, [...commands]]),
    files: [...world.files.values()].map((file) => ({ ...file, bytes: file.bytes.toString('base64') })),
  });
}

/** Reads a file of `saveWorld`. Undefined if there is none; throws if it is not a saved world. */
export async function loadWorld(path: string): Promise<SavedWorld | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const saved = savedSchema.parse(JSON.parse(text));
  const world = {
    application: saved.application,
    users: new Map(saved.users),
    guilds: new Map(saved.guilds),
    channels: new Map(saved.channels),
    messages: new Map(saved.messages.map(([channel, messages]) => [channel, new Map(messages)])),
    commands: new Map(saved.commands.map(([scope, commands]) => [scope, new Map(commands)])),
    files: new Map(saved.files.map((file) => [file.id, { ...file, bytes: Buffer.from(file.bytes, 'base64') }])),
  };
  // `saveWorld` wrote the entries in this very format.
  return { world: world as WorldState, clockAhead: saved.clockAhead };
}

/** Writes the world to a file shortly after every change. Returns a function that writes pending changes and stops. */
export function keepSaved(core: Core, path: string, failed: (error: unknown) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = () => {
    timer = undefined;
    writing = writing.then(() => writeWhole(path, saveWorld(core))).catch(failed);
  };
  const changed = () => {
    timer ??= setTimeout(write, GATHER).unref();
  };
  const events = ['message', 'channel', 'guild', 'person', 'commands', 'clock'] as const;
  for (const event of events) core.bus.on(event, changed);
  return async () => {
    for (const event of events) core.bus.off(event, changed);
    clearTimeout(timer);
    write();
    await writing;
  };
}

/** Writes without ever leaving half a file behind. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
