import { LOCALES } from '../../../src/i18n/locales.ts';
import { control } from '../../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, snowflakeParam, uuidParam } from '../../../src/messages/params.ts';
import { versionControls } from '../content/controls.ts';

const draftParams = { draft: snowflakeParam };

const templateParams = { content: uuidParam };

export const communityTemplateControls = {
  /** The form of a template. `content` and `version` are what is changed (none for something new); `draft` is what the form was opened from. */
  write: control('admin.template.write', {
    content: optionalParam(uuidParam),
    version: optionalParam(countParam),
    locale: choiceParam(LOCALES),
    draft: optionalParam(snowflakeParam),
  }),
  /** Opens the form again with the draft's text. */
  draft: control('admin.template.draft', draftParams),
  /** `over` is the version that the person saw, and publishes over. */
  publish: control('admin.template.publish', { ...draftParams, over: optionalParam(countParam) }),

  remove: control('admin.template.remove', templateParams),
  putBack: control('admin.template.putBack', templateParams),
  keep: control('admin.template.keep', templateParams),
  export: control('admin.template.export', {}),
};

export const templateVersionControls = versionControls('admin.template');
