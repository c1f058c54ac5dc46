import type { Companion, CompanionState, Texts } from '../companion.ts';
import type { Core } from '../core.ts';
import { isConnected } from '../gateway/gateway.ts';
import { NotPossible } from '../persons/commands.ts';
import { happening } from '../persons/wait.ts';
import type { GuideView } from '../protocol.ts';
import type { UserState } from '../world/state.ts';
import { personsOf } from './view.ts';

/** Longest stride of the clock, in milliseconds: what a bot does each night is done each night. */
const STRIDE = 24 * 3_600_000;
/** Shortest stride, in milliseconds: what is tried again every second is not waited for each time. */
const SHORTEST = 30_000;
/** Milliseconds of real time that the bot has for what is due at one moment. */
const PATIENCE = 20_000;

/** What the companion offers, in the person's language. */
export async function guideView(core: Core, me: UserState): Promise<GuideView> {
  const { current: companion, busy } = core.companion;
  const say = (texts: Texts): string => texts[me.locale] ?? texts[me.locale.slice(0, 2)] ?? texts.en ?? '';
  const about = personsOf(core).flatMap(({ user }) => {
    const texts = companion?.about?.[user.global_name ?? user.username];
    return texts ? [[user.id, say(texts)] as const] : [];
  });
  const moments = (companion?.moments ?? []).map(async ({ id, label, find }) => ({
    id,
    label: say(label),
    at: (await find().catch(() => undefined)) ?? null,
  }));
  return {
    busy,
    about: Object.fromEntries(about),
    tours: (companion?.tours ?? []).map(({ id, name, summary, steps }) => ({
      id,
      name: say(name),
      summary: say(summary),
      steps: steps.map(({ title, text, as = '', channel = '', moment = '', done }) => ({
        title: say(title),
        text: say(text),
        as,
        channel,
        moment,
        done,
      })),
    })),
    moments: await Promise.all(moments),
    life: companion?.life ? { label: say(companion.life.label), description: say(companion.life.description) } : null,
    canStartOver: companion?.startOver !== undefined,
  };
}

/** Moves the clock; forwards so that the bot does all that falls due on the way, in its order. */
export function moveClock(core: Core, target: number): Promise<void> {
  return alone(core, 'clock', () => walk(core, target));
}

export async function moveToMoment(core: Core, id: string): Promise<void> {
  const moment = core.companion.current?.moments?.find((known) => known.id === id);
  const at = await moment?.find();
  if (at === undefined) throw new NotPossible('There is no such moment ahead');
  await moveClock(core, at);
}

export function makeLife(core: Core): Promise<void> {
  const { current } = core.companion;
  if (!current?.life) throw new NotPossible('Nobody makes up life here');
  const { make } = current.life;
  return alone(core, 'life', () => make((time) => walk(core, time)));
}

export function startOver(core: Core): Promise<void> {
  const { current } = core.companion;
  if (!current?.startOver) throw new NotPossible('The bot cannot start over');
  const start = current.startOver;
  return alone(core, 'over', async () => {
    await start(() => emptyWorld(core));
    core.bus.emit('over');
  });
}

/** One after the other: two that move the clock at once would each find it elsewhere. */
function alone(core: Core, what: Exclude<CompanionState['busy'], ''>, work: () => Promise<void>): Promise<void> {
  const { companion, bus } = core;
  const done = companion.queue.then(async () => {
    companion.busy = what;
    bus.emit('companion');
    try {
      await work();
    } finally {
      companion.busy = '';
      bus.emit('companion');
    }
  });
  companion.queue = done.catch(() => undefined);
  return done;
}

async function walk(core: Core, target: number): Promise<void> {
  const { clock, companion } = core;
  await answered(core);
  const { current } = companion;
  if (!current?.catchUp || !isConnected(core)) return clock.set(target);
  if (target < clock.now()) {
    // Set back, to see what happens then.
    clock.set(target);
    return caughtUp(current);
  }
  while (clock.now() < target) {
    const now = clock.now();
    const due = await current.nextDue?.(now).catch(() => undefined);
    const next = due === undefined ? Number.POSITIVE_INFINITY : Math.max(due, now + SHORTEST);
    clock.set(Math.min(target, now + STRIDE, next));
    await caughtUp(current);
  }
}

async function caughtUp({ catchUp }: Companion): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([catchUp?.().catch(() => undefined), tooLong]);
  clearTimeout(timer);
}

/** Lets the bot answer what it was just asked: once the time has moved, it would be too late. */
async function answered(core: Core): Promise<void> {
  const waits = () => [...core.interactions.all.values()].some(({ stage }) => stage === 'waiting');
  if (!waits() || core.clock.frozen) return;
  await happening(
    core,
    'interaction',
    () => !waits() || undefined,
    3000,
    () => 'unanswered',
  ).catch(() => undefined);
}

/** Empties the world, and fills it as at the first start. Only the bot and its owner stay. */
function emptyWorld(core: Core): void {
  const { world, recorder, interactions, faults, clock, companion, newId } = core;
  const kept = [world.application.id, world.application.ownerId];
  for (const id of world.users.keys()) if (!kept.includes(id)) world.users.delete(id);
  for (const map of [world.guilds, world.channels, world.messages, world.files]) map.clear();
  interactions.forget();
  world.commands.clear();
  world.commands.set('', new Map());
  for (const list of [recorder.requests, recorder.gateway, recorder.violations]) list.length = 0;
  faults.clear();
  faults.zombie(false);
  faults.refuseGateway(false);
  clock.release();
  clock.set(Date.now());
  newId.startOver();
  companion.seed?.();
}
