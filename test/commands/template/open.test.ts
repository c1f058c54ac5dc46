import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { testClock } from '../../support/clock.ts';

const WORDS = {
  pl: {
    waits: 'Masz niedokończony szkic',
    go: 'Dalej: strona 2 z 3',
    restart: 'Zacznij od nowa',
    finish: 'Dokończ szkic',
  },
  en: {
    waits: 'You have an unfinished draft',
    go: 'Continue: page 2 of 3',
    restart: 'Begin again',
    finish: 'Continue the draft',
  },
} as const;

describe.each(['pl', 'en'] as const)('a template that was left unfinished (%s)', (locale) => {
  const clock = testClock('2026-11-30T08:00:00Z');
  const bot = useBot({ locale, clock });
  const w = WORDS[locale];
  const open = (template = 'expectations-letter') => bot().member.in(bot().channel).run('/template use', { template });
  const leave = async () => (await open()).submit({ client: 'Anna', project: 'strony', scope: 'projekt' });

  it('is gone on with where it was left, or begun again', async () => {
    await leave();
    const offered = await open();
    expect(offered.text).toContain(w.waits);
    expect(offered.text).toContain('Anna');
    const second = await offered.click(w.go);
    expect(second.title).toMatch(/ · 2\/3$/);

    const anew = await offered.click(w.restart);
    expect(anew.title).toMatch(/ · 1\/3$/);
    expect(await bot().database.db.templateDraft.count()).toBe(0);
    expect((await open()).kind).toBe('form');
  });

  it('is offered from an article too, to its author alone, and for a day', async () => {
    await leave();
    const { member, other, channel } = bot();
    const section = await member.in(channel).run('/guide read', { article: 'step-set-expectations#scope' });
    const button = section.buttons.find(({ customId }) => customId?.includes('expectations-letter'));
    if (button) expect((await section.click(button.customId ?? '')).text).toContain(w.waits);
    expect((await other.in(channel).run('/template use', { template: 'expectations-letter' })).kind).toBe('form');
    expect((await open('polite-refusal')).kind).toBe('form');
    clock.advance({ hours: 25 });
    expect((await open()).kind).toBe('form');
    clock.set('2026-11-30T08:00:00Z');
  });

  it('is not offered once its message was complete', async () => {
    await (await open('polite-refusal')).submit({ sender: 'Kasia' });
    expect((await open('polite-refusal')).kind).toBe('form');
  });

  it('of one page is opened where something is wrong', async () => {
    const refused = await (await open('polite-refusal')).submit({ sender: '   ' });
    expect(refused.kind).toBe('message');
    const offered = await open('polite-refusal');
    expect((await offered.click(w.finish)).kind).toBe('form');
  });
});
