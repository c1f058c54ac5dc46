import { control } from '../../../src/messages/control.ts';
import { choiceParam, countParam, optionalParam, textParam } from '../../../src/messages/params.ts';
import { changeParam } from './change.ts';
import { LIST_FIELDS } from './lists.ts';
import { PAGES, SUGGESTED, WAYS } from './pages.ts';

const wayParam = choiceParam(WAYS);

const pageParam = choiceParam(PAGES);

const channelParam = choiceParam(['checkinChannelId', 'moderatorChannelId']);

/** What every control of a setting carries: where it stands, and a mark of what was shown when it was made. */
const settingParams = { way: wayParam, seen: textParam };

export const settingControls = {
  openPage: control('settings.page', { page: pageParam, way: wayParam }),
  choose: control('settings.choose', { ...settingParams, field: choiceParam(LIST_FIELDS) }),
  pickChannel: control('setup.channel', { ...settingParams, field: channelParam }),
  /** The channel in which the moderator stands: one press where the list takes two. */
  pickHere: control('setup.here', { ...settingParams, field: channelParam }),
  pickRole: control('setup.role', settingParams),
  /** Stores what names suggest, and goes on: the one press that a step takes whose suggestions are right. */
  takeSuggestion: control('setup.take', {
    page: choiceParam(SUGGESTED),
    seen: textParam,
    change: changeParam,
  }),
  /** What a moderator wanted before somebody was faster, and still wants. */
  apply: control('settings.apply', { ...settingParams, page: pageParam, change: changeParam }),

  /** After a mistake, what was typed stands in the message, and `kept` says which of it. */
  openTime: control('setup.time', { way: wayParam, kept: optionalParam(countParam) }),
  submitTime: control('setup.time-form', settingParams),

  openWords: control('settings.words', { way: wayParam }),
  submitWords: control('settings.words-form', settingParams),
  /** Saves the words that stand in the message's own block: too many for a custom id. */
  takeWords: control('settings.take-words', settingParams),
};
