import { control } from '../../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, textParam } from '../../../src/messages/params.ts';
import { changeParam } from './change.ts';
import { LIST_FIELDS } from './lists.ts';
import { PAGES, SUGGESTED, WAYS } from './pages.ts';

const wayParam = choiceParam(WAYS);

const pageParam = choiceParam(PAGES);

const channelParam = choiceParam(['checkinChannelId', 'moderatorChannelId']);

/** Parameters of every control of a setting: its place, and a mark of the values shown with it. */
const settingParams = { way: wayParam, seen: textParam };

export const settingControls = {
  openPage: control('settings.page', { page: pageParam, way: wayParam }),
  choose: control('settings.choose', { ...settingParams, field: choiceParam(LIST_FIELDS) }),
  pickChannel: control('setup.channel', { ...settingParams, field: channelParam }),
  /** Chooses the moderator's current channel: one press instead of two in the list. */
  pickHere: control('setup.here', { ...settingParams, field: channelParam }),
  pickRole: control('setup.role', settingParams),
  /** Stores the suggested values and continues: the only press in a step with correct suggestions. */
  takeSuggestion: control('setup.take', {
    page: choiceParam(SUGGESTED),
    seen: textParam,
    change: changeParam,
  }),
  /** Applies a moderator's change despite a conflicting one. */
  apply: control('settings.apply', { ...settingParams, page: pageParam, change: changeParam }),

  /** After a mistake, the message contains the typed text, and `kept` says which parts. */
  openTime: control('setup.time', { way: wayParam, kept: optionalParam(countParam) }),
  submitTime: control('setup.time-form', settingParams),

  openWords: control('settings.words', { way: wayParam }),
  submitWords: control('settings.words-form', settingParams),
  /** Saves the words in a block of the message: too many for a custom id. */
  takeWords: control('settings.take-words', settingParams),
};
