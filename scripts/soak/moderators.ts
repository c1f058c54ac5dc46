import type { Answer } from '@granica/discord-sandbox/persons';
import type { Database } from '../../src/database/database.ts';
import { type Act, type Life, press, pressUntilDone, send, waiting } from '../chaos/persons.ts';
import { compare, type Tally } from '../chaos/tally.ts';

/** Titles of templates that moderators were told are saved for their community. */
export type Published = Set<string>;

/** What moderators do: they write for their community, and look. */
export function moderatorActs(published: Published): readonly Act[] {
  const look =
    (what: string, command: string): Act =>
    ({ person, channel, tally }) =>
      press(tally, what, () => person.in(channel).run(command, {}, waiting));
  return [
    (life, turn) => writeTemplate(life, turn, published),
    look('health', '/admin health'),
    look('audit', '/admin audit'),
    look('preview', '/admin checkin preview'),
    look('insights', '/admin insights'),
  ];
}

async function writeTemplate(life: Life, turn: number, published: Published): Promise<void> {
  const { person, channel, number, tally } = life;
  const form = await press(tally, 'community form', () => person.in(channel).run('/admin template add', {}, waiting));
  if (form?.kind !== 'form') return;
  const text = `Dzień dobry, numer ${number}-${turn}`;
  const values = { title: `Wspólny ${number} ${turn}`, text };
  const preview = await send(life, 'community draft', form, { typed: text, values });
  if (!hasSave(preview)) return;
  const saved = await pressUntilDone(tally, 'community template', () =>
    // What was still under way may have saved it meanwhile: then the message says so, and its button is gone.
    hasSave(preview) ? preview.click(SAVE, waiting) : Promise.resolve(preview),
  );
  if (saved?.text.includes('wersja 1')) published.add(values.title);
}

const SAVE = 'Zapisz dla społeczności';
const hasSave = (answer: Answer | undefined): answer is Answer =>
  answer?.buttons.some(({ label }) => label === SAVE) ?? false;

/** Compares what moderators were told with the audit trail, which has one line for each template that was added. */
export async function checkTemplates({ db }: Database, tally: Tally, published: Published): Promise<void> {
  const entries = await db.auditEntry.findMany({ where: { action: 'template.add' }, select: { after: true } });
  const stored = entries.map(({ after }) => {
    const { title }: { title?: unknown } = JSON.parse(after ?? '{}');
    return String(title);
  });
  compare(tally, 'community template', { confirmed: published, stored });
}
