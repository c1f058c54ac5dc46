import {
  ENGLISH_BLUNT,
  ENGLISH_CONSEQUENCES,
  ENGLISH_DECLINING,
  ENGLISH_LIMITS,
  ENGLISH_PROMISES,
  ENGLISH_REQUESTS,
  ENGLISH_THANKING,
} from './en/course.ts';
import {
  ENGLISH_AGREEMENT,
  ENGLISH_APOLOGIES,
  ENGLISH_HEDGES,
  ENGLISH_REASONS,
  ENGLISH_SOFTENING,
  ENGLISH_YIELDING,
} from './en/manner.ts';
import { ENGLISH_ATTACKS, ENGLISH_THREATS } from './en/sharp.ts';
import { ENGLISH_TIMES } from './en/times.ts';
import { type WordRules, words } from './rules.ts';

/** English. */
export const ENGLISH: WordRules = {
  joining: /[.,;:!?…\n()]+|\s-\s|(?<![\p{L}])(?:and|but|so|plus|also|if|unless)(?![\p{L}])/gu,
  negation: words(
    'not(?! only)',
    'no(?! (?:problem|worries|stress|rush|probs|pressure|doubt|matter|extra|charge|cost))',
    'never',
    'without(?! (?:extra|any|charge|a contract))',
    "\\p{L}+n't",
    'dont|cant|wont',
    'cannot',
    'unable',
  ),
  apology: ENGLISH_APOLOGIES,
  reason: ENGLISH_REASONS,
  threat: ENGLISH_THREATS,
  consequence: ENGLISH_CONSEQUENCES,
  forbidden: ENGLISH_BLUNT,
  yielding: ENGLISH_YIELDING,
  agreeing: ENGLISH_AGREEMENT,
  attack: ENGLISH_ATTACKS,
  hedge: ENGLISH_HEDGES,
  softening: ENGLISH_SOFTENING,
  limit: ENGLISH_LIMITS,
  request: ENGLISH_REQUESTS,
  promise: ENGLISH_PROMISES,
  time: ENGLISH_TIMES,
  declining: ENGLISH_DECLINING,
  thanking: ENGLISH_THANKING,
};
