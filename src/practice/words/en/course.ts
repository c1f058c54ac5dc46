import { opening, words } from '../rules.ts';
import { DAYS, TOMORROW } from './times.ts';

const DO_NOT =
  "(?:do not|don't|dont|does not|doesn't|cannot|can not|can't|cant|could not|couldn't|won't|wont|will not|would not|wouldn't|am not|'m not|never|no longer)";
/** Verbs that set no limit although they are denied: “I don’t know”, “I can’t promise”. */
const NO_LIMIT =
  '(?:know|think|mind|want|understand|see why|blame|believe|remember|promise|worry|care|really|normally|usually|quite|need to|have to|be able|sure|mean|wish|like|suppose|feel|recall|hear|sure|trying|saying|angry|mad)';

/** How it stands. */
export const ENGLISH_LIMITS: readonly RegExp[] = [
  words(
    `(?:i|we) ${DO_NOT} (?!${NO_LIMIT}(?![\\p{L}]))(?:also |even |just |ever |be )?\\p{L}+(?: (?:on|at|after|before|for|in|to|part|scope|it|this|that) ?)?`,
    "i'm not (?!sure|quite|really|very|that|so|too|angry|mad|saying|trying|great|good|your)\\p{L}+",
    "(?:isn't|is not|aren't|are not|wasn't|was not|weren't|not) (?:possible|included|part of|in (?:the |our |my )?(?:brief|scope|contract|quote|offer|price|budget|agreement)|covered|available|something i|an option|up for|negotiable|doable|feasible|mine to|for me|for free|at night|on weekends|at weekends|while|today|this week|before|after hours|for sale|going to happen|the right)",
    '(?:outside|beyond|on top) (?:of )?(?:the |my |our |working |what |this )?(?:initial |original |agreed |current |project.?s? )?(?:scope|hours|agreement|contract|office|brief|quote|we|that)',
    'out of scope|beyond (?:the |our |what we )?(?:scope|agreement|agreed)|extra work',
    'more than (?:the contract|we agreed|agreed)|(?:on|to) the (?:next |final )?(?:invoice|bill)',
    `(?:i|we) (?:only )?work (?:from|until|till|between|on weekdays|weekdays|${DAYS})`,
    `my (?:working |office )?(?:hours|days) are|(?:working|office|business) hours|${DAYS} ?(?:to|-) ?${DAYS}`,
    "(?:i answer|i reply|i pick up|i am available|i'm available|i take calls|i keep) (?:\\p{L}+ ){0,3}(?:from|until|till|between|by email|on|during|when|private|to|for)",
    'as (?:we )?agreed|as per (?:our|the)|under our (?:agreement|contract)',
    'our (?:agreement|contract|quote) (?:covers|includes|says)',
    'the (?:price|quote|fee|offer) (?:covers|includes|is valid|stands)|in the (?:contract|quote|offer|brief)',
    'included (?:in|are)|my quote is valid',
    "i'm off|i am off|i'm away|i am away|not around|(?:is|'s) covering for me|i have finished (?:work|for)",
    "i've finished (?:work|for)|my day off|on holiday|on leave|time off|out of (?:the )?office|closed (?:on|over|for)",
    'hard stop|another (?:meeting|call|appointment)|(?:fully )?booked (?:out|up|until|till|for|solid)',
    'no (?:room|slots?|capacity|space)|back on|only (?:have|got) (?:\\p{L}+ ){1,3}left',
    '(?:five|ten|fifteen|\\d{1,2}) (?:minutes|mins) left',
    'my (?:[\\p{L}-]+ ){0,2}(?:rate|price|fee)s? (?:is|are|stays?|remains?)|the (?:rate|price|fee) (?:is|stays|remains)',
    'rates? (?:stays?|remains?)|at the normal (?:price|rate)|i (?:do )?charge|paid (?:one|job|work|trial|day|version)',
    'deposit',
    '(?:separate|extra|additional|new|rush) (?:quote|fee|charge|invoice|project|job|order|request|rate|cost)',
    '(?:charge|quote|invoice|bill) (?:it |that |this |for |you )?(?:separately|extra|for|first)|costs? (?:extra|more)',
    'at (?:my|an) hourly rate|as an extra|(?:is|are|get|be) (?:charged|billed|invoiced|chargeable)|billed at|separately',
    'estimate is|i charge',
    "i(?:'ll)? have to (?:pass|decline|turn|stop|go|leave|finish)|i must (?:decline|go)|i am unable|i'm unable|no can do",
    "it's a no|i'm (?:going to )?pass|going to pass|i(?:'ll| will) pass|i'm (?:ending|hanging up|leaving|stopping)",
    "let's stop here|i'm going to drop off|i(?:'ve| have) (?:paused|stopped|put)|work (?:is paused|stops|is on hold)|on hold",
    '(?:once|after|when|until|as soon as|before i (?:send|start|begin|hand|do|release)) (?:\\p{L}+ ){0,2}(?:invoice|payment|deposit|bill|money|transfer|contract|files|quote)',
    'before i \\p{L}+|payment first|deposit first|(?:half|50 ?%) up ?front|overdue|was due|payment terms',
    'due (?:on|since|date)|signed (?:contract|agreement|quote)|late payment',
    '(?:only|just) (?:by|via|through|on|in) (?:e-?mail|phone|writing)|by e-?mail only',
    'keep (?:it|this|work|everything) (?:to|in|on) (?:e-?mail|the|writing)',
    '(?:work|business|project) (?:things?|stuff|messages?|matters) (?:go|belong|by|via|to|in)',
    '(?:my )?(?:private|personal) (?:account|number|profile|phone|insta\\p{L}*|life)|is private',
    '(?:insta|instagram|account|this one|profile|number) (?:is )?(?:private|personal|for (?:family|friends))',
    'keep (?:my |this )?(?:\\p{L}+ )?(?:private|for (?:family|friends))',
    'that(?:.s| is|.d be| was| would be) (?:already )?(?:the |a )?(?:third|fourth|another|new|an extra) (?:round|revision|request|page|job|feature)',
    '(?:one|two|three) (?:rounds?|revisions?) (?:were|was|are|is)|round is the last|last one included',
    'weekends? (?:are|is) (?:off|free|mine)',
    'lower your voice|without shouting|stop (?:shouting|yelling)|speak (?:calmly|to me)',
    '(?:not|don.t speak to me|won.t be (?:spoken|talked) to) (?:like|in|while) (?:this|that|that tone|being)',
    'talk(?:ing)? to me (?:like|in)|being (?:shouted|yelled) at|spoken to like',
    `(?:not|never|no) (?:on |at |in |over )?(?:the )?(?:weekends?|sundays?|saturdays?|evenings?|nights?|holidays|this arvo|today|tonight|${TOMORROW})`,
    `${TOMORROW}(?: \\p{L}+| \\d{1,2}(?:am|pm)?)? (?:isn.t|is not|won.t|doesn.t|is out)`,
    '(?:my|company|studio) (?:policy|rule)|as a rule|i stick to|at capacity|i only (?!just|want)\\p{L}+',
    "(?:isn't|not) my (?:field|thing|area|speciality|specialty|line)|leave (?:that|this) one",
    "shouting (?:won't|doesn't|isn't|will not)|isn't (?:about|a question of) (?:the )?money",
    "(?:a|the|my) (?:present|gift|favour) is|make it a job|it(?:'s| is) a (?:paid )?job|quick things go|comes off the",
  ),
  opening(
    'no (?:more )?(?:calls?|discounts?|meetings?|voice notes|work|changes|revisions|rush jobs|exceptions)',
    '(?:budget|contract|money|payment|deposit|quote|invoice|brief|scope) first',
  ),
  opening(
    `(?:(?:sorry|so|and|but|hey|hi|yeah|look|honestly),? ){0,2}${DO_NOT} (?:make|do|work|jump|come|take|talk|go|get|answer|manage|start|meet|give|call)`,
  ),
  /(?<![\p{L}\d.,])(?:[£€$] ?\d[\d,.]{0,9}|(?:aud|usd|eur|gbp|cad|nzd) ?\d[\d,.]{0,9}|\d{1,6}(?:[.,]\d{1,3})? ?(?:k|euros?|eur|pounds|quid|dollars|bucks|usd|gbp|aud|cad|%|\/ ?h(?:r|our)?)(?![\p{L}])|\+ ?\d{1,3} ?%)|new work/gu,
  /(?<![\p{L}\d.,])(?:for|at|costs?|comes to|be|is) \d{2,5}(?! ?(?:am|pm|[:%]|min|hour|hr|day|week|page|word|year|month|people|round|of))(?![\p{L}\d:])|(?<![\p{L}\d.,])\d{2,5} (?:extra|up ?front|more|on top|half)(?![\p{L}])/gu,
];

