import type { Answer } from '@granica/discord-sandbox/persons';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentEffects, HandledElsewhereError } from '../../src/database/effects.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { buttons, type Reply, toChannel, toMe, update } from '../../src/messages/reply.ts';
import { PATIENT } from '../support/bot.ts';
import { startRoutedProcess, startScenery } from './routed.ts';

// Two processes hear each interaction. The database is made up: a claim is a name in a list. That the real one keeps it is shown in
// test/database/claiming.test.ts, and with the whole bot in test/e2e/two-processes.

type Process = Awaited<ReturnType<typeof startRoutedProcess>>;
let scenery: Awaited<ReturnType<typeof startScenery>>;
let one: Process;
let two: Process;
/** Which process has each interaction. */
const owners = new Map<string, 'one' | 'two'>();

beforeAll(async () => {
  scenery = await startScenery();
  const start = (name: 'one' | 'two') =>
    startRoutedProcess(scenery.sandbox, async (id) => (owners.get(id) ?? name) !== name);
  one = await start('one');
  two = await start('two');
});
beforeEach(() => {
  for (const each of [one, two]) {
    each.renew();
    each.scene.handler = () => toMe('Nothing was done');
  }
});
afterEach(async () => {
  await ended();
  expect(scenery.sandbox.violations).toEqual([]);
  expect([...one.logged, ...two.logged].filter((line) => /"level":"(?:warn|error)"/.test(line))).toEqual([]);
  scenery.sandbox.forget();
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await scenery.sandbox.close();
});

/** How the interaction ended in each process, once both have heard of it and none is under way. */
async function ended() {
  await scenery.sandbox.heard();
  return [...(await one.ended()), ...(await two.ended())];
}
/** Resolves when the second process is done with the interaction. */
const secondIsDone = () => vi.waitFor(() => expect(two.scene.outcomes).toHaveLength(1));

/** Writes something for the interaction that is handled, as the database would have it. */
async function write(process: 'one' | 'two', { interactionId }: Call): Promise<void> {
  const effects = currentEffects();
  effects?.look();
  const settle = await effects?.carry();
  if (!settle) return;
  const owner = owners.get(interactionId) ?? process;
  settle(owner === process ? 'kept' : 'refused');
  if (owner !== process) throw new HandledElsewhereError();
  owners.set(interactionId, process);
}
const look = () => currentEffects()?.look();

const inChannel = () => scenery.anna.in(scenery.channel);
/** Resolves when the interactions so far have had their first answer. */
const acknowledged = () =>
  vi.waitFor(() => {
    const [newest] = [...scenery.sandbox.core.interactions.all.values()].slice(-1);
    expect(newest?.stage).toBe('answered');
  });
const soon = { ...PATIENT, hold: 0 };

/** A message of the bot with the button that both processes know. */
async function withButton(which: 'press' | 'pressLater' = 'press'): Promise<Answer> {
  const does = which === 'press' ? one.controls.press.with({ page: 1 }) : one.controls.pressLater.with({});
  one.scene.handler = () => toChannel('article', 'Here', buttons({ label: 'Press', does }));
  two.scene.handler = () => toMe('Elsewhere');
  two.scene.profile = new Promise((resolve) => {
    const { profile } = one.scene;
    void acknowledged().then(() => resolve(profile));
  });
  const message = await inChannel().run('/plain');
  await ended();
  for (const each of [one, two]) each.renew();
  return message;
}

it('one of them writes and answers where both are as fast', async () => {
  for (const [name, { scene }] of Object.entries({ one, two } as const))
    scene.handler = async (call) => {
      await write(name as 'one' | 'two', call);
      return toMe('Saved');
    };
  const answer = await inChannel().run('/plain');
  expect((await ended()).toSorted()).toEqual(['answered', 'elsewhere']);
  expect(answer.text).toBe('Saved');
  expect(answer.followUps).toEqual([]);
});

