import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { buttons, type Reply, toMe } from '../../src/messages/reply.ts';
import { editable } from '../../src/sheet/editable.ts';
import { type FormField, readPart } from '../../src/sheet/read-part.ts';
import { sayPart } from '../../src/sheet/say.ts';
import type { SheetPart, SheetUpdate } from '../../src/sheet/sheet.ts';
import { saveSheetPart } from '../../src/sheet/store.ts';
import { formatList } from '../../src/text/format.ts';
import { sheetControls } from '../boundaries/controls.ts';
import { ownSheet, showLine, zoneOf } from '../boundaries/parts.ts';
import { templateControls } from './controls.ts';
import { draftGone, type OpenDraft, openDraft } from './draft.ts';
import { labelFor, sheetValues } from './from-sheet.ts';

/** Where the sheet keeps what a field of a template asks for, by the field's source. */
const PLACES: Readonly<Record<string, readonly [SheetPart, FormField]>> = {
  'sheet.hours': ['hours', 'hours'],
  'sheet.channels': ['contact', 'channels'],
  'sheet.responseTime': ['contact', 'responseTime'],
  'sheet.callLength': ['contact', 'callLength'],
  'sheet.emergency': ['contact', 'emergency'],
  'sheet.turnaround': ['scope', 'turnaround'],
  'sheet.payment.days': ['payment', 'due'],
};

/** What the person typed into a message and their sheet lacks, as far as the sheet understands it. */
interface Typed {
  readonly labels: readonly string[];
  readonly updates: readonly SheetUpdate[];
}

/** The label of the button that keeps what was typed in the sheet; undefined if there is nothing to keep. */
export async function toSheetLabel(call: Call, open: OpenDraft): Promise<string | undefined> {
  const typed = await ifReachable(call, () => typedForSheet(call, open));
  if (!typed || typed.updates.length === 0) return undefined;
  const [first = ''] = typed.labels;
  return typed.labels.length === 1
    ? call.t('templates:sheet.keepOne', { field: first })
    : call.t('templates:sheet.keep', { count: typed.labels.length });
}

/** Keeps it, by one press; the next message begins with it. */
export const keepInSheet = defineButton({
  ...templateControls.toSheet,
  access: 'everyone',
  async run(call, { draft: id }): Promise<Reply> {
    const open = await openDraft(call, id);
    if (!open) return draftGone(call);
    const { t, services, person } = call;
    const { labels, updates } = await typedForSheet(call, open);
    for (const update of updates) await saveSheetPart(services, person.id, update);
    if (updates.length === 0) return toMe(t('templates:sheet.nothing'));
    const sheet = await ownSheet(call);
    const lines = updates.flatMap(({ part }) => sayPart(sheet, part, { t, locale: person.locale }).map(showLine));
    return toMe(
      t('templates:sheet.kept', { fields: formatList(labels, person.locale) }),
      lines.join('\n'),
      buttons({ label: t('templates:sheet.open'), does: sheetControls.overview.with({}) }),
    );
  },
});

async function typedForSheet(call: Call, { draft, template }: OpenDraft): Promise<Typed> {
  const { t, services, person } = call;
  const known = await sheetValues(call, template);
  const missing = template.placeholders.flatMap((placeholder) => {
    const place = PLACES[placeholder.source ?? ''];
    const typed = draft.values[placeholder.name];
    return place && typed && known[placeholder.name] === undefined ? [{ placeholder, place, typed }] : [];
  });
  if (missing.length === 0) return { labels: [], updates: [] };
  const sheet = await ownSheet(call);
  const today = services.clock
    .now()
    .toZonedDateTimeISO(await zoneOf(call, sheet))
    .toPlainDate();
  const found = [...Map.groupBy(missing, ({ place: [part] }) => part)].flatMap(([part, fields]) => {
    const before = editable(sheet, part, { t, locale: person.locale });
    const typed = Object.fromEntries(fields.map(({ place: [, field], typed }) => [field, typed]));
    const read = readPart(part, { ...before, ...typed }, today);
    // What must be asked about is asked in the sheet's own form.
    return read.ok && read.questions.length === 0 ? [{ fields, update: read.update }] : [];
  });
  return {
    labels: found.flatMap(({ fields }) =>
      fields.map(({ placeholder }) => labelFor(services, person.locale, template, placeholder)),
    ),
    updates: found.map(({ update }) => update),
  };
}
