import { expect, it } from 'vitest';
import { createTally } from '../../../scripts/bench/contest/tally.ts';
import { createInteractions, type Interactions } from '../../../scripts/bench/stand-in/interactions.ts';
import { createLoad } from '../../../scripts/bench/stand-in/load.ts';
import type { Payload, Task } from '../../../scripts/bench/stand-in/protocol.ts';

type Answers = (interactions: Interactions, token: string, count: number) => void;

const HELP: Task = {
  row: 3,
  asks: [{ kind: 'command', path: 'help' }],
  kind: 'message',
  mark: 'I am here to help',
  same: true,
};
const said = (content: string): Payload => ({ type: 4, data: { content } });

/** People who use a bot that answers at the next turn of the loop. */
function people(answers: Answers) {
  let count = 0;
  const interactions = createInteractions((frame) => {
    count += 1;
    const number = count;
    const { token } = JSON.parse(frame(number)).d;
    setImmediate(() => answers(interactions, token, number));
  });
  return createLoad(interactions, 50);
}

function send(interactions: Interactions, token: string, body: Payload) {
  return interactions.callback(token, JSON.stringify(body), body, []);
}

it('counts answers that are right', async () => {
  const load = people((interactions, token) => send(interactions, token, said('I am here to help')));
  await load.prepare(HELP);
  const tally = createTally();
  for (let member = 0; member < 40; member += 1) await load.one(3, member, tally);
  expect(tally.result()).toMatchObject({ answers: 40, failures: {} });
});

it('counts a refusal as a failure, not as a fast answer', async () => {
  const load = people((interactions, token, count) =>
    send(interactions, token, said(count > 1 && count % 4 === 0 ? 'Too often: wait 7 seconds' : 'I am here to help')),
  );
  await load.prepare(HELP);
  const tally = createTally();
  for (let member = 0; member < 39; member += 1) await load.one(3, member, tally);
  const { answers, failures, examples, final } = tally.result();
  expect({ answers, failures }).toEqual({ answers: 29, failures: { 'another answer': 10 } });
  expect(examples['another answer']).toContain('Too often');
  expect(final).toHaveLength(29);
});

it('reads every 20th answer whole and finds other words around the ones it looks for', async () => {
  const load = people((interactions, token, count) =>
    send(interactions, token, said(count === 1 ? 'I am here to help' : 'I am here to help. An error occurred: 7F3A')),
  );
  await load.prepare(HELP);
  const tally = createTally();
  for (let member = 0; member < 40; member += 1) await load.one(3, member, tally);
  expect(tally.result().failures).toEqual({ 'other words than at first': 2 });
});

it('tells of an answer of another kind, an empty one, and one that Discord would refuse', async () => {
  const bodies: Payload[] = [
    said('I am here to help'),
    { type: 9, data: { custom_id: 'a', title: 'I am here to help', components: [{ type: 18 }] } },
    { type: 4, data: {} },
    { type: 6 },
    said('I am here to help'.repeat(200)),
  ];
  const load = people((interactions, token, count) => send(interactions, token, bodies[count - 1] as Payload));
  await load.prepare(HELP);
  const tally = createTally();
  for (let member = 0; member < 4; member += 1) await load.one(3, member, tally);
  expect(tally.result()).toMatchObject({
    answers: 0,
    failures: {
      'a form instead of a message': 1,
      'refused: an empty message': 1,
      'refused: type 6 does not answer an interaction of type 2': 1,
      'refused: a text that is too long': 1,
    },
  });
});

it('waits for the edit after a deferral, and refuses a second callback and an unknown token', async () => {
  const load = people((interactions, token) => {
    expect(interactions.message('original', token, '{}', { content: 'too soon' }, [])).toMatchObject({ status: 404 });
    expect(send(interactions, token, { type: 5, data: { flags: 64 } })).toEqual({ status: 204 });
    expect(send(interactions, token, said('again'))).toMatchObject({ status: 400, error: { code: 40060 } });
    expect(send(interactions, 'no-such', said('again'))).toMatchObject({ status: 404, error: { code: 10062 } });
    const body = { content: 'I am here to help' };
    expect(interactions.message('original', token, JSON.stringify(body), body, [])).toEqual({ status: 200 });
  });
  const [recorded] = await load.prepare(HELP);
  expect(recorded?.map(({ to }) => to)).toEqual(['callback', 'original']);
  const tally = createTally();
  await load.one(3, 1, tally);
  const { acknowledged, final } = tally.result();
  expect(final[0]).toBeGreaterThanOrEqual(acknowledged[0] ?? Number.NaN);
});

it('does not begin with a bot whose first answer is wrong', async () => {
  const load = people((interactions, token) => send(interactions, token, said('Something went wrong: 7F3A')));
  await expect(load.prepare(HELP)).rejects.toThrow('another answer');
});

it.skipIf(process.platform !== 'linux')(
  'lets members take turns, and counts processor time by right answers alone',
  async () => {
    const asked: string[] = [];
    const interactions = createInteractions((frame) => {
      const { token, member } = JSON.parse(frame(1)).d;
      asked.push(member.user.id);
      setImmediate(() => send(interactions, token, said(asked.length % 2 === 0 ? 'Too often' : 'I am here to help')));
    });
    const load = createLoad(interactions, 5);
    await load.prepare(HELP);
    const cell = await load.run({ row: 3, people: 1, seconds: 0, least: 10, pid: process.pid });
    expect(cell.answers).toBe(5);
    expect(cell.failures).toEqual({ 'another answer': 5 });
    expect(new Set(asked.slice(-5)).size).toBe(5);
    expect(cell.processMs).toBeGreaterThan(0);
  },
);
