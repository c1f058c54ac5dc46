import { DiscordAPIError, MessageFlags, REST } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AnsweredElsewhereError } from '../../src/discord/callback.ts';
import { createResponder } from '../../src/discord/respond.ts';
import { isTooLate } from '../../src/discord/responder.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { openForm, removed, toChannel, toMe, update } from '../../src/messages/reply.ts';
import { type HttpAnswer, type HttpStandIn, startHttp } from './http.ts';

const EPHEMERAL = MessageFlags.Ephemeral;
const V2 = MessageFlags.IsComponentsV2;
const address = { id: '11', token: 'secret-token', applicationId: '22' };
const CALLBACK = 'POST /v10/interactions/11/secret-token/callback';
const FOLLOW_UP = 'POST /v10/webhooks/22/secret-token';
const ORIGINAL = '/v10/webhooks/22/secret-token/messages/@original';

let http: HttpStandIn;
/** Answers for the next requests, in order; after them everything succeeds. */
let next: HttpAnswer[];
beforeAll(async () => {
  http = await startHttp(() => next.shift() ?? {});
});
beforeEach(() => {
  next = [];
  http.requests.length = 0;
});
afterAll(() => http.close());

const responder = () => createResponder(new REST({ api: http.url, retries: 1 }).setToken('bot-token'), address);
const sent = () => http.requests.map(({ method, path }) => `${method} ${path}`);
const refused = (code: number, status = 400): HttpAnswer => ({ status, body: { code, message: 'refused' } });
const form = openForm({
  title: 'Form',
  submits: '1:f' as CustomId,
  fields: [{ type: 'text', id: 't', label: 'Text', max: 10 }],
});

describe('a first answer', () => {
  it.each([
    ['private message', toMe('a'), 4, V2 | EPHEMERAL],
    ['update', update('a'), 7, V2],
    ['form', form, 9, undefined],
  ] as const)('is one callback: %s', async (_what, reply, type, flags) => {
    await responder().reply(reply);
    expect(sent()).toEqual([CALLBACK]);
    const { body, authorization } = http.requests[0] ?? {};
    expect(body).toMatchObject({ type, data: flags === undefined ? { title: 'Form' } : { flags } });
    if (flags !== undefined) expect(body).toMatchObject({ data: { allowed_mentions: { parse: [] } } });
    expect(authorization).toBeUndefined(); // the address itself is the key
  });

  it('is one callback for a public message too, whose answer says where it stands', async () => {
    const message = { id: '77', channel_id: '88', flags: V2 };
    next = [{ status: 200, body: { interaction: {}, resource: { type: 4, message } } }];
    const answering = responder();
    await answering.reply(toChannel('article', 'a'));
    expect(sent()).toEqual([`${CALLBACK}?with_response=true`]);
    expect(http.requests[0]?.body).toMatchObject({ type: 4, data: { flags: V2, allowed_mentions: { parse: [] } } });
    expect(answering.shared).toEqual([{ kind: 'article', channelId: '88', messageId: '77' }]);
  });

  it('is asked for where it stands if Discord did not say so, and shared with nobody where Discord hides it', async () => {
    next = [
      { status: 200, body: {} },
      { status: 200, body: { id: '77', channel_id: '88', flags: V2 | EPHEMERAL } },
    ];
    const answering = responder();
    await answering.reply(toChannel('article', 'a'));
    expect(sent()).toEqual([`${CALLBACK}?with_response=true`, 'GET /v10/webhooks/22/secret-token/messages/@original']);
    expect(answering.shared).toEqual([]);
  });

  it('deletes the message with the control, also if somebody was faster, and then says so', async () => {
    next = [{ status: 204, body: undefined }, refused(10008, 404)];
    await responder().reply(removed(toMe('gone')));
    expect(sent()).toEqual([CALLBACK, 'DELETE /v10/webhooks/22/secret-token/messages/@original', FOLLOW_UP]);
    expect(http.requests[0]?.body).toMatchObject({ type: 6 });
  });

  it('may be followed by more, each to its own audience', async () => {
    await responder().reply({ ...toMe('a'), followedBy: [toChannel('article', 'b'), toMe('c')] });
    expect(sent()).toEqual([CALLBACK, FOLLOW_UP, FOLLOW_UP]);
    expect(http.requests.slice(1).map(({ body }) => body)).toMatchObject([{ flags: V2 }, { flags: V2 | EPHEMERAL }]);
  });

  it('is left to another process where Discord has that one’s already, and so is all that would follow', async () => {
    next = [refused(40060)];
    const silent = responder();
    await expect(silent.reply({ ...toMe('a'), followedBy: [toMe('b')] })).rejects.toThrow(AnsweredElsewhereError);
    await expect(silent.reply(toMe('c'))).rejects.toThrow(AnsweredElsewhereError);
    expect(sent()).toEqual([CALLBACK]);
  });

  it('counts when the client itself tried again after an error, and meets the first one', async () => {
    next = [{ status: 502, body: {} }, refused(40060)];
    await responder().reply(toMe('a'));
    expect(sent()).toEqual([CALLBACK, CALLBACK]);
    // The next interaction is judged by its own tries.
    next = [refused(40060)];
    await expect(responder().reply(toMe('a'))).rejects.toThrow(AnsweredElsewhereError);
  });

  it('counts when the connection broke and the repetition meets the first one', async () => {
    next = [{ lost: true }, refused(40060)];
    await responder().reply(toMe('a'));
    expect(sent()).toEqual([CALLBACK, CALLBACK]);
  });

  it.each([10062, 10015, 50027])('that comes too late says so: %i', async (code) => {
    next = [refused(code, 404)];
    const error: unknown = await responder()
      .reply(toMe('a'))
      .catch((reason: unknown) => reason);
    expect(isTooLate(error)).toBe(true);
  });

  it('that Discord finds wrong is an error, not a late one', async () => {
    next = [refused(50035)];
    const error: unknown = await responder()
      .reply(toMe('a'))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DiscordAPIError);
    expect(isTooLate(error)).toBe(false);
    expect(isTooLate(new Error('10062'))).toBe(false);
  });
});

