import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { useEndpoint } from '../../support/endpoint.ts';
import { sayAll, sayings, TEST_SCENES } from '../../support/practice.ts';
import { LATE_CALL, lateCall } from '../../support/scenes.ts';

const { endpoint, assistant } = await useEndpoint();

const WORDS = {
  pl: {
    button: 'Asystent w roli klienta',
    explain: 'bez adresów e-mail',
    go: 'Dalej',
    back: 'Wróć',
    progress: 'Klient się zastanawia',
    from: 'pochodzi od asystenta',
    strayed: 'wypadł z roli',
    failed: 'nie odpowiedział',
    clear: 'Proszę zadzwonić jutro po dziewiątej.',
    reaction: 'Jutro? Klienci przychodzą z samego rana.',
    nothing: 'Tak to bywa na tym świecie…',
    asked: 'Z samych słów nie umiem',
  },
  en: {
    button: 'The assistant as the client',
    explain: 'without email addresses',
    go: 'Continue',
    back: 'Back',
    progress: 'The client is thinking',
    from: 'is the assistant’s',
    strayed: 'left its role',
    failed: 'gave no answer',
    clear: 'Please call tomorrow after nine.',
    reaction: 'Tomorrow? My customers come early.',
    nothing: 'Such is life in this world…',
    asked: 'I cannot tell from the words',
  },
} as const;

describe.each(['pl', 'en'] as const)('the assistant in a scene in %s', (locale) => {
  const bot = useBot({ locale, scenes: TEST_SCENES, assistant });
  const words = WORDS[locale];
  const textOf = (id: string) => lateCall(locale).nodes.find((node) => node.id === id)?.text;
  const begin = () => bot().member.in(bot().channel).run('/practice', { scene: LATE_CALL });
  const switchOn = () =>
    bot().database.db.community.create({
      data: { id: bot().guild.id, locale, zone: 'Europe/Warsaw', assistant: true },
    });
  const say = async (text: string): Promise<Answer> => {
    await switchOn();
    const explained = await (await begin()).click(words.button);
    expect(explained.text).toContain(words.explain);
    expect(endpoint.requests).toEqual([]);
    const answer = await (await explained.click(words.go)).submit({ words: text });
    return answer.text.includes(words.progress) ? answer.changed() : answer;
  };

  it('is offered only where moderators switched it on, and says first what is sent', async () => {
    expect((await begin()).buttons.map(({ label }) => label)).not.toContain(words.button);
    await switchOn();
    const explained = await (await begin()).click(words.button);
    expect((await explained.click(words.back)).text).toContain(textOf('start'));
    expect(endpoint.requests).toEqual([]);
  });

  it('reacts in character; the scene goes on as it is written', async () => {
    endpoint.turns.push({ does: 'answer', value: { way: 'soft', reaction: words.reaction } });
    const answer = await say(words.clear);
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(words.reaction);
    expect(answer.text).toContain(words.from);
    const turn = await sayAll(answer, 's');
    expect(turn.text).toContain(textOf('takes-over'));
    expect([...sayings(turn).keys()]).toContain('s0');
    expect(JSON.stringify(await bot().database.db.practiceRun.findMany())).toBe('[]');
  });

  it('is left aside where it goes off the rails', async () => {
    endpoint.turns.push({ does: 'answer', value: { way: 'soft', reaction: 'As an AI language model I like cats.' } });
    const answer = await say(words.clear);
    expect(answer.text).toContain(words.strayed);
    expect(answer.text).not.toContain('cats');
    expect((await sayAll(answer, 'c')).text).toContain(textOf('pushes-again'));
  });

  it.each([
    ['fails', { does: 'status', status: 400 }],
    ['refuses', { does: 'refuse' }],
    ['breaks off', { does: 'garble' }],
  ] as const)('gives way to the rules where it %s', async (_what, turn) => {
    endpoint.turns.push(turn);
    const answer = await say(words.clear);
    expect(answer.text).toContain(words.failed);
    expect((await sayAll(answer, 'c')).text).toContain(textOf('pushes-again'));
  });

  it('gives way to the question how it was meant where the rules recognise nothing either', async () => {
    endpoint.turns.push({ does: 'refuse' });
    expect((await say(words.nothing)).text).toContain(words.asked);
  });
});

describe('the assistant that hangs', () => {
  const bot = useBot({ locale: 'en', scenes: TEST_SCENES, assistant });

  it('is waited for no longer than eight seconds, and the rules go on', async () => {
    const words = WORDS.en;
    const data = { id: bot().guild.id, locale: 'en', zone: 'Europe/London', assistant: true };
    await bot().database.db.community.create({ data });
    endpoint.turns.push({ does: 'hang' }, { does: 'hang' }, { does: 'hang' });
    const start = await bot().member.in(bot().channel).run('/practice', { scene: LATE_CALL });
    const form = await (await start.click(words.button)).click(words.go);
    const answer = await form.submit({ words: words.clear });
    const over = answer.text.includes(words.progress) ? await answer.changed() : answer;
    expect(over.text).toContain(words.failed);
    const next = lateCall('en').nodes.find(({ id }) => id === 'pushes-again');
    expect((await sayAll(over, 'c')).text).toContain(next?.text);
  }, 30_000);
});
