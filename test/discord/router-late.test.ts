import { describe, expect, it } from 'vitest';
import { DatabaseAwayError } from '../../src/database/away.ts';
import { buttons, type Reply, toChannel, toMe, update } from '../../src/messages/reply.ts';
import { PATIENT } from '../support/bot.ts';
import { useRoutedBot } from './routed.ts';

const bot = useRoutedBot();
const noViolations = () => expect(bot().sandbox.violations).toEqual([]);
/** The router answers in the handler's place at once, and says how it stands at once where `interim` is given. */
const soon = (interim = PATIENT.interim) => ({ ...PATIENT, hold: 0, interim, announcedInterim: interim });

/** A handler that does not return before it is told what. */
function slowHandler(): { run: () => Promise<Reply>; finish: (reply: Reply) => void; fail: (error: Error) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  return { run: () => promise, finish: resolve, fail: reject };
}

describe('a handler that takes longer than Discord waits', () => {
  it('is announced to the person alone, and its answer takes that place', async () => {
    const { scene, channel, anna, ended } = bot();
    scene.deadlines = soon();
    const { run, finish } = slowHandler();
    scene.handler = run;
    const answer = await anna.in(channel).run('/plain', {}, { until: 'acknowledged' });
    expect(answer.ephemeral).toBe(true);
    finish(toMe('Done'));
    expect(await ended()).toEqual(['answered']);
    expect(answer.text).toBe('Done');
    noViolations();
  });

  it('says how it stands in a process that was stopped for so long that both are due in either order', async () => {
    const { scene, channel, anna, ended } = bot();
    // The announcement’s timer is the later one, and never comes.
    scene.deadlines = { ...PATIENT, interim: 0, announcedInterim: 0 };
    const { run, finish } = slowHandler();
    scene.handler = run;
    const answer = await anna.in(channel).run('/plain', {}, { patience: 10_000 });
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).not.toBe('');
    finish(toMe('Done'));
    expect(await ended()).toEqual(['answered']);
    expect(answer.text).toBe('Done');
    noViolations();
  });

  it('may still answer to everybody', async () => {
    const { scene, channel, anna, ended } = bot();
    scene.deadlines = soon();
    const { run, finish } = slowHandler();
    scene.handler = run;
    await anna.in(channel).run('/plain', {}, { until: 'acknowledged' });
    finish(toChannel('article', 'For all'));
    expect(await ended()).toEqual(['answered']);
    expect(anna.in(channel).last().text).toBe('For all');
    noViolations();
  });

  it('of a button may still change its message, or answer beside it', async () => {
    const { scene, controls, channel, anna, ended } = bot();
    scene.handler = () =>
      toChannel('article', 'Here', buttons({ label: 'Press', does: controls.press.with({ page: 1 }) }));
    const message = await anna.in(channel).run('/plain');
    scene.deadlines = soon();
    for (const reply of [toMe('Beside'), update('Changed')]) {
      const { run, finish } = slowHandler();
      scene.handler = run;
      const pressed = message.click('Press');
      setTimeout(() => finish(reply), 50);
      expect((await pressed).text).toBe(reply.type === 'update' ? 'Changed' : 'Beside');
    }
    expect(await ended()).toEqual(['answered', 'answered', 'answered']);
    noViolations();
  });

  it('that ends with a form leaves a button that opens it, or names the command', async () => {
    const { scene, controls, channel, anna, form } = bot();
    scene.handler = () =>
      toChannel('article', 'Here', buttons({ label: 'Press', does: controls.press.with({ page: 1 }) }));
    const message = await anna.in(channel).run('/plain');
    scene.deadlines = soon();
    const late = () => new Promise<Reply>((resolve) => setTimeout(() => resolve(form()), 50));
    scene.handler = late;
    const answer = await message.click('Press');
    expect(answer.text).toContain('formularz');
    expect((await anna.in(channel).run('/plain')).text).toContain('/plain-pl');
    scene.deadlines = PATIENT;
    scene.handler = () => form();
    expect((await answer.click('Otwórz formularz')).kind).toBe('form');
    noViolations();
  });

  it('suggests nothing, and what comes later is left', async () => {
    const { scene, channel, anna, ended } = bot();
    scene.deadlines = soon();
    const known = scene.profile;
    const { promise, resolve } = Promise.withResolvers<Awaited<typeof known>>();
    scene.profile = promise;
    expect(await anna.in(channel).type('/find', { word: 'a' }, 'word')).toEqual([]);
    resolve(await known);
    expect(await ended()).toEqual(['answered']);
    noViolations();
  });

  it('tells how it stands with what was typed, and then what came of it', async () => {
    const { scene, channel, anna, form, ended, logged } = bot();
    scene.handler = () => form();
    const open = await anna.in(channel).run('/plain');
    scene.deadlines = soon(20);
    const { run, finish } = slowHandler();
    scene.handler = run;
    const answer = await open.submit({ story: 'Typed with care' });
    expect(answer.text).toContain('dłużej niż zwykle');
    expect(answer.text).toContain('Typed with care');
    finish(toMe('Saved'));
    await ended();
    expect(answer.text).toBe('Saved');
    expect(logged.join('')).not.toContain('Typed with care');
    noViolations();
  });

  it('tells so beside the message of its button, and takes the word away when it is done', async () => {
    const { scene, controls, channel, anna, ended } = bot();
    scene.handler = () =>
      toChannel('article', 'Here', buttons({ label: 'Press', does: controls.press.with({ page: 1 }) }));
    const message = await anna.in(channel).run('/plain');
    scene.deadlines = soon(20);
    const { run, finish } = slowHandler();
    scene.handler = run;
    const interim = await message.click('Press');
    expect(interim.text).toContain('dłużej niż zwykle');
    finish(update('Changed'));
    await ended();
    const texts = anna.in(channel).messages();
    expect(texts.map(({ text }) => text)).toContain('Changed');
    expect(texts.some(({ text }) => text.includes('dłużej niż zwykle'))).toBe(false);
    noViolations();
  });
});

describe('a database that is away', () => {
  it('is told as such, with what was typed and a code', async () => {
    const { scene, channel, anna, form } = bot();
    scene.handler = () => form();
    const open = await anna.in(channel).run('/plain');
    scene.handler = async () => {
      throw new Error('Query read timeout');
    };
    const answer = await open.submit({ story: 'Typed with care' });
    expect(answer.text).toContain('nie odpowiada');
    expect(answer.text).toContain('Typed with care');
    expect(answer.text).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('leaves Discord’s language, and never takes a moderator for none', async () => {
    const { scene, channel, anna, moderator } = bot();
    scene.profile = Promise.reject(new DatabaseAwayError('away'));
    scene.profile.catch(() => undefined);
    expect((await anna.in(channel).run('/plain')).text).toBe('Done');
    expect((await moderator.in(channel).run('/mod')).text).toBe('Done');
    const refused = await anna
      .in(channel)
      .run('/mod')
      .catch((error: Error) => error.message);
    // Discord itself hides the command from whoever has no ManageGuild.
    expect(typeof refused === 'string' ? 'nie odpowiada' : refused.text).toContain('nie odpowiada');
    noViolations();
  });
});
