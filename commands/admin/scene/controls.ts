import { LOCALES } from '../../../src/i18n/locales.ts';
import { control } from '../../../src/messages/control.ts';
import { choiceParam, textParam, uuidParam } from '../../../src/messages/params.ts';
import { contentControls, draftParams } from '../content/controls.ts';

const partParams = { ...draftParams, part: textParam };

export const sceneControls = {
  ...contentControls('admin.scene'),

  /** The form of a new scene's title, client and opening. */
  begin: control('admin.scene.begin', { locale: choiceParam(LOCALES) }),
  /** Shows in place what there is of a draft. */
  page: control('admin.scene.page', draftParams),
  /** Opens the form of a draft's title, client and opening, and submits it. */
  head: control('admin.scene.head', draftParams),
  headSaid: control('admin.scene.headSaid', draftParams),
  /** Opens the form of the chosen part, or of one that is named, and submits it. */
  pick: control('admin.scene.pick', draftParams),
  part: control('admin.scene.part', partParams),
  partSaid: control('admin.scene.partSaid', partParams),
  /** Sets the kinds of violation, and where the conversation takes place. */
  kinds: control('admin.scene.kinds', draftParams),
  register: control('admin.scene.register', draftParams),
  /** Shows a scene of the community, or one of the bot's own, again. */
  showItem: control('admin.scene.show', { content: uuidParam }),
  showOwn: control('admin.scene.showOwn', { slug: textParam }),
  /** Sends the draft as a file. */
  file: control('admin.scene.file', draftParams),
  /** Sends a scene as a file in each language, as a starting point. */
  example: control('admin.scene.example', {}),
};
