import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';

const WORDS = {
  pl: {
    keep: 'Zachowaj w moich zasadach: Twoje godziny pracy',
    hours: 'pn-pt 9-17',
    kept: 'Zapisane w twoich zasadach',
    said: 'poniedziałek–piątek, 9:00–17:00',
    all: 'cała doba',
  },
  en: {
    keep: 'Keep in my boundary sheet: Your working hours',
    hours: 'Mon-Fri 9-17',
    kept: 'Kept in your boundary sheet',
    said: 'Monday to Friday, 09:00–17:00',
    all: 'whenever I like',
  },
} as const;

describe.each(['pl', 'en'] as const)('hours typed into a message (%s)', (locale) => {
  const bot = useBot({ locale });
  const w = WORDS[locale];
  const open = () => bot().member.in(bot().channel).run('/template use', { template: 'working-hours-reminder' });
  const type = async (hours: string) => (await open()).submit({ hours, sender: 'Kasia' });

  it('are kept in the boundary sheet by one press, and fill the next message', async () => {
    const filled = await type(w.hours);
    const kept = await filled.click(w.keep);
    expect(kept.text).toContain(w.kept);
    expect(kept.text).toContain(w.said);
    const next = await open();
    expect(next.fields.find(({ customId }) => customId === 'hours')?.value).toContain(w.said);
    const again = await next.submit({ sender: 'Kasia' });
    expect(again.buttons.map(({ label }) => label)).not.toContain(w.keep);
  });

  it('are not offered where the sheet would not understand them', async () => {
    expect((await type(w.all)).buttons.map(({ label }) => label)).not.toContain(w.keep);
  });
});
