import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adaptMessage, type ToAdapt } from '../../src/assistant/adapt.ts';
import { createEndpoint } from '../../src/assistant/endpoint.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { sentTexts, useEndpoint } from '../support/endpoint.ts';

const { endpoint: standIn, assistant } = await useEndpoint();
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const settings = { id: '10', locale: 'pl', zone: 'Europe/Warsaw', assistant: true, assistantTokens: 1_000_000 };
  await database.db.community.create({ data: settings });
});
afterAll(() => database.close());

const reminder: ToAdapt = {
  text: 'Dzień dobry, Pani Ewo,\n\nfaktura nr 7 na 1200 zł miała termin 10 listopada 2026. Proszę o wpłatę.\n\nOla z firma.pl',
  values: ['Ewo', '1200 zł', '10 listopada 2026', 'Ola', ''],
  clientMessage: 'Zapłacę 500 zł w grudniu, proszę dzwonić 600 100 200. Ewa',
  tone: 'formal',
  locale: 'pl',
  politeRefusal: false,
};
const endpoint = () => createEndpoint(assistant, () => undefined);
const adapt = (message: string, change: Partial<ToAdapt> = {}) => {
  standIn.turns.push({ does: 'answer', value: { message } });
  const context = { db: database.db, clock: testClock('2026-11-24T08:00:00Z'), endpoint: endpoint() };
  return adaptMessage(context, { communityId: '10', personId: '1' }, { ...reminder, ...change });
};
const hidden = () => {
  const [sent] = standIn.requests;
  if (!sent) throw new Error('nothing was sent');
  return JSON.parse(sentTexts(sent).user) as { message: string; clientMessage: string };
};
const GOOD =
  'Dzień dobry, Pani [VALUE-3],\n\ndziękuję za odpowiedź. Faktura nr 7 na [VALUE-2] miała termin [VALUE-1]; proszę o całą kwotę.\n\n[VALUE-4] z [LINK-5]';

describe('adapting a message', () => {
  it('sends none of the values and gives all of them back', async () => {
    expect(await adapt(GOOD)).toEqual({
      ok: true,
      text: 'Dzień dobry, Pani Ewo,\n\ndziękuję za odpowiedź. Faktura nr 7 na 1200 zł miała termin 10 listopada 2026; proszę o całą kwotę.\n\nOla z firma.pl',
    });
    expect(hidden().message).not.toMatch(/Ewo|1200|listopada|Ola|firma\.pl/);
    expect(hidden().clientMessage).toBe('Zapłacę 500 zł w grudniu, proszę dzwonić [PHONE-6]. Ewa');
  });

  it.each([
    ['loses a value', GOOD.replace('[VALUE-2]', 'kwotę')],
    ['repeats a value', `${GOOD} [VALUE-3]`],
    ['takes one from the client’s message', `${GOOD} Zadzwonię: [PHONE-6]`],
    ['brings in an amount', GOOD.replace('całą kwotę', '500 zł')],
    ['is empty', ''],
    ['is too long', `${GOOD}${'a'.repeat(2000)}`],
  ])('keeps the original where the new text %s', async (_what, message) => {
    expect(await adapt(message)).toEqual({ ok: false, reason: 'changed' });
  });

  it.each([
    ['Dziękuję, ale nie podejmę się tego.', false],
    ['Nie tym razem.', false],
    ['Dziękuję za zaufanie. '.repeat(9), false],
    ['Dziękuję za zaufanie. Mam teraz pełny kalendarz.', true],
  ])('holds the polite refusal to its promise: %s', async (message, ok) => {
    const refusal = { text: 'Dziękuję za propozycję. Mam pełny kalendarz.', values: [], politeRefusal: true };
    expect(await adapt(message, refusal)).toMatchObject({ ok });
  });

  it('does so in English', async () => {
    const refusal = { text: 'Thank you. My calendar is full.', values: [], politeRefusal: true, locale: 'en' } as const;
    for (const message of ['No, thank you.', 'I can’t take it.', 'I do not have time.'])
      expect(await adapt(message, refusal)).toEqual({ ok: false, reason: 'changed' });
    expect(await adapt('Thank you, my calendar is full now.', refusal)).toMatchObject({ ok: true });
  });
});
