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

export const openPageControl = control('settings.page', { page: pageParam, way: wayParam });
export const chooseControl = control('settings.choose', { ...settingParams, field: choiceParam(LIST_FIELDS) });
export const pickChannelControl = control('setup.channel', { ...settingParams, field: channelParam });
/** The channel in which the moderator stands: one press where the list takes two. */
export const pickHereControl = control('setup.here', { ...settingParams, field: channelParam });
export const pickRoleControl = control('setup.role', settingParams);
/** Stores what names suggest, and goes on: the one press that a step takes whose suggestions are right. */
export const takeSuggestionControl = control('setup.take', {
  page: choiceParam(SUGGESTED),
  seen: textParam,
  change: changeParam,
});
/** What a moderator wanted before somebody was faster, and still wants. */
export const applyControl = control('settings.apply', { ...settingParams, page: pageParam, change: changeParam });

/** After a mistake, what was typed stands in the message, and `kept` says which of it. */
export const openTimeControl = control('setup.time', { way: wayParam, kept: optionalParam(countParam) });
export const submitTimeControl = control('setup.time-form', settingParams);

export const openWordsControl = control('settings.words', { way: wayParam });
export const submitWordsControl = control('settings.words-form', settingParams);
/** Saves the words that stand in the message's own block: too many for a custom id. */
export const takeWordsControl = control('settings.take-words', settingParams);
