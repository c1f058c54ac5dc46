import { LOCALES } from '../../../src/i18n/locales.ts';
import { control } from '../../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, textParam, uuidParam } from '../../../src/messages/params.ts';
import { contentControls, draftParams } from '../content/controls.ts';

/** The lists of gaps in the guide. */
export const GAP_VIEWS = ['questions', 'ratings'] as const;

export const articleControls = {
  ...contentControls('admin.guide'),

  /**
   * The form. `content` and `version` identify the article to change; `slug` is the article of the guide that a new one
   * replaces.
   */
  write: control('admin.guide.write', {
    content: optionalParam(uuidParam),
    version: optionalParam(countParam),
    slug: optionalParam(textParam),
    locale: choiceParam(LOCALES),
  }),
  /** The form of a draft, submitted again. */
  rewrite: control('admin.guide.rewrite', draftParams),
  /** Turns the preview's pages. */
  preview: control('admin.guide.preview', { ...draftParams, page: countParam }),
  /** Sends an article as a file in each language, as a starting point. */
  example: control('admin.guide.example', {}),

  /** Shows an article of the community again. */
  showItem: control('admin.guide.show', { content: uuidParam }),
  /** Shows an article of the guide again. */
  showOfGuide: control('admin.guide.showGuide', { slug: textParam }),

  /** Imports the file in the message. */
  take: control('admin.guide.take', {}),
  leave: control('admin.guide.leave', {}),

  turnGaps: control('admin.guide.gaps', { view: choiceParam(GAP_VIEWS), page: countParam }),
  /** The first of these lists as a new answer. */
  openGaps: control('admin.guide.openGaps', {}),
  /** Opens the form for a new article about a question. */
  fillGap: control('admin.guide.fill', { words: optionalParam(textParam), gap: optionalParam(uuidParam) }),
  settleGap: control('admin.guide.settleGap', { gap: uuidParam, page: countParam }),
};
