import { LOCALES } from '../../src/i18n/locales.ts';
import { control } from '../../src/messages/control.ts';
import {
  choiceParam,
  countParam,
  optionalParam,
  snowflakeParam,
  textParam,
  uuidParam,
} from '../../src/messages/params.ts';
import { TONES } from '../../src/templates/types.ts';
import { TOPIC_NAMES } from '../../src/templates/usable.ts';

/** A filled-in form is stored as a draft; its id is in the controls of its messages. */
const draftParams = { draft: snowflakeParam };

/** Steps after a page: the next page of the form, or (if it is corrected later) the finished message. */
const AFTER = ['next', 'preview'] as const;
export type After = (typeof AFTER)[number];
const pageParams = { ...draftParams, page: countParam, after: choiceParam(AFTER) };

/** The topics of the catalogue, and the other lists. */
export const LIST_VIEWS = [...TOPIC_NAMES, 'own', 'community'] as const;

export const templateControls = {
  /** Opens a template's form from an article or a list. `id` is a reference. */
  open: control('template.open', { id: textParam }),
  /** Opens the form of the template chosen in a list; its values are references. */
  pick: control('template.pick', {}),
  /** Opens a template's form about one of the person's entries, from a logged violation. */
  openFor: control('template.openFor', { id: textParam, entry: uuidParam }),

  /** The first page of a form that has no draft yet. */
  fill: control('template.fill', {
    id: textParam,
    tone: choiceParam(TONES),
    locale: choiceParam(LOCALES),
  }),
  page: control('template.page', pageParams),
  submitPage: control('template.values', pageParams),

  /** Lets go of an unfinished draft, and opens an empty form. */
  restart: control('template.restart', { ...draftParams, id: textParam, tone: optionalParam(choiceParam(TONES)) }),

  /** The finished message, and its controls. */
  show: control('template.show', draftParams),
  tone: control('template.tone', draftParams),
  /** How the client is addressed. */
  address: control('template.address', draftParams),
  language: control('template.language', draftParams),
  /** Keeps what was typed in the boundary sheet. */
  toSheet: control('template.toSheet', draftParams),
  keep: control('template.keep', draftParams),
  share: control('template.share', draftParams),
  shareNow: control('template.shareNow', draftParams),
  shareNot: control('template.shareNot', {}),
  adapt: control('template.adapt', draftParams),
  adaptForm: control('template.adaptForm', draftParams),
  adaptNow: control('template.adaptNow', draftParams),
  /** Reopens its form with the client's message after it did not work. */
  adaptAgain: control('template.adaptAgain', { ...draftParams, kept: optionalParam(countParam) }),
  original: control('template.original', draftParams),

  /** `id` of the person's own template to change; none for a new one. */
  save: control('template.save', {
    id: optionalParam(snowflakeParam),
    locale: choiceParam(LOCALES),
  }),
  /** Reopens its form with the typed text. */
  saveAgain: control('template.saveAgain', draftParams),
  edit: control('template.edit', { id: snowflakeParam }),
  askDelete: control('template.askDelete', { id: snowflakeParam }),
  delete: control('template.delete', { id: snowflakeParam }),
  keepOwn: control('template.keepOwn', {}),

  /** The items ticked in a checklist; its values are their places. */
  tick: control('template.tick', { id: textParam, locale: choiceParam(LOCALES) }),
  /** Sends a checklist as a file. `ticks` has a bit for each ticked item. */
  checklistFile: control('template.checklistFile', { id: textParam, locale: choiceParam(LOCALES), ticks: countParam }),

  view: control('template.view', {}),
  listPage: control('template.listPage', { view: choiceParam(LIST_VIEWS), page: countParam }),
};
