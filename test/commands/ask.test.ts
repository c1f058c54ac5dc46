import { describe, expect, it } from 'vitest';
import { type TestBot, useBot } from '../support/bot.ts';
import { sentTexts, useEndpoint } from '../support/endpoint.ts';

const SECTION = 'step-address-violations-now#late-payment';
const WORDS = {
  pl: {
    question: 'klient płaci po terminie',
    offTopic: 'przepis na sernik',
    progress: 'Szukam w poradniku',
    passages: 'Oto fragmenty',
    notCovered: 'Poradnik nie odpowiada',
    nothing: 'Poradnik o tym nie mówi',
    failed: 'Asystent teraz nie odpowiada',
    source: 'Spóźniona płatność',
    read: 'Czytaj',
  },
  en: {
    question: 'client pays late',
    offTopic: 'recipe for cheesecake',
    progress: 'Searching the guide',
    passages: 'These passages',
    notCovered: 'The guide doesn’t answer',
    nothing: 'The guide doesn’t cover this',
    failed: 'The assistant isn’t answering',
    source: 'Late payment',
    read: 'Read',
  },
} as const;

const { endpoint, assistant } = await useEndpoint();
const switchOn = ({ database, guild }: TestBot) =>
  database.db.community.create({ data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', assistant: true } });

describe.each(['pl', 'en'] as const)('/ask in %s', (locale) => {
  const words = WORDS[locale];
  const bot = useBot({ locale, assistant });
  const askFor = async (question: string) => {
    const answer = await bot().member.in(bot().channel).run('/ask', { question });
    return answer.text.includes(words.progress) ? answer.changed() : answer;
  };

  it('answers in the guide’s own words where the assistant is not switched on: in one callback, and nothing is sent', async () => {
    const answer = await askFor(words.question);
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(words.passages);
    expect((await answer.click(words.read)).text).toContain(words.source);
    expect(endpoint.requests).toEqual([]);
    expect(bot().sandbox.requests.filter(({ path }) => path.includes('/webhooks/'))).toEqual([]);
  });

  it('says what it is doing, then answers with a source beside each claim', async () => {
    await switchOn(bot());
    const text = 'Napisz *od razu* i przypomnij o terminie.';
    endpoint.turns.push({ does: 'answer', value: { covered: true, claims: [{ text, sources: [SECTION] }] } });
    const answer = await askFor(words.question);
    const callback = bot().sandbox.requests.find(({ path }) => path.endsWith('/callback'));
    expect(JSON.stringify(callback)).toContain(words.progress);
    expect(answer.text).toContain('Napisz \\*od razu\\* i przypomnij');
    expect(answer.text).not.toContain(words.progress);
    expect((await answer.click(words.source)).text).toContain(words.source);
  });

  it('fits a message, however long question and claims are', async () => {
    await switchOn(bot());
    const claims = Array.from({ length: 9 }, () => ({ text: '*'.repeat(600), sources: [SECTION] }));
    endpoint.turns.push({ does: 'answer', value: { covered: true, claims } });
    const answer = await askFor(`${words.question} ${'_'.repeat(270)}`);
    expect(answer.text).toContain('\\*\\*');
  });

  it('says honestly what the guide does not cover, and shows the closest topics', async () => {
    await switchOn(bot());
    endpoint.turns.push({ does: 'answer', value: { covered: false, claims: [] } });
    const answer = await askFor(words.question);
    expect(answer.text).toContain(words.notCovered);
    expect(answer.text).toContain(words.source);
    const off = await askFor(words.offTopic);
    expect(off.text).toContain(words.nothing);
    expect(endpoint.requests).toHaveLength(1);
  });

  it('answers by itself when the endpoint fails', async () => {
    await switchOn(bot());
    endpoint.turns.push({ does: 'status', status: 400 });
    const answer = await askFor(words.question);
    expect(answer.text).toContain(words.passages);
    expect(answer.text).toContain(words.failed);
    expect(bot().logged.join('\n')).toContain('The assistant gave no answer');
  });

  it('hides who and where from the endpoint', async () => {
    await switchOn(bot());
    endpoint.turns.push({ does: 'answer', value: { covered: false, claims: [] } });
    await askFor(`${words.question} ewa@firma.pl +48 600 100 200`);
    const [sent] = endpoint.requests;
    const { user } = sent ? sentTexts(sent) : { user: '' };
    expect(user).toContain('[EMAIL-1]');
    for (const secret of ['ewa@', '600 100', bot().member.id, bot().guild.id])
      expect(JSON.stringify(sent)).not.toContain(secret);
  });
});
