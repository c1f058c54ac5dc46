import { REST } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { buttons, toChannel, toMe, update } from '../../src/messages/reply.ts';
import { useRoutedBot } from './routed.ts';

const bot = useRoutedBot();
const noViolations = () => expect(bot().sandbox.violations).toEqual([]);

describe('a handler that fails', () => {
  const secret = 'the client of Anna';

  it('answers with an incident, never with the error’s words', async () => {
    const { scene, channel, anna, logged, ended } = bot();
    scene.handler = () => {
      throw new Error(secret);
    };
    const answer = await anna.in(channel).run('/plain');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toMatch(/INCIDENT\d+/);
    expect(answer.text).not.toContain(secret);
    expect(await ended()).toEqual(['failed']);
    expect(logged.join('')).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('gives back what was typed, and the log does not hold it', async () => {
    const { scene, channel, anna, logged, form } = bot();
    scene.handler = () => form();
    const open = await anna.in(channel).run('/plain');
    scene.handler = async () => {
      throw new Error('no database');
    };
    const answer = await open.submit({ story: 'Typed ``` with **care**' });
    expect(answer.text).toContain('with **care**');
    expect(answer.text).toMatch(/INCIDENT\d+/);
    expect(logged.join('')).not.toContain('with **care**');
    noViolations();
  });

  it('gives back what was typed into a command, but not what was chosen from suggestions', async () => {
    const { scene, channel, anna, logged } = bot();
    scene.handler = () => {
      throw new Error('no database');
    };
    const answer = await anna.in(channel).run('/say', { words: 'A long question', word: 'secret' });
    expect(answer.text).toContain('A long question');
    expect(answer.text).not.toContain('secret');
    expect(logged.join('')).not.toContain('A long question');
    noViolations();
  });

  it('gives back a very long text as a file', async () => {
    const { scene, channel, anna, form } = bot();
    scene.handler = () => form();
    const open = await anna.in(channel).run('/plain');
    scene.handler = () => {
      throw new Error('no database');
    };
    const answer = await open.submit({ story: 'ż'.repeat(4000) });
    expect(answer.files).toHaveLength(1);
    noViolations();
  });

  it('speaks the person’s own language', async () => {
    const { scene, channel, anna } = bot();
    scene.profile = { ...scene.profile, personLocale: 'en' };
    scene.handler = () => {
      throw new Error('x');
    };
    expect((await anna.in(channel).run('/plain')).text).toContain('Something went wrong');
  });

  it('after its answer was announced, says so in its place', async () => {
    const { scene, channel, anna } = bot();
    scene.handler = () => {
      throw new Error(secret);
    };
    const answer = await anna.in(channel).run('/later');
    expect(answer.text).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('with a message that Discord would refuse, is an incident and no silence', async () => {
    const { scene, channel, anna } = bot();
    scene.handler = () => toMe('');
    expect((await anna.in(channel).run('/plain')).text).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('after its first message is out, is told in a second one', async () => {
    const { scene, channel, anna } = bot();
    scene.handler = () => ({ ...toMe('First'), followedBy: [toMe('')] });
    const answer = await anna.in(channel).run('/plain', {}, { until: 'acknowledged' });
    await expect.poll(() => answer.followUps.map(({ text }) => text)).toEqual([expect.stringMatching(/INCIDENT/)]);
    noViolations();
  });

  it('suggests nothing when its suggestions fail, and lives on', async () => {
    const { scene, channel, anna, ended } = bot();
    const failing = scene.profile;
    Object.defineProperty(failing, 'personLocale', {
      get: () => {
        throw new Error(secret);
      },
    });
    expect(await anna.in(channel).type('/find', { word: 'a' }, 'word')).toEqual([]);
    expect(await ended()).toEqual(['failed']);
  });
});

describe('the process lives on', () => {
  it('when an answer comes too late', async () => {
    const { scene, sandbox, channel, anna, ended } = bot();
    scene.handler = () => {
      sandbox.clock.advance(4_000);
      return toMe('Too late');
    };
    await expect(anna.in(channel).run('/plain')).rejects.toThrow(/did not respond/);
    expect(await ended()).toEqual(['late']);
    scene.handler = () => toMe('Done');
    expect((await anna.in(channel).run('/find')).text).toBe('Done');
  });

  it('when the token of a deferred answer has expired', async () => {
    const { scene, sandbox, channel, anna, ended } = bot();
    scene.handler = () => {
      sandbox.clock.advance(16 * 60_000);
      return toMe('Too late');
    };
    await anna.in(channel).run('/later', {}, { until: 'acknowledged' });
    expect(await ended()).toEqual(['late']);
  });

  it('when Discord did it but its answer was lost: it was answered once', async () => {
    const { sandbox, channel, anna, ended } = bot();
    sandbox.faults.add({ kind: 'done-but-lost', on: '/callback' });
    const answer = await anna.in(channel).run('/plain');
    expect(answer.text).toBe('Done');
    expect(answer.followUps).toEqual([]);
    expect(await ended()).toEqual(['answered']);
  });

  it('when Discord’s answers fail altogether', async () => {
    const { sandbox, channel, anna, ended } = bot();
    sandbox.faults.add({ kind: 'error-500', on: '/callback', times: Number.POSITIVE_INFINITY });
    await anna
      .in(channel)
      .run('/plain', {}, { patience: 500 })
      .catch(() => undefined);
    expect(await ended()).toEqual(['failed']);
  });

  it('when the message of a pressed button was deleted while its answer was made', async () => {
    const { scene, controls, sandbox, channel, anna } = bot();
    scene.handler = () => toChannel('article', 'Here', buttons({ label: 'Press', does: controls.pressLater.with({}) }));
    const message = await anna.in(channel).run('/plain');
    scene.handler = async () => {
      await new REST({ api: sandbox.apiUrl })
        .setToken(sandbox.token)
        .delete(`/channels/${channel.id}/messages/${message.id}`);
      return update('Changed');
    };
    const answer = await message.click('Press');
    expect(answer.text).toBe('Changed');
    expect(answer.ephemeral).toBe(true);
  });
});