const VERB =
  '(?:send|resend|write|text|e-?mail|mail|ping|call|ring|give|tell|book|type|put|sign|confirm|pay|transfer|share|check|choose|pick|try|collect|reply|answer|forward|drop|come|ask|talk to|speak to|use|keep|message|settle|decide|approve|list|note|schedule|leave|get back|return|hold|stick|contact|add|provide|read|have a think|go ahead and|say|share|tag|upload|cc|cut|compare|order|look at|think about|dm)';
/** What the client is asked for. */
export const ENGLISH_REQUESTS: readonly RegExp[] = [
  words(
    "(?<!yes )(?:please|pls|plz|kindly)(?! don't be| do not be| forgive)",
    '(?:could|can|would|will) (?:you|we)|(?:could|may|shall|should) i(?! also| perhaps)|want me to|shall we|should we',
    'do you want|would you like',
    "let's \\p{L}+(?: \\p{L}+)?|let us",
    '(?:one|a single) (?:person|contact)(?: person)?|i (?:suggest|propose|recommend|ask)|my suggestion|my proposal|your call',
    "i (?:require|ask for|expect)|i(?:'d| would)? need(?! to)|i (?:will|'ll) need|i would like(?! to)|i'd like(?! to)",
    "i'd ask|we need",
    'send me|write (?:to me|it down|me|down)|email me|drop me|give me|tell me|let me know|lmk|choose|pick one|say which',
    'does (?:that|it|this) (?:work|suit|fit)|(?:that|this|it) work(?:s)? for you|how about|what about',
    'which (?:one|page|do you)|are you happy|ok\\?|okay\\?|deal\\?|agreed\\?|sound good\\?',
    'by e-?mail(?: only)?|in (?:writing|one (?:email|doc|document|file|go|mail))',
    'if you (?:send|book|hire|order|reply|sign|find|like|want|need|can send|confirm|approve|pay|tell|let)',
  ),
  opening('need (?:your|the|a|an|it|this)(?! bit| little| moment)'),
  opening(`(?:(?:and|or|so|then|just|also|yes|no|ok) ){0,2}(?:either )?${VERB}(?= (?!for once)[\\p{L}\\d])`),
  new RegExp(
    `(?<=(?:,| or| so| then| -) )${VERB} (?:me|it|us|that|this|the|them|your|a|my|in|to|by|over|back|up|here)(?![\\p{L}])`,
    'gu',
  ),
];

