import { control } from '../../src/messages/control.ts';
import { choiceParam, countParam, uuidParam } from '../../src/messages/params.ts';
import { SHARE_SOURCES } from '../../src/shares/list.ts';

export const shareControls = {
  /** Under everything shared: takes that very message back. It needs no parameters, as the press says which message it is. */
  takeBack: control('share.takeBack', {}),
  /** Lists what the person shares, and where. */
  list: control('share.list', {}),
  /** Another page of that list, in its place. */
  page: control('share.page', { page: countParam }),
  /** Takes back one thing of that list. */
  takeBackOne: control('share.takeBackOne', { source: choiceParam(SHARE_SOURCES), id: uuidParam, page: countParam }),
};
