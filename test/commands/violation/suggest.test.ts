import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { sentTexts, useEndpoint } from '../../support/endpoint.ts';

const { endpoint, assistant } = await useEndpoint();

const STORY = 'Klientka pisze z jan@example.com i dzwoni na +48 600 700 800 w nocy.';
const WORDS = {
  pl: {
    suggest: 'Podpowiedz',
    explain: 'trafi tylko ten tekst',
    go: 'Wyślij i podpowiedz',
    progress: 'Asystent czyta',
    take: 'Zmień rodzaj na ten',
    suggested: 'Kontakt po godzinach',
    failed: 'Asystent teraz nie odpowiada',
  },
  en: {
    suggest: 'Suggest',
    explain: 'Only this text goes',
    go: 'Send and suggest',
    progress: 'The assistant is reading',
    take: 'Use this kind',
    suggested: 'Contact after hours',
    failed: 'The assistant isn’t answering',
  },
} as const;

describe.each(['pl', 'en'] as const)('a suggestion for an entry in %s', (locale) => {
  const words = WORDS[locale];
  const bot = useBot({ locale, assistant });

  const log = async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/violation log');
    return form.submit({ kind: 'other', story: STORY, client: 'Tajna Piekarnia', reaction: 'refused' });
  };
  const switchOn = () =>
    bot().database.db.community.create({
      data: { id: bot().guild.id, locale, zone: 'Europe/Warsaw', assistant: true },
    });
  const ask = async (saved: Answer) => {
    const answer = await (await saved.click(words.suggest)).click(words.go);
    return answer.text.includes(words.progress) ? answer.changed() : answer;
  };

  it('is offered only where moderators switched the assistant on', async () => {
    expect((await log()).buttons.map(({ label }) => label)).not.toContain(words.suggest);
  });

  it('shows what will be sent, sends exactly that, and changes the kind when told to', async () => {
    await switchOn();
    const saved = await log();
    const explained = await saved.click(words.suggest);
    expect(explained.text).toContain(words.explain);
    expect(explained.text).not.toContain('jan@example.com');
    expect(endpoint.requests).toEqual([]);
    endpoint.turns.push({
      does: 'answer',
      value: { kind: 'after-hours', section: 'tip-official-channels', template: 'working-hours-reminder' },
    });
    const pressed = await explained.click(words.go);
    const answer = pressed.text.includes(words.progress) ? await pressed.changed() : pressed;
    expect(answer.text).toContain(words.suggested);
    const [request] = endpoint.requests;
    const sent = JSON.stringify(request && sentTexts(request));
    for (const secret of ['jan@example.com', '600 700 800', 'Piekarnia']) expect(sent).not.toContain(secret);
    const { story } = JSON.parse(request ? sentTexts(request).user : '{}') as { story: string };
    expect(explained.text).toContain(story);

    const taken = await answer.click(words.take);
    expect(taken.text).toContain(words.suggested);
    const row = await bot().database.db.violation.findFirstOrThrow();
    expect(row.kind).toBe('after-hours');
    expect(JSON.parse(row.history ?? '')).toMatchObject([{ was: { kind: 'other' } }]);
  });

  it('says so when there is no answer, and leaves the entry as it is', async () => {
    await switchOn();
    const saved = await log();
    for (let turn = 0; turn < 4; turn += 1) endpoint.turns.push({ does: 'say', text: 'no JSON' });
    expect((await ask(saved)).text).toContain(words.failed);
    expect((await bot().database.db.violation.findFirstOrThrow()).kind).toBe('other');
  });

  it('helps with the own choice where the assistant names nothing that exists', async () => {
    await switchOn();
    const saved = await log();
    endpoint.turns.push({ does: 'answer', value: { kind: 'other', section: 'no-such', template: null } });
    const answer = await ask(saved);
    expect(answer.buttons.length).toBe(3);
  });
});
