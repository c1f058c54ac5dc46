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

/** What was filled in is kept as a draft; its id stands in what is shown of it. */
const draftParams = { draft: snowflakeParam };

/** Where a page leads: on through the form, or (when it is corrected later) straight back to the finished message. */
const AFTER = ['next', 'preview'] as const;
export type After = (typeof AFTER)[number];
const pageParams = { ...draftParams, page: countParam, after: choiceParam(AFTER) };

/** The topics of the catalogue, and the lists beside it. */
export const LIST_VIEWS = [...TOPIC_NAMES, 'own', 'community'] as const;

export const templateControls = {
  /** Opens a template's form: from an article, from a list. `id` is a reference. */
  open: control('template.open', { id: textParam }),
  /** Opens a template's form about an entry of the person's own: from a logged violation. */
  openFor: control('template.openFor', { id: textParam, entry: uuidParam }),

  /** The first page of a form, of which there is no draft yet. */
  fill: control('template.fill', {
    id: textParam,
    tone: choiceParam(TONES),
    locale: choiceParam(LOCALES),
  }),
  page: control('template.page', pageParams),
  submitPage: control('template.values', pageParams),

  /** The finished message, and what can be done with it. */
  show: control('template.show', draftParams),
  tone: control('template.tone', draftParams),
  language: control('template.language', draftParams),
  keep: control('template.keep', draftParams),
  share: control('template.share', draftParams),
  shareNow: control('template.shareNow', draftParams),
  adapt: control('template.adapt', draftParams),
  adaptForm: control('template.adaptForm', draftParams),
  adaptNow: control('template.adaptNow', draftParams),
  original: control('template.original', draftParams),

  /** `id` of the own template that is changed; none for a new one. */
  save: control('template.save', {
    id: optionalParam(snowflakeParam),
    locale: choiceParam(LOCALES),
  }),
  /** Opens its form again with what was typed. */
  saveAgain: control('template.saveAgain', draftParams),
  delete: control('template.delete', { id: snowflakeParam }),
  keepOwn: control('template.keepOwn', {}),

  view: control('template.view', {}),
  listPage: control('template.listPage', { view: choiceParam(LIST_VIEWS), page: countParam }),
};
