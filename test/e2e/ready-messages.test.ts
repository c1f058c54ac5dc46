import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

describe('a message that is called ready', () => {
  const bot = useBot();
  const fill = async (values: Record<string, string>) =>
    (await bot().member.in(bot().channel).run('/szablon użyj', { szablon: 'polite-refusal' })).submit(values);

  it('opens in the tone that was chosen last, in that language alone', async () => {
    const { member, other, channel } = bot();
    const friendly = await fill({ client: 'Anna', sender: 'Kasia' });
    await friendly.choose(friendly.selects[0]?.customId ?? '', ['friendly']);
    const next = async (person: typeof member, template: string) =>
      (await (await person.in(channel).run('/template use', { template })).submit({ client: 'Anna', sender: 'Kasia' }))
        .selects[0]?.values;
    expect(await next(member, 'ask-for-their-terms')).toEqual(['friendly']);
    expect(await next(other, 'ask-for-their-terms')).toEqual(['formal']);
  });

  it('calls nothing ready that is in two languages, and names the pieces', async () => {
    const filled = await fill({ client: 'Anna', project: 'nowej strony internetowej', sender: 'Kasia' });
    expect(filled.text).toContain('gotowe do skopiowania');
    const english = await filled.click('Po angielsku');
    expect(english.text).toContain('jeszcze nie do wysłania');
    expect(english.text).toContain('„nowej strony internetowej”');
    expect(english.buttons.find(({ label }) => label === 'Popraw')?.style).toBe(1);
    const form = await english.click('Popraw');
    const corrected = await form.submit({ client: 'Anna', project: 'the new website', sender: 'Kasia' });
    expect(corrected.text).toContain('gotowe do skopiowania');
  });

  it('says that it greets without the name', async () => {
    const unsure = await fill({ client: 'Noemi', sender: 'Kasia' });
    expect(unsure.text).toContain('Przywitanie jest bez imienia „Noemi”');
    expect((await fill({ client: 'Anna', sender: 'Kasia' })).text).not.toContain('bez imienia');
    expect((await fill({ client: 'Pani Kowalska', sender: 'Kasia' })).text).not.toContain('bez imienia');
  });
});
