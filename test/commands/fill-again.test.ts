import { readdir, readFile } from 'node:fs/promises';
import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

// After a mistake, the button under the answer opens the form as it was filled in, never as it is stored.

const bot = useBot({ locale: 'en' });
const run = (command: string, options = {}) => bot().member.in(bot().channel).run(command, options);
const moderate = (command: string, options = {}) => bot().moderator.in(bot().channel).run(command, options);

const ENTRY = { kind: 'other', story: 'As it is stored.', reaction: 'reminded' };

interface Wrong {
  readonly form: string;
  readonly open: () => Promise<Answer>;
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  readonly button: string;
}

const FORMS: readonly Wrong[] = [
  {
    form: '/violation log',
    open: () => run('/violation log'),
    typed: { kind: 'scope-creep', story: '  ', when: 'last Saturday, 2 h', client: 'Bakery', reaction: 'refused' },
    button: 'Fill in again',
  },
  {
    form: '/violation log with a kind',
    open: () => run('/violation log', { kind: 'other' }),
    typed: { story: 'A ```call``` at ten.', when: 'some day', client: '', reaction: 'let-pass', weight: '1' },
    button: 'Fill in again',
  },
  {
    form: 'an entry',
    open: async () => (await (await run('/violation log')).submit(ENTRY)).click('Edit'),
    typed: { kind: 'late-payment', story: ' ', client: 'New client', reaction: 'ended', weight: '5' },
    button: 'Fill in again',
  },
  {
    form: 'the day and cost of an entry',
    open: async () => (await (await run('/violation log')).submit(ENTRY)).click('Date and cost'),
    typed: { day: 'some day', hours: '90 min', amount: 'a lot', nextStep: 'Call them.' },
    button: 'Fill in again',
  },
  {
    form: '/settings hours',
    open: () => run('/settings hours'),
    typed: { days: ['2', '6'], from: '8', to: 'late' },
    button: 'Correct the hours',
  },
  {
    form: '/settings hours past midnight',
    open: () => run('/settings hours'),
    typed: { days: ['2', '6'], from: '22:00', to: '06:00' },
    button: 'Correct the hours',
  },
  {
    form: '/boundaries document',
    open: () => run('/boundaries document'),
    typed: { language: 'pl', sender: ' ', client: 'Bakery', project: 'Shop', appendix: 'yes' },
    button: 'Correct',
  },
  {
    form: '/boundaries edit',
    open: () => run('/boundaries edit', { part: 'payment' }),
    typed: { due: 'whenever', lateFee: '50' },
    button: 'Correct',
  },
  {
    form: 'time and zone of the check-in',
    open: async () => (await (await moderate('/admin settings')).click('Change check-in')).click('Time and zone'),
    typed: { time: '25:00', zone: 'Mars' },
    button: 'Fill in again',
  },
  {
    form: '/template save',
    open: () => run('/template save'),
    typed: { title: 'A title', text: 'From {{sender' },
    button: 'Edit',
  },
  {
    form: '/admin template add',
    open: () => moderate('/admin template add'),
    typed: { title: 'A title', summary: 'In short', keywords: 'a, b', text: 'From {{sender' },
    button: 'Edit',
  },
];

describe('a form that was refused', () => {
  it.each(FORMS)('$form: opens again with what was typed', async ({ open, typed, button }) => {
    const form = await open();
    expect(form.kind).toBe('form');
    const again = await (await form.submit(typed)).click(button);
    expect(again.kind).toBe('form');
    for (const [id, value] of Object.entries(typed)) {
      const field = again.fields.find(({ customId }) => customId === id);
      const expected = [value].flat().map((one) => one.trim());
      expect([field?.value].flat().join(), id).toBe(expected.join());
    }
  });

  it('keeps what was typed where its button opens it: in the message, or in a draft', async () => {
    const drafts = ['admin/content/write.ts', 'boundaries/edit.ts', 'template/proceed.ts', 'template/save.ts'];
    const folder = new URL('../../commands/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
    const found: string[] = [];
    for (const file of files) {
      const source = await readFile(new URL(file, folder), 'utf8');
      // A button under a text that is given back: it opens a form, which must not start with what is stored.
      if (/= giveBack\(/u.test(source) && /\.\.\.reply\.blocks, .*button/iu.test(source)) found.push(file);
    }
    expect(found.filter((file) => file !== 'fill-again.ts').toSorted()).toEqual(drafts);
  });
});
