import { findSettings } from '../../src/communities/settings.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { shorten } from '../../src/messages/limits.ts';
import { type Block, buttons, divider, toMe } from '../../src/messages/reply.ts';
import { findDmWindow } from '../../src/sheet/find-dm-window.ts';
import { sayPart } from '../../src/sheet/say.ts';
import { isFilled, SHEET_PARTS } from '../../src/sheet/sheet.ts';
import { findUnreadableParts } from '../../src/sheet/store.ts';
import { saySpans } from '../../src/sheet/words.ts';
import { formatList } from '../../src/text/format.ts';
import { autoReply, autoReplyIn } from './auto-reply.ts';
import { sheetControls } from './controls.ts';
import { feeNotes, ownSheet, showLine } from './parts.ts';

/** Maximum characters of all parts, leaving room for title and notes in one message. */
const MAX_TEXT = 3200;
/** Maximum characters of a part if all together are too long: six of them fit. */
const PART_SHOWN = 500;

/** The whole sheet, with buttons for texts made from it. */
export const boundariesShow = defineCommand({
  key: 'boundaries.show',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [autoReply, autoReplyIn],
  run: async (call) => toMe(...(await presentSheet(call))),
});

async function presentSheet(call: Call): Promise<(string | Block)[]> {
  const { t, person } = call;
  const sheet = await ownSheet(call);
  const lost = await findUnreadableParts(call.services.db, call.services.sealer, person.id);
  const unreadable =
    lost.length === 0
      ? []
      : [
          t('boundaries:show.unreadable', {
            parts: formatList(
              lost.map((part) => t(`sheet:parts.${part}`)),
              person.locale,
            ),
          }),
        ];
  const edit = { label: t('boundaries:edit'), does: sheetControls.overview.with({}) };
  const [filled, empty] = [true, false].map((wanted) => SHEET_PARTS.filter((part) => isFilled(sheet, part) === wanted));
  if (!filled?.length)
    return [...(lost.length > 0 ? unreadable : [t('boundaries:show.empty')]), buttons({ ...edit, style: 'primary' })];
  const language = { t, locale: person.locale };
  const missing = (empty ?? []).filter((part) => !lost.includes(part)).map((part) => t(`sheet:parts.${part}`));
  const texts = filled.map((part) => sayPart(sheet, part, language).map(showLine).join('\n'));
  const isLong = texts.join('').length > MAX_TEXT;
  const notes = [
    ...unreadable,
    ...(missing.length > 0 ? [t('boundaries:show.missing', { parts: formatList(missing, person.locale) })] : []),
    ...feeNotes(call, sheet),
    await sayDmHours(call),
  ];
  return [
    `## ${t('boundaries:show.title')}`,
    ...texts.flatMap((text) => [divider, isLong ? shorten(text, PART_SHOWN) : text]),
    divider,
    notes.map((line) => `-# ${line}`).join('\n'),
    ...(isLong ? [wholeFile(call, texts)] : []),
    buttons(
      edit,
      { label: t('boundaries:autoReply'), does: sheetControls.autoReply.with({}) },
      { label: t('boundaries:document'), does: sheetControls.letter.with({}) },
    ),
  ];
}

/** A text that does not fit the message is attached whole as a file. */
function wholeFile({ t }: Call, texts: readonly string[]): Block {
  const data = `# ${t('boundaries:show.title')}\n\n${texts.join('\n\n')}\n`;
  return { type: 'file', file: { name: t('boundaries:show.file'), data } };
}

/** When the bot may write to the person, and the source of these hours. */
async function sayDmHours(call: Call): Promise<string> {
  const { t, services, person, community } = call;
  const zone = community && (await findSettings(services.db, community.id))?.zone;
  const { source, spans } = await findDmWindow(services, person.id, zone);
  const values = { hours: saySpans(spans, { t, locale: person.locale }), command: call.command('settings.hours') };
  return t(`boundaries:show.dm.${source}`, values);
}
