import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

const WORDS = {
  pl: {
    next: 'Dalej: strona 2 z 2',
    edit: 'Popraw 1/2',
    sum: '2952 zł × 13,75% × 28 dni / 365 = 31,14 zł',
    source: '13,75% (M.P. 2026 poz. 642). Tabela sięga do 31 grudnia 2026',
    euro: 'średni kurs euro NBP z 30 października 2026',
    outdated: 'moja tabela stóp sięga od 1 stycznia 2016 do 31 grudnia 2026',
    choose: 'Wybierz, między kim jest ta umowa',
    moved: '11 listopada 2026 to dzień wolny, więc termin minął dopiero 12 listopada 2026',
  },
  en: {
    next: 'Continue: page 2 of 2',
    edit: 'Edit 1/2',
    sum: 'PLN 2,952 × 13.75% × 28 days / 365 = PLN 31.14',
    source: '13.75% (M.P. 2026 poz. 642). The table runs until 31 December 2026',
    euro: 'the NBP’s average euro rate of 30 October 2026',
    outdated: 'my table of rates runs from 1 January 2016 to 31 December 2026',
    choose: 'Say whether the law of Poland applies',
    moved: '11 November 2026 is a public holiday or a weekend',
  },
} as const;

describe.each(['pl', 'en'] as const)('a demand for payment (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

  it('works out the interest, shows how, and says where the rates are from and end', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/template use', { template: 'payment-demand', tone: 'formal' });
    const first = { invoice: 'FV 12/2026', amount: '2952 zł', dueDate: '10.11.2026', payBy: '8.12.2026' };
    const kept = await form.submit({ ...first, parties: 'business' });
    // The state is in the database: a restart between two pages loses nothing.
    await bot().restart();
    const second = await kept.click(words.next);
    const demand = await second.submit({ client: 'Anna', sender: 'Jan Kowalski' });
    for (const part of [words.sum, words.source, words.euro]) expect(spaces(demand.text)).toContain(part);

    const later = await (await demand.click(words.edit)).submit({ payBy: '15.01.2027' });
    expect(spaces(later.text)).toContain(words.outdated);
    expect(later.text).not.toContain('365');
    const moved = await (await later.click(words.edit)).submit({ dueDate: '11.11.2026', payBy: '8.12.2026' });
    expect(spaces(moved.text)).toContain(words.moved);
  });

  it('leaves the sums to the reader who does not say whose law it is', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/template use', { template: 'payment-demand', tone: 'friendly' });
    const first = { invoice: '12/2026', amount: '2952 zł', dueDate: '10.11.2026', payBy: '8.12.2026' };
    const second = await (await form.submit(first)).click(words.next);
    const demand = await second.submit({ sender: 'Jan' });
    expect(spaces(demand.text)).toContain(words.choose);
    expect(demand.text).not.toContain('365');
  });
});
