import {
  POLISH_BLUNT,
  POLISH_CONSEQUENCES,
  POLISH_DECLINING,
  POLISH_LIMITS,
  POLISH_PROMISES,
  POLISH_REQUESTS,
  POLISH_THANKING,
} from './pl/course.ts';
import {
  POLISH_AGREEMENT,
  POLISH_APOLOGIES,
  POLISH_HEDGES,
  POLISH_REASONS,
  POLISH_SOFTENING,
  POLISH_YIELDING,
} from './pl/manner.ts';
import { POLISH_ATTACKS, POLISH_THREATS } from './pl/sharp.ts';
import { POLISH_TIMES } from './pl/times.ts';
import { type WordRules, words } from './rules.ts';

/** Polish, in words without diacritics. */
export const POLISH: WordRules = {
  joining: /[.,;:!?…\n()]+|\s-\s|(?<![\p{L}])(?:i|oraz|a|ale|tylko ze|wiec|jesli|jezeli)(?![\p{L}])/gu,
  negation: words(
    'nie(?! (?:ma (?:sprawy|problemu|za co)|no|spiesz|przejmuj|martw|wczesniej))',
    'ani',
    'odpadaj?a?',
    'bez(?! (?:doplat|kosztow|zadnych|dodatkowych|umowy|oplat))',
    'nigdy',
  ),
  apology: POLISH_APOLOGIES,
  reason: POLISH_REASONS,
  threat: POLISH_THREATS,
  consequence: POLISH_CONSEQUENCES,
  forbidden: POLISH_BLUNT,
  yielding: POLISH_YIELDING,
  agreeing: POLISH_AGREEMENT,
  attack: POLISH_ATTACKS,
  hedge: POLISH_HEDGES,
  softening: POLISH_SOFTENING,
  limit: POLISH_LIMITS,
  request: POLISH_REQUESTS,
  promise: POLISH_PROMISES,
  time: POLISH_TIMES,
  declining: POLISH_DECLINING,
  thanking: POLISH_THANKING,
};
