import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { sentTexts, useEndpoint } from '../../support/endpoint.ts';

const { endpoint, assistant } = await useEndpoint();

const WORDS = {
  pl: {
    button: 'Dopasuj do wiadomości klienta',
    explain: 'bez adresów e-mail',
    paste: 'Wklej wiadomość klienta',
    ready: 'dopasowana przez asystenta',
    changed: 'Twoja wiadomość jest nietknięta',
    failed: 'Asystent teraz nie odpowiada',
    progress: 'Asystent dopasowuje',
    original: 'Pokaż oryginał',
    again: 'Dopasuj jeszcze raz',
  },
  en: {
    button: 'Adapt it to the client’s message',
    explain: 'without email addresses',
    paste: 'Paste the client’s message',
    ready: 'Adapted by the assistant',
    changed: 'Your message is untouched',
    failed: 'The assistant isn’t answering',
    progress: 'The assistant is adapting',
    original: 'Show the original',
    again: 'Adapt it again',
  },
} as const;

describe.each(['pl', 'en'] as const)('fitting a message to a client’s in %s', (locale) => {
  const words = WORDS[locale];
  const bot = useBot({ locale, assistant });

  const preview = async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/template use', { template: 'polite-refusal' });
    return form.submit({ client: 'Anna', sender: 'Kasia' });
  };
  const fitTo = async (message: string) => {
    const { database, guild } = bot();
    await database.db.community.create({ data: { id: guild.id, locale, zone: 'Europe/Warsaw', assistant: true } });
    const filled = await preview();
    const explained = await filled.click(words.button);
    expect(explained.text).toContain(words.explain);
    expect(endpoint.requests).toEqual([]);
    const form = await explained.click(words.paste);
    const answer = await form.submit({ message });
    return { filled, answer: answer.text.includes(words.progress) ? await answer.changed() : answer };
  };
  /** What the endpoint was given: it keeps every token, as a good model does. */
  const tokensKept = (change: (message: string) => string) => {
    endpoint.turns.push({
      does: 'answer',
      get value() {
        const [sent] = endpoint.requests;
        const { message } = JSON.parse(sent ? sentTexts(sent).user : '{}') as { message: string };
        return { message: change(message) };
      },
    });
  };

  it('is offered only where moderators switched the assistant on', async () => {
    expect((await preview()).buttons.map(({ label }) => label)).not.toContain(words.button);
  });

  it('says first what is sent, sends no name and no address, and keeps the original at hand', async () => {
    tokensKept((message) => `${message}\n\n:)`);
    const { filled, answer } = await fitTo('Proszę o ofertę, a.nowak@firma.pl, 600 100 200');
    expect(answer.text).toContain(words.ready);
    expect(answer.text).toContain(':)');
    expect(answer.text).toContain('Kasia');
    const sent = JSON.stringify(endpoint.requests);
    for (const secret of ['Ann', 'Kasia', 'nowak', '600 100']) expect(sent).not.toContain(secret);
    const original = await answer.click(words.original);
    expect(filled.text).toContain(/```[\s\S]*```/.exec(original.text)?.[0] ?? 'nothing');
  });

  it('keeps the promise of the polite refusal, and gives back what was pasted', async () => {
    tokensKept((message) => `${message} ${locale === 'pl' ? 'Nie mogę.' : 'I cannot.'}`);
    const { answer } = await fitTo('A co z terminem?');
    expect(answer.text).toContain(words.changed);
    expect(answer.text).toContain('A co z terminem?');
  });

  it('says so when the endpoint fails, and gives back what was pasted', async () => {
    endpoint.turns.push({ does: 'status', status: 400 });
    const { answer } = await fitTo('A co z terminem?');
    expect(answer.text).toContain(words.failed);
    expect(answer.text).toContain('A co z terminem?');
    const form = await answer.click(words.again);
    expect(form.fields.map(({ value }) => value)).toEqual(['A co z terminem?']);
  });
});
