import { LOCALES } from '../../../src/i18n/locales.ts';
import { control } from '../../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, snowflakeParam, uuidParam } from '../../../src/messages/params.ts';
import { contentControls } from '../content/controls.ts';

export const communityTemplateControls = {
  ...contentControls('admin.template'),

  /**
   * The form. `content` and `version` identify the template to change (none for a new one); `draft` is the draft it was opened
   * from.
   */
  write: control('admin.template.write', {
    content: optionalParam(uuidParam),
    version: optionalParam(countParam),
    locale: choiceParam(LOCALES),
    draft: optionalParam(snowflakeParam),
  }),
  export: control('admin.template.export', {}),
};
