import { LOCALES } from '../../../src/i18n/locales.ts';
import { control } from '../../../src/messages/control.ts';
import {
  choiceParam,
  countParam,
  optionalParam,
  snowflakeParam,
  textParam,
  uuidParam,
} from '../../../src/messages/params.ts';
import { versionControls } from '../content/controls.ts';

/** What was typed is kept as a draft; its id stands in what is shown of it. */
const draftParams = { draft: snowflakeParam };

const articleParams = { content: uuidParam };

/** The lists of what the guide has no answer for. */
export const GAP_VIEWS = ['questions', 'ratings'] as const;

export const articleControls = {
  /** The form of an article. `content` and `version` are what is changed; `slug` is the article of the guide that something new replaces. */
  write: control('admin.guide.write', {
    content: optionalParam(uuidParam),
    version: optionalParam(countParam),
    slug: optionalParam(textParam),
    locale: choiceParam(LOCALES),
  }),
  /** The form of a draft, sent again. */
  rewrite: control('admin.guide.rewrite', draftParams),
  /** Opens the form again with the draft's text. */
  draft: control('admin.guide.draft', draftParams),
  preview: control('admin.guide.preview', { ...draftParams, page: countParam }),
  /** `over` is the version that the person saw, and publishes over. */
  publish: control('admin.guide.publish', { ...draftParams, over: optionalParam(countParam) }),
  example: control('admin.guide.example', {}),

  remove: control('admin.guide.remove', articleParams),
  putBack: control('admin.guide.putBack', articleParams),
  keep: control('admin.guide.keep', articleParams),
  showItem: control('admin.guide.show', articleParams),
  showOfGuide: control('admin.guide.showGuide', { slug: textParam }),

  /** Takes over what the file in the message holds. */
  take: control('admin.guide.take', {}),
  leave: control('admin.guide.leave', {}),

  turnGaps: control('admin.guide.gaps', { view: choiceParam(GAP_VIEWS), page: countParam }),
  /** The first of these lists as an answer of its own. */
  openGaps: control('admin.guide.openGaps', {}),
  /** Drafts an article for what was asked. */
  fillGap: control('admin.guide.fill', {
    words: optionalParam(textParam),
    gap: optionalParam(uuidParam),
  }),
  settleGap: control('admin.guide.settleGap', { gap: uuidParam, page: countParam }),
};

export const articleVersionControls = versionControls('admin.guide');
