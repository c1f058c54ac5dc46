import { LOCALES } from '../../src/i18n/locales.ts';
import { control } from '../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, snowflakeParam } from '../../src/messages/params.ts';
import { SHEET_PARTS } from '../../src/sheet/sheet.ts';

const partParams = { part: choiceParam(SHEET_PARTS) };

/** Whether a letter comes with the contract's list. */
export const ANSWERS = ['no', 'yes'] as const;

export const sheetControls = {
  /** Shows the sheet to be edited. */
  overview: control('boundaries.overview', {}),

  /** Opens a part's form: with what waits to be corrected, else with what is saved. */
  part: control('boundaries.part', partParams),
  savePart: control('boundaries.save', partParams),
  /** Saves what was asked about. */
  confirmPart: control('boundaries.confirm', { ...partParams, draft: snowflakeParam }),

  /** An auto-reply for now. */
  autoReply: control('boundaries.autoReply', {}),
  autoReplyIn: control('boundaries.autoReplyIn', { locale: choiceParam(LOCALES) }),

  /** Asks what a letter needs. */
  letter: control('boundaries.letter', {}),
  submitLetter: control('boundaries.letterNow', {}),

  /** Opens the letter's form again after a mistake, with what was typed and chosen. */
  letterAgain: control('boundaries.letterAgain', {
    language: choiceParam(LOCALES),
    appendix: choiceParam(ANSWERS),
    kept: optionalParam(countParam),
  }),
};