/** What the member offers or will do. */
export const ENGLISH_PROMISES: readonly RegExp[] = [
  words(
    "(?:i'll|i will|i'm going to|i am going to|i'm gonna|gonna|i shall|we'll|we will) (?:then |just |gladly |happily |only |be able to |be happy to )?(?!try|see|be |regret|never|think of|wait|have to)\\p{L}+",
    "you'll (?:have|get|hear|receive|find)|you will (?:have|get|hear|receive|find)|you'd (?:have|get)|it'll be|it will be",
    "(?:will|'ll) be (?:done|ready|there|with you|live|up)",
    'i can (?:gladly |also |happily |only |certainly |do \\p{L}+ )?(?!see|understand|tell|hear|imagine|promise)\\p{L}+',
    "we can \\p{L}+|we could \\p{L}+|we'd (?:have to|need to) \\p{L}+|can have (?:it|that|this)",
    'can (?:send|do|deliver|start|offer|quote|get)',
    'happy to (?!hear|help|see)\\p{L}+|glad to \\p{L}+|i could (?!not|try|have|be)\\p{L}+',
    'i would (?:do|start|send|write|suggest|charge)|i.d (?:write|take|do|quote|start|send|charge|suggest|be able)',
    'you (?:could|can) (?:also |either |still )?(?!see|have|imagine|count|always|call me|all)\\p{L}+',
    '(?:or|either) [£€$] ?\\d[\\d,.]{0,8}',
    "let me (?:check|have|look|get|think|see|come)|i(?:'m| am) (?:attaching|sending|yours|reserving|at my desk)",
    "i(?:'ve| have) attached",
    'i (?:do )?(?:answer|reply|recommend|attach|read|respond|check|put|handle|process|start|begin|deliver|invoice|bill|carry on|resume)',
    'sending (?:it|you)|(?:will|shall) (?:resume|start|continue|revert|send|reply|get back)|what i can do',
    'try (?:\\p{L}+ ){1,3}(?:at|from|instead)|get back to you|come back to you',
    'coming your way|on its way|sticking to|will (?:incur|cost|come to|be (?:billed|charged|invoiced))',
    'the rest (?:comes|on|by|can|will|next)|earliest (?:is|i can)|(?:next|second) (?:option|one) is',
  ),
];

