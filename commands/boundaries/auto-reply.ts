import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { codeBlock } from '../../src/messages/markdown.ts';
import { type Block, buttons, toMe, update } from '../../src/messages/reply.ts';
import { findAbsence, sayAutoReply, workingTime } from '../../src/sheet/auto-reply.ts';
import { formatClock } from '../../src/text/format.ts';
import { templateControls } from '../template/controls.ts';
import { sheetControls } from './controls.ts';
import { ownSheet, zoneOf } from './parts.ts';

/** An auto-reply for now, from the sheet's hours, days off and holidays. */
export const autoReply = defineButton({
  ...sheetControls.autoReply,
  access: 'everyone',
  run: async (call) => toMe(...(await presentAutoReply(call, call.person.locale))),
});

export const autoReplyIn = defineButton({
  ...sheetControls.autoReplyIn,
  access: 'everyone',
  run: async (call, { locale }) => update(...(await presentAutoReply(call, locale))),
});

async function presentAutoReply(call: Call, locale: Locale): Promise<(string | Block)[]> {
  const { t, services } = call;
  const sheet = await ownSheet(call);
  const edit = buttons({ label: t('boundaries:edit'), style: 'primary', does: sheetControls.overview.with({}) });
  const time = workingTime(sheet, await zoneOf(call, sheet));
  if (!time) return [t('boundaries:autoReplyPanel.noHours'), edit];
  const absence = findAbsence(time, services.clock.now());
  if (!absence) return [t('boundaries:autoReplyPanel.never'), edit];
  const said = sayAutoReply(absence, sheet, { t: call.translator(locale), locale });
  const other: Locale = locale === 'pl' ? 'en' : 'pl';
  const until = formatClock(absence.from.toPlainTime().toString({ smallestUnit: 'minute' }), call.person.locale);
  return [
    absence.now ? t('boundaries:autoReplyPanel.nowAway') : t('boundaries:autoReplyPanel.nowWorking', { time: until }),
    codeBlock(said.text),
    t('boundaries:autoReplyPanel.short'),
    codeBlock(said.short),
    buttons(
      { label: t(`boundaries:autoReplyPanel.other.${other}`), does: sheetControls.autoReplyIn.with({ locale: other }) },
      { label: t('boundaries:autoReplyPanel.template'), does: templateControls.open.with({ id: 'auto-reply' }) },
    ),
  ];
}
