import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../src/time/clock.ts';
import { useBot } from '../../support/bot.ts';

let hoursLater = 0;
const clock: Clock = { now: () => systemClock.now().add({ hours: hoursLater }) };

/** Gives a button of the message the id of another message's button, as an attacker's client would. */
function forge(message: Answer, label: string, customId: string): void {
  const visit = (component: object): void => {
    if ('label' in component && component.label === label && 'custom_id' in component) component.custom_id = customId;
    if ('components' in component && Array.isArray(component.components)) component.components.forEach(visit);
  };
  message.raw.components?.forEach(visit);
}

const idOf = (message: Answer, label: string) =>
  message.buttons.find((button) => button.label === label)?.customId ?? '';

const WORDS = {
  pl: {
    next: (page: number) => `Dalej: strona ${page} z 3`,
    kept: 'strona 1 z 3 gotowa',
    missing: 'jest puste',
    gone: 'szkice czekają 24 godziny',
    edit: 'Popraw',
    finish: 'Pokaż wiadomość',
    editPage: (page: number) => `Popraw ${page}/3`,
  },
  en: {
    next: (page: number) => `Continue: page ${page} of 3`,
    kept: 'page 1 of 3 is done',
    missing: 'is empty',
    gone: 'I keep drafts for 24 hours',
    edit: 'Edit',
    finish: 'Show the message',
    editPage: (page: number) => `Edit ${page}/3`,
  },
} as const;

describe.each(['pl', 'en'] as const)('a form of several pages (%s)', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  const begin = () => bot().member.in(bot().channel).run('/template use', { template: 'expectations-letter' });

  it('keeps what was typed from page to page, also when the bot restarts in between', async () => {
    const first = await begin();
    expect(first.fields).toHaveLength(5);
    const kept = await first.submit({ client: 'Anna', project: 'strony', scope: 'projekt; wdrożenie' });
    expect(kept.ephemeral).toBe(true);
    expect(kept.text).toContain(words.kept);
    expect(kept.buttons.map(({ label }) => label)).not.toContain(words.finish);
    await bot().restart();
    const second = await kept.click(words.next(2));
    expect(second.title).toMatch(/ · 2\/3$/);
    const between = await second.submit({ responseTime: 'w ciągu dnia' });
    expect(between.id).toBe(kept.id);
    await bot().restart();
    const filled = await (await between.click(words.next(3))).submit({ sender: 'Kasia' });
    expect(filled.id).toBe(kept.id);
    expect(filled.text).toMatch(/```\n[\s\S]*- projekt\n- wdrożenie[\s\S]*w ciągu dnia[\s\S]*Kasia\n```/);
    expect(filled.text).not.toMatch(/\{\{|\[\[|\n\n\n| {2}/);

    // A later correction of one page leads straight back.
    const page = await filled.click(words.editPage(2));
    expect(page.fields.map(({ value }) => value)).toContain('w ciągu dnia');
    expect((await page.submit({ responseTime: 'do jutra' })).text).toContain('do jutra');
    // The signature is known now, so the next letter need not go through all pages.
    const next = await (await begin()).submit({ client: 'Ewa' });
    const shortcut = await next.click(words.finish);
    expect(shortcut.text).toContain('Kasia\n```');
  });

  it('a page that is gone back to starts with what was typed', async () => {
    const kept = await (await begin()).submit({ client: 'Anna', project: 'strony' });
    const back = await kept.click(kept.buttons.at(-1)?.label ?? '');
    expect(back.fields.find(({ customId }) => customId === 'project')?.value).toBe('strony');
    const emptied = await back.submit({ project: '' });
    const again = await emptied.click(emptied.buttons.at(-1)?.label ?? '');
    expect(again.fields.find(({ customId }) => customId === 'project')?.value).toBe('');
  });

  it('says what is missing, gives back what was typed, and opens the form with it', async () => {
    const form = await bot()
      .member.in(bot().channel)
      .run('/template use', { template: 'late-payment-reminder', tone: 'firm' });
    const values = { invoice: '7/2026', amount: '600 zł', dueDate: '31.02.2026' };
    const wrong = await form.submit(values);
    for (const value of Object.values(values)) expect(wrong.text).toContain(value);
    const again = await wrong.click(words.edit);
    expect(again.fields.map(({ value }) => value)).toEqual(expect.arrayContaining(Object.values(values)));
    const right = await again.submit({ dueDate: '1.02.2026' });
    expect(right.id).toBe(wrong.id);
    expect(right.text).not.toContain('31.02.2026');
  });

  it('takes a required field of spaces for an empty one', async () => {
    const form = await bot().member.in(bot().channel).run('/template use', { template: 'polite-refusal' });
    const wrong = await form.submit({ client: 'Anna', sender: '   ' });
    expect(wrong.text).toContain(words.missing);
    expect(wrong.text).toContain('Anna');
  });

  it('an expired draft answers kindly, and gives back what was just typed', async () => {
    const kept = await (await begin()).submit({ client: 'Anna' });
    const second = await kept.click(words.next(2));
    hoursLater = 25;
    try {
      const late = await second.submit({ responseTime: 'w ciągu dnia' });
      expect(late.text).toContain(words.gone);
      expect(late.text).toContain('w ciągu dnia');
      expect((await kept.click(words.next(2))).text).toContain(words.gone);
      // The next draft clears the expired one away.
      await (await begin()).submit({ client: 'Ewa' });
      expect(await bot().database.db.templateDraft.count()).toBe(1);
    } finally {
      hoursLater = 0;
    }
  });

  it("another person's draft is not there, whichever control is forged", async () => {
    const { member, other, channel } = bot();
    const fill = async (person: typeof member) =>
      (await person.in(channel).run('/template use', { template: 'polite-refusal' })).submit({
        client: 'Tajemnica',
        sender: person.name,
      });
    const [mine, theirs] = [await fill(member), await fill(other)];
    for (const { label, customId } of theirs.buttons) {
      if (customId?.includes('guide.open')) continue;
      forge(theirs, label, idOf(mine, label));
      const answer = await theirs.click(label);
      expect(answer.text, label).toContain(words.gone);
      expect(answer.text, label).not.toContain('Tajemnica');
      forge(theirs, label, customId ?? '');
    }
    const draft = await bot().database.db.templateDraft.findFirstOrThrow({ where: { personId: member.id } });
    expect(draft.tone).toBe(locale === 'pl' ? 'formal' : 'friendly');
  });
});
