import { LOCALES } from '../../src/i18n/locales.ts';
import { control } from '../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, snowflakeParam } from '../../src/messages/params.ts';
import { SHEET_PARTS } from '../../src/sheet/sheet.ts';

const partParams = { part: choiceParam(SHEET_PARTS) };

/** A letter's language, and in Polish the form of address; “pl” alone leaves that to the client's name. */
export const LETTER_KINDS = ['pl', 'pl-pan', 'pl-pani', 'pl-panstwo', 'en'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Whether a letter includes the contract's list. */
export const ANSWERS = ['no', 'yes'] as const;

export const sheetControls = {
  /** Shows the sheet for editing. */
  overview: control('boundaries.overview', {}),

  /** Opens a part's form: with the text to be corrected, else with the saved one. */
  part: control('boundaries.part', partParams),
  savePart: control('boundaries.save', partParams),
  /** Saves a part after a question about it. */
  confirmPart: control('boundaries.confirm', { ...partParams, draft: snowflakeParam }),

  /** An auto-reply for now. */
  autoReply: control('boundaries.autoReply', {}),
  autoReplyIn: control('boundaries.autoReplyIn', { locale: choiceParam(LOCALES) }),

  /** Asks for the letter's details. */
  letter: control('boundaries.letter', {}),
  submitLetter: control('boundaries.letterNow', {}),

  /** Reopens the letter's form after a mistake, with the entered values. */
  letterAgain: control('boundaries.letterAgain', {
    language: choiceParam(LETTER_KINDS),
    appendix: choiceParam(ANSWERS),
    kept: optionalParam(countParam),
  }),
};
