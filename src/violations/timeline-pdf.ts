import { drawHeading, drawRow, heightOf, INK, makePdf, type PdfOptions, SIZE, text } from '../paper/page.ts';
import { canPrint, changesIn, type OnPaper } from '../paper/signs.ts';
import { formatDay } from '../text/format.ts';
import { formatMoney } from '../text/money.ts';
import { takeTurns } from '../threads/turns.ts';
import type { Entry } from './entries.ts';
import { formatHours, sumUp, type TimelineLanguage } from './timeline.ts';

/** Maximum entries in a PDF, the latest ones: some eighty pages. The Markdown has all of them. */
export const PDF_ENTRIES = 300;

/** Whether a timeline can be printed: the font covers only Latin script. */
export function isTimelinePrintable(label: string, entries: readonly Entry[], { locale }: TimelineLanguage): boolean {
  return canPrint(textsOf(label, entries), locale);
}

/** All differences between the printed timeline and what was typed. */
export function timelineChanges(
  label: string,
  entries: readonly Entry[],
  { locale }: TimelineLanguage,
): Omit<OnPaper, 'text'> {
  return changesIn(textsOf(label, entries), locale);
}

const textsOf = (label: string, entries: readonly Entry[]) => [label, ...entries.map(({ story }) => story)];

/** The events with one client as an A4 PDF, with the same content as in Markdown. */
export function timelinePdf(
  label: string,
  entries: readonly Entry[],
  language: TimelineLanguage,
  options: PdfOptions,
): Promise<Uint8Array> {
  const { t, locale } = language;
  const title = t('violations:timeline.title', { client: label });
  return makePdf({ title, locale }, options, async (pdf) => {
    text(pdf, title, { font: 'bold', size: SIZE.title, color: INK.heading });
    pdf.moveDown(0.6);
    for (const line of sumUp(entries, language)) text(pdf, line);
    const turn = takeTurns();
    for (const entry of entries) {
      const day = `${formatDay(entry.happenedOn, locale)} – ${t(`violations:kinds.${entry.kind}`)}`;
      drawHeading(pdf, day, Math.min(heightOf(pdf, entry.story), 60));
      text(pdf, entry.story);
      pdf.y += 5;
      for (const row of rowsOf(entry, language)) drawRow(pdf, row);
      await turn();
    }
  });
}

function rowsOf({ reaction, outcome, unpaidMinutes, cost }: Entry, { t, locale }: TimelineLanguage) {
  const row = (name: 'reaction' | 'outcome' | 'hours' | 'cost', value: string) => ({
    label: t(`violations:timeline.terms.${name}`),
    value,
  });
  return [
    row('reaction', t(`violations:reactions.${reaction}`)),
    ...(outcome ? [row('outcome', t(`violations:outcomes.${outcome}`))] : []),
    ...(unpaidMinutes
      ? [row('hours', t('violations:insights.hoursShort', { hours: formatHours(unpaidMinutes, locale) }))]
      : []),
    ...(cost ? [row('cost', formatMoney(cost, locale))] : []),
  ];
}