/** An “or else” about the work. */
export const ENGLISH_CONSEQUENCES: readonly RegExp[] = [
  words(
    "if you [^.!?\\n]{3,60} again,? (?:i'll|i will|i)",
    "(?:if|unless|until|without|as long as|while) (?:[^.!?\\n]|\\.(?=\\d)){3,80}? (?:i'll|i will|i'd|i would|i have to|i|i'm|we|the \\p{L}{3,12}) (?:have to |will |not |won't |don't )?(?:start|starting|work|working|continue|continuing|stop|pause|charge|add|move|moves|halt|put|suspend|postpone|take it as|consider|treat|archive|hang|hanging|leave|send the final|close|assume|invoice|book|give)",
    '(?:otherwise|or else) (?:[^.!?\\n]|\\.(?=\\d)){3,60}',
  ),
];

/** A blunt no. */
export const ENGLISH_BLUNT: readonly RegExp[] = [
  /(?<=(?:^|[.!?,])\s{0,2})no(?=\s{0,2}(?:[.,!]|$|- ))/gu,
  words(
    'no way',
    '(?:absolutely|definitely|certainly|simply|of course|just) not',
    'the answer is no',
    'hard no',
    'nope|nah',
    'not a chance|no chance',
    'i refuse',
    "i (?:just )?won't (?:be )?(?:do|doing) (?:it|that|this)",
  ),
];

export const ENGLISH_DECLINING: readonly RegExp[] = [
  words(
    "(?:isn't|not) my (?:field|area|line)|not (?:going|getting) into|count me out",
    "(?:to |i'll |i will |gonna )?(?:pass|decline)(?: on)?",
    "(?:won't|will not|can't|cannot|not going to|not able to) (?:be )?(?:take|taking|accept|accepting|do|doing|join|joining)",
    "(?:isn't|not|is not) (?:the right|a good|my kind of|quite right|for me|a fit)|it's a no|have to (?:say no|turn)",
    'not taking on',
  ),
];
export const ENGLISH_THANKING: readonly RegExp[] = [
  words(
    'thank(?:s| you)|cheers|(?:i |really ){0,2}appreciate|grateful|(?:that.s |how |very )(?:kind|generous)(?: of you)?',
    'thinking of me|flattered|honoured|honored|good luck|hope you find|wish you',
  ),
];