it('one of them answers where there is nothing to write, with what follows the answer', async () => {
  for (const { scene } of [one, two]) {
    scene.handler = () => ({ ...toMe('Read'), followedBy: [toMe('And on')] });
    scene.owed = [{ content: toMe('Owed'), delivered: async () => undefined, failed: async () => undefined }];
  }
  const answer = await inChannel().run('/plain');
  expect((await ended()).toSorted()).toEqual(['answered', 'elsewhere']);
  expect(answer.followUps.map(({ text }) => text)).toEqual(['And on', 'Owed']);
});

it('suggestions come once, and nobody complains', async () => {
  expect(await inChannel().type('/find', { word: 'a' }, 'word')).toEqual([
    { name: 'A secret of the moderators', value: 'secret' },
  ]);
  expect((await ended()).toSorted()).toEqual(['answered', 'elsewhere']);
});

it('whoever defers goes on alone: the other one does not even begin', async () => {
  const message = await withButton('pressLater');
  for (const { scene } of [one, two]) scene.handler = () => update('Done');
  expect((await message.click('Press')).text).toBe('Done');
  expect((await ended()).toSorted()).toEqual(['answered', 'elsewhere']);
  expect(one.scene.seen.length + two.scene.seen.length).toBe(1);
});

/** What the process says that has written, and what the person sees where the other one has answered before. */
const INSTEAD: readonly [string, () => Reply, string][] = [
  ['a private message', () => toMe('Saved'), 'Saved'],
  ['a public one', () => toChannel('article', 'Saved'), 'Saved'],
  ['a form', () => one.form(), 'formularz'],
];

describe('the other one is late, and has announced an answer', () => {
  /** The first process is slow, and has deferred; the second one writes after that. */
  async function split(reply: Reply, slow: (call: Call) => Reply | Promise<Reply>): Promise<void> {
    one.scene.deadlines = soon;
    const over = Promise.withResolvers<void>();
    one.scene.handler = async (call) => {
      await over.promise;
      return slow(call);
    };
    two.scene.handler = async (call) => {
      await acknowledged();
      await write('two', call);
      return reply;
    };
    void secondIsDone().then(() => over.resolve());
  }
  const lateWrite = async (call: Call) => {
    await write('one', call);
    return toMe('Saved twice');
  };

  it.each(INSTEAD)('%s of the one that has written takes its place', async (_what, reply, seen) => {
    await split(reply(), lateWrite);
    await inChannel().run('/plain', {}, { until: 'acknowledged' });
    expect(await ended()).toEqual(['elsewhere', 'answered']);
    const last = inChannel().last();
    expect(last.text).toContain(seen);
    expect(last.ephemeral).toBe(reply().type !== 'message' || (reply() as { audience?: string }).audience === 'me');
  });

  it.each([
    ['update', () => update('Changed')],
    ['private message', () => toMe('Beside')],
    ['public message', () => toChannel('article', 'Beside')],
  ] as const)('of a button: a %s of the one that has written', async (what, reply) => {
    const message = await withButton();
    await split(reply(), lateWrite);
    const answer = await message.click('Press');
    expect(await ended()).toEqual(['elsewhere', 'answered']);
    expect(answer.text).toBe(what === 'update' ? 'Changed' : 'Beside');
    expect(message.text).toBe(what === 'update' ? 'Changed' : 'Here');
  });

  it('and only reads: it read what the other one had written, so it is silent', async () => {
    await split(toMe('Saved'), () => {
      look();
      return toMe('This was done already');
    });
    const answer = await inChannel().run('/plain');
    expect(await ended()).toEqual(['elsewhere', 'answered']);
    expect(answer.text).toBe('Saved');
  });

  it('and answers, for nobody has written', async () => {
    one.scene.deadlines = soon;
    one.scene.handler = async () => {
      await secondIsDone();
      return toMe('Read');
    };
    two.scene.handler = async () => {
      await acknowledged();
      look();
      return toMe('Read as well');
    };
    const answer = await inChannel().run('/plain');
    expect(await ended()).toEqual(['answered', 'elsewhere']);
    expect(answer.text).toBe('Read');
  });

  it('and makes an own answer of the refusal: nobody hears it', async () => {
    await split(toMe('Saved'), (call) =>
      write('one', call).then(
        () => toMe('Saved twice'),
        () => toMe('There is one already'),
      ),
    );
    const answer = await inChannel().run('/plain');
    expect(await ended()).toEqual(['elsewhere', 'answered']);
    expect(answer.text).toBe('Saved');
  });

  it('and fails on its way: no incident is told', async () => {
    await split(toMe('Saved'), async (call) => {
      await write('one', call).catch(() => undefined);
      throw new Error('what should be there is not');
    });
    const answer = await inChannel().run('/plain');
    expect(await ended()).toEqual(['elsewhere', 'answered']);
    expect(answer.text).toBe('Saved');
  });

  it('and has said how it stands: that word goes away', async () => {
    const message = await withButton();
    one.scene.deadlines = { ...soon, interim: 0 };
    const over = Promise.withResolvers<void>();
    one.scene.handler = async (call) => {
      await over.promise;
      return lateWrite(call);
    };
    two.scene.handler = async (call) => {
      await vi.waitFor(() => expect(inChannel().last().text).toContain('dłużej niż zwykle'));
      await write('two', call);
      return update('Changed');
    };
    const pressed = message.click('Press', { until: 'acknowledged' });
    await secondIsDone();
    over.resolve();
    await pressed;
    expect(await ended()).toEqual(['elsewhere', 'answered']);
    expect(message.text).toBe('Changed');
    expect(inChannel().last().text).not.toContain('dłużej niż zwykle');
  });
});

