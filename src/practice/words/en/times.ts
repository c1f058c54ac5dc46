import { words } from '../rules.ts';

const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
/** Days as they are cut short; some are other words too, and so count only behind a preposition or before a time. */
const DAYS = `(?:${DAY}s?|mon|tues?|weds?|thurs?|thu|fri|sat|sun)`;
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const NUMBER = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const PART = '(?:morning|noon|lunch(?:time)?|midday|afternoon|arvo|evening|midnight)';
const HOUR = `(?:(?:about |around )?\\d{1,2}(?:[:.]\\d{2})?(?: ?[ap]m)?(?! ?(?:[%£€$]|euros?|pounds|dollars|hours|days|pages?|rounds?))|(?:half past )?${NUMBER}(?: o'clock| thirty|(?= in the ${PART}| and| or| on| tomorrow| today|$|[.,;!?]))|noon|midday|lunch(?:time)?|the end of (?:the |this |next )?(?:day|week|month|${MONTH})|close of business|cob|eod|end of play)`;
const UNIT = '(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)';
const TOMORROW = '(?:tomorrow|tmrw|tmr|tmrrw|tomoz|2moro|tomorow|tommorow)';

/** English times at which something will be. “Tonight” and “now” are none: they are what a client who presses wants. */
export const ENGLISH_TIMES: readonly RegExp[] = [
  words(
    `(?:by |from |until |till |on |first thing )?${TOMORROW}(?: ${PART})?(?: (?:at|by|before|after|around) ${HOUR})?`,
    'the day after',
    `(?:on|by|until|till|from|before|after|next|this|every|come|early|late) (?:\\p{L}{1,8} )?${DAYS}(?: (?:${PART}|at ${HOUR}|by ${HOUR}))?`,
    `${DAY}(?! (?:is|isn't|was) (?:not|no|my|a|impossible))(?: (?:${PART}|at ${HOUR}|by ${HOUR}|\\d{1,2}(?:[:.]\\d{2})?(?: ?[ap]m)?))?`,
    `${DAYS} (?:${PART}|at ${HOUR}|by ${HOUR}|\\d{1,2}(?:[:.]\\d{2})?(?: ?[ap]m)?)`,
    `(?:by|at|until|till|from|before|after|around|between) ${HOUR}`,
    `\\d{1,2}(?:[:.]\\d{2})? ?[ap]m|\\d{1,2}:\\d{2}`,
    `(?:in|within|after) (?:\\d{1,3}|an?|one|two|three|four|five|a few|half an|a couple of|the next few) ?(?:working |business )?(?:${UNIT}|h)`,
    `(?:within|in) (?:the|a) (?:hour|day|week)|(?:24|48) ?h(?:ours|rs)?|the same day|next business day`,
    '(?:early |later |end of |the end of )?next (?:week|month|year)|later (?:this|that) (?:week|month)|(?:the )?week after',
    'this week',
    `after (?:the weekend|the holidays?|my holiday|christmas|easter|new year)|before (?:lunch|noon|christmas|the weekend)`,
    `(?:on |by |from |until |till |before |after )?(?:the )?\\d{1,2}(?:st|nd|rd|th)(?: (?:of )?${MONTH})?`,
    `(?:by |from |until |till )?\\d{1,2} ${MONTH}|(?:in|until|till|from|by|before|after|early|mid|late) ${MONTH}`,
    `${MONTH} \\d{1,2}`,
    'first thing (?:in the morning|on)|in the morning|later today|this (?:afternoon|morning)',
    'by (?:tonight|this evening|end of (?:the )?day)',
    '(?:by )?(?:eod|cob|end of play|close of business)',
    'as soon as (?:the |your |it |i )?(?:\\p{L}{1,14} ){0,2}(?:arrives|is|are|comes|lands|have|clears?)',
    'once (?:the |your |it |i )?(?:\\p{L}{1,14} ){0,2}(?:arrives|is|are|comes|lands|clears)',
  ),
];

export { DAYS, NUMBER, TOMORROW };