describe('a second answer', () => {
  it('is a message of its own: a callback would be dropped as already answered', async () => {
    const both = responder();
    await both.reply(toMe('a'));
    await both.reply(toMe('b'));
    expect(sent()).toEqual([CALLBACK, FOLLOW_UP]);
    expect(http.requests[1]?.body).toMatchObject({ flags: V2 | EPHEMERAL });
  });

  it('stays possible when the first was refused', async () => {
    next = [refused(50035)];
    const both = responder();
    await both.reply(toMe('a')).catch(() => undefined);
    await both.reply(toMe('b'));
    expect(sent()).toEqual([CALLBACK, CALLBACK]);
  });
});

describe('a deferred answer', () => {
  it.each([
    ['me', { type: 5, data: { flags: EPHEMERAL } }],
    ['channel', { type: 5, data: { flags: 0 } }],
    ['update', { type: 6 }],
  ] as const)('is announced to its audience: %s', async (kind, body) => {
    const late = responder();
    await late.defer(kind);
    expect(http.requests[0]?.body).toMatchObject(body);
    expect(late.deferred).toBe(kind);
  });

  it.each([
    ['me', toMe('a')],
    ['channel', toChannel('article', 'a')],
    ['update', update('a')],
  ] as const)('is an edit, with the flag of its components and nobody pinged: %s', async (kind, reply) => {
    const late = responder();
    await late.defer(kind);
    await late.reply(reply);
    expect(sent()).toEqual([CALLBACK, `PATCH ${ORIGINAL}`]);
    expect(http.requests[1]?.body).toMatchObject({ flags: V2, allowed_mentions: { parse: [] } });
  });

  it.each([
    ['channel', toMe('private'), V2 | EPHEMERAL],
    ['me', toChannel('article', 'public'), V2],
  ] as const)('for another audience than announced (%s) is a message of its own', async (kind, reply, flags) => {
    const late = responder();
    await late.defer(kind);
    await late.reply(reply);
    expect(sent()).toEqual([CALLBACK, `DELETE ${ORIGINAL}`, FOLLOW_UP]);
    expect(http.requests[2]?.body).toMatchObject({ flags });
  });

  it('beside the message that holds the control leaves that message alone', async () => {
    const late = responder();
    await late.defer('update');
    await late.reply(toMe('a'));
    expect(sent()).toEqual([CALLBACK, FOLLOW_UP]);
  });

  it.each(['me', 'update'] as const)(
    'reaches the person although the message was deleted meanwhile: %s',
    async (kind) => {
      const late = responder();
      await late.defer(kind);
      next = [refused(10008, 404)];
      await late.reply(kind === 'me' ? toMe('a') : update('a'));
      expect(sent()).toEqual([CALLBACK, `PATCH ${ORIGINAL}`, FOLLOW_UP]);
      expect(http.requests[2]?.body).toMatchObject({ flags: V2 | EPHEMERAL });
    },
  );

  it('cannot be a form, nor an update of nothing', async () => {
    const late = responder();
    await late.defer('me');
    await expect(late.reply(form)).rejects.toThrow(TypeError);
    await expect(late.reply(update('a'))).rejects.toThrow(TypeError);
  });
});

describe('suggestions', () => {
  it('are at most 25, each with a name and a value that Discord takes', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ name: `${n}-${'x'.repeat(200)}`, value: `${n}` }));
    await responder().suggest([
      { name: 'too long a value', value: 'x'.repeat(101) },
      { name: '', value: 'nameless' },
      { name: 'without a value', value: '' },
      ...many,
    ]);
    const choices = Array.from({ length: 25 }, (_, n) => expect.objectContaining({ value: `${n}` }));
    expect(http.requests[0]?.body).toMatchObject({ type: 8, data: { choices } });
    expect(http.requests[0]?.body).toMatchObject({ data: { choices: { 0: { name: `0-${'x'.repeat(97)}…` } } } });
  });
});