describe('the other one has answered, without having written', () => {
  it.each(INSTEAD.slice(0, 2))('%s of the one that has written takes its place', async (_what, reply) => {
    // It hears of more than this person may do, the new one has just started.
    one.scene.handler = () => toMe('Too often');
    two.scene.handler = async (call) => {
      await acknowledged();
      await write('two', call);
      return reply();
    };
    await inChannel().run('/plain');
    expect(await ended()).toEqual(['answered', 'answered']);
    expect(inChannel().last().text).toBe('Saved');
  });

  it('with a form: the answer comes beside it', async () => {
    one.scene.handler = () => one.form();
    two.scene.handler = async (call) => {
      await acknowledged();
      await write('two', call);
      return toMe('Saved');
    };
    await inChannel().run('/plain');
    await ended();
    expect(inChannel().last().text).toBe('Saved');
  });

  it('with a form, as this one would: one form is open', async () => {
    for (const { scene } of [one, two]) scene.handler = () => one.form();
    expect((await inChannel().run('/plain')).kind).toBe('form');
    expect((await ended()).toSorted()).toEqual(['answered', 'elsewhere']);
  });
});

it('whoever would be first with what it read of the other’s effects is silent', async () => {
  const done = Promise.withResolvers<void>();
  one.scene.handler = async (call) => {
    await write('one', call);
    done.resolve();
    await secondIsDone();
    return toMe('Deleted');
  };
  two.scene.handler = async () => {
    await done.promise;
    look();
    return toMe('There is no such entry');
  };
  const answer = await inChannel().run('/plain');
  expect(await ended()).toEqual(['answered', 'elsewhere']);
  expect(answer.text).toBe('Deleted');
});

it('an interaction that the gateway delivers again is handled once', async () => {
  const { sandbox, guild } = scenery;
  const answer = await inChannel().run('/plain');
  await ended();
  const { interaction } = answer;
  sandbox.core.gateway.dispatch({
    event: 'INTERACTION_CREATE',
    guildId: guild.id,
    intents: 0,
    always: true,
    data: () => interaction?.payload,
  });
  await sandbox.heard();
  expect((await ended()).toSorted()).toEqual(['answered', 'elsewhere']);
  expect(one.scene.seen.length + two.scene.seen.length).toBe(2);
});
