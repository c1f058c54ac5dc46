import { opening, words } from '../rules.ts';
import { TOMORROW } from './times.ts';

export const ENGLISH_APOLOGIES: readonly RegExp[] = [
  words(
    "(?<!not |don't be |n't be |nothing to be )sorr?y(?! for (?:the trouble|your loss))",
    '(?<!say )(?:soz|sry)',
    "(?<!not |n't |need to |have to |never )apologi[sz]e",
    '(?<!no |owes? me an )apolog(?:y|ies)',
    'forgive me',
    'my (?:bad|apologies|fault)',
    'pardon me',
    'i (?:really |just )?feel (?:so |really |very )?(?:bad|terrible|awful|guilty|rotten)',
    'i hate (?:to|that i|having to)',
    "(?:please )?(?:do not|don't) (?:be|get) (?:angry|cross|mad|upset|annoyed)(?: please| with me)?",
    "hope (?:that )?(?:you're|you are|you're) not (?:\\p{L}{1,10} )?(?:angry|cross|mad|upset|offended|annoyed)",
    "hope (?:that )?you (?:don't mind|won't be (?:offended|angry|cross|mad))",
    "(?:i )?(?:really )?didn't mean to",
  ),
];

/** Circumstances that are offered as a reason. */
export const ENGLISH_REASONS: readonly RegExp[] = [
  words(
    'because|coz|cuz',
    'since (?!monday|tuesday|wednesday|thursday|friday|last|then|we started|the \\d|it.s you)',
    "it's just (?:that )?",
    'due to',
    'the thing is',
    'on top of (?:that|it all)',
    'besides',
    'as i (?:have|am|was)',
    'you see',
  ),
  words(
    '(?:the |my )?(?:kids?|child(?:ren)?|daughters?|sons?|baby|toddler)',
    "my (?:wife|husband|partner|girlfriend|boyfriend|mum|mother|mom|dad|father|in-laws|parents|gran\\p{L}*|sister|brother)(?:'s)?",
    'family (?:thing|stuff|time|matters?|emergency|lunch|dinner)',
    'doctor\\p{L}*|dentist|hospital|appointment at|funeral',
    "(?:i'm|i am|i was|is|was|feeling|been|and) (?:really |so |a bit |quite |just )?(?:ill|sick|tired|exhausted|poorly|unwell|swamped|drowning|snowed under|shattered|knackered|rushed off my feet)",
    'migraine|headache|a fever|a cold|flu',
    'birthday|wedding|anniversary',
    '(?:the |my )?(?:dog|cat)',
    '(?:the |my )?car(?: broke)?|i was driving|traffic|plumber|broken boiler|on the train',
    'dinner|cooking|guests|friends over|visitors',
    '(?:my |the )?(?:laptop|internet|wifi|wi-fi|phone|printer|computer) (?:is|was|has|keeps|died|broke|messed|crashed)',
    '(?:moving house|the move)|renovat\\p{L}+',
    "haven't slept|didn't sleep|no sleep|dead on my feet|been up (?:all|every) night|haven't had a day off",
    'so much (?:on|going on)|(?:a lot|loads|too much) (?:on|on my plate|going on)|(?:pretty|quite|rather) full',
    'another client|two projects',
    'stressful (?:week|day|time)|(?:mad|crazy|hectic|chaotic|rough) (?:day|week|time)|chaos|i forgot|rent is due',
    'pay (?:my|the) (?:bills|rent)|slow (?:reader|listener)',
    '(?:insurance|software|energy|office) costs?|costs? (?:have )?(?:went|gone) up|pay for an office|rates went up',
  ),
];

export const ENGLISH_HEDGES: readonly RegExp[] = [
  words(
    'maybe|perhaps|possibly|hopefully|somehow|supposedly',
    'kind of|kinda|sorta|(?<!this |that |what |same |any |some |the |these |of )sort of',
    'i guess|i suppose|i feel like|i mean',
    "i'll try|i will try|i'd try|try to squeeze|i tried",
    "if (?:that's|it's|that is|it is) (?:ok|okay|all right|alright|fine|difficult|a problem|not a problem|no (?:trouble|problem|bother)|possible|not too much)",
    'if it is not too much|if possible',
    'i was (?:just |only )?wondering|just wondering|was hoping|kind of hoping',
    "i don't know|(?:i'm |i am )?not (?:really |quite |entirely )?sure|dunno|hard to say",
    'a (?:little )?bit|a little|slightly|(?:a bit|a little|quite|rather|pretty|very|too|really|is) (?:tricky|awkward)',
    '(?:a bit|a little|quite|rather|pretty|too) tight|tight for me',
    'no promises|can.t promise|i could try',
    'if i (?:can|see|find|get|may|might)',
    "i'd love to(?! help| but|, but)|i wish i could",
    "i'?d (?:rather|prefer)(?! (?:say|tell|be|quote|put))|i would (?:rather|prefer)(?! (?:say|tell|be|quote|put))",
    "(?:would|'d) be (?:lovely|nice|great|good|cool|helpful) (?:to|if)",
    '(?:i )?(?:normally|usually|generally|typically)',
    'no (?:rush|pressure|hurry)|no worries if not|whenever you (?:get|have) (?:a )?(?:chance|minute|moment|time)',
    'when you (?:get|have) (?:a )?(?:chance|minute|moment|second)',
    '(?:i )?(?:probably|likely) (?:can.t|won.t)|i might(?: not)?|might not|i may have',
    'in (?:my|a) way|if you see what i mean|you know how it is',
    'unless you (?:need|want|really|have)',
    "i understand (?:if|that it's)|i (?:totally |do )?get it|not (?:really )?what i (?:had )?(?:planned|expected)",
    "more than (?:i|we)(?:'d| had)? (?:planned|expected|thought|talked)",
    "(?:will|would|might|could|that'll|it'll|this'll) be (?:a bit )?(?:hard|difficult|tough|tricky|tight)",
    'let.s (?:wait and )?see(?: how| what)?|we.ll see|hard for me|difficult (?:for me|at the moment|right now)',
    'would you mind|if you (?:ever |happen to )?have (?:a )?(?:moment|minute|sec\\p{L}*|time)|no stress',
    '(?:quite|rather|a bit|pretty|a little) \\p{L}+ for me',
    'don.t want to (?:make a fuss|bother|impose|be difficult|push|nag|cause)|(?:i )?just (?:wanted|thought)',
    'wanted to check in|hate to (?:ask|bother|say)|too much trouble|if it isn.t too|only if (?:you|it)',
    'tbh|to be honest|if i.m honest',
    'if (?:it.s|it is) (?:really|that) (?:so |that )?(?:urgent|important)',
  ),
  // Trailing off after a word that takes something back.
  /(?<=(?<!\p{L})(?:but|if|and|unless|though)(?!\p{L})[^.!?…]{0,80})(?:…|\.{3})(?=[\s"”)]{0,3}$)/gu,
];

/** What takes a reply back by itself. */
export const ENGLISH_SOFTENING: readonly RegExp[] = [
  words(
    "hope (?:that's|that is|it's|you) (?:ok|okay|all right|alright|fine|understand)",
    'not (?:really |very |that |so )?comfortable (?:with|doing)|i feel (?:a bit |quite )?(?:uncomfortable|awkward)',
    "(?:it's|it is|that's) (?:not|no) (?:a )?(?:big |huge )?(?:deal|problem) (?:if|though|either)|it's not a big deal",
    "it's fine if|fine (?:either way|if you)",
    'i (?:may|might) (?:have |be )?(?:misunderstood|misremember|wrong|got it wrong|mistaken)',
    'maybe i (?:misunderstood|got|missed)|if i got (?:that|it|this) wrong',
    '(?:tiny|little|gentle|small|quick little|friendly) (?:reminder|nudge)',
    '(?:shyly|gently) (?:reminding|asking|checking|nudging)|only me|just me again',
    'but if not|(?:i )?(?:won.t|don.t want to) push|(?:but )?if (?:that|it) doesn.t work',
    'but (?:whatever|as) you (?:prefer|like|want|think|wish)',
    'i.ll think of something|nearer the time',
    'no pressure (?:whatsoever|at all)|no rush (?:at all|whatsoever)|take all the time you need',
    '(?:if you|in case you) (?:insist|really (?:need|want) (?:it|me))',
    'sorry to (?:bother|be a pain|chase|nag|bug)|to be a pain',
    "i don't (?:think|suppose) (?:i'm|i am|i can|that's really)|don't (?:really|normally|usually|quite|know if)",
    "i'm not great at|i'm (?:terrible|hopeless|useless) at",
    "i (?:know|realise|realize) (?:i|that i) should(?:'ve| have)",
  ),
];

/** Agreement at the beginning of a sentence. */
export const ENGLISH_AGREEMENT: readonly RegExp[] = [
  opening(
    '(?:(?:oh|ah|well|hm+|yeah|yep|and|so|then|ok|okay|no) ){0,2}(?:fine(?! (?:print|tun|if))|ok|oki|okay|k|al(?:l ?)?right(?!s)|alrighty|sure(?! (?:of|about|that|if|,? because))(?: thing)?|of course(?! not)|no (?:problem|worries|probs|stress|drama)(?! if)|np|nps|go ahead|deal(?!\\s?\\?| with| breaker)|agreed(?=[.,!]|$)|if that.s so|in that case,? (?=i.ll|i can)|very well|never mind|yes(?! to| or)|yep|yeah(?! nah)|yup|aye|sounds good|will do|gladly|happy to|absolutely(?! not)|certainly(?! not)|definitely(?! not)|too easy|done|roger|consider it done|you.re right|fair enough|got it|don.t worry(?: about it)?|not a problem|not to worry|i agree)(?! for you| with you|\\s?\\?)',
  ),
];

const AGREE =
  '(?:ok(?:ay)?|fine|sure(?: thing)?|al(?:l ?)?right(?: then)?|so be it|oh well|yes|yeah|yep|of course|no problem|no worries|np|gladly|certainly|absolutely)';
const SOON =
  '(?:right away|right now|rn|now|tonight|today|asap|straight ?away|immediately|this weekend|(?:over|at|on) the weekend|at once|first thing|on (?:saturday|sunday)|this (?:evening|afternoon|arvo))';
const FREE =
  '(?:for (?:free|nothing)|free of charge|(?:at )?no (?:extra )?(?:charge|cost)|on the house|(?:it.s|one.s|that.s) on me|without (?:extra |any )?(?:charge|cost)|gratis)';

/** Giving in. */
export const ENGLISH_YIELDING: readonly RegExp[] = [
  words(
    `(?:i'll|i will|i'd|let me|i can|i could|can) (?:just |also |quickly |still )?(?:do|start|fix|send|look at|get|make|finish|sort|change|jump on|hop on|squeeze|redo|call|ring|have|knock|check|update|add|work|handle|answer|take) (?:(?:it|that|this|them|to|on|you|over|in|out|a|the|all|call|of|everything|look) ){0,4}(?:${SOON}|${FREE}|anyway|after all)`,
    `${AGREE}[,.!]? (?:\\p{L}{1,10} ){0,3}?(?:i'll|i will|you'll have|you will have|you'll get|it'll be|can do) [^.!?\\n]{0,40}?(?:tonight|today|now|this weekend|(?:on |this )?(?:saturday|sunday)(?: morning| evening| afternoon)?|(?:over|at|through) the (?:weekend|night)|${TOMORROW}|by morning|in the morning)`,
    "(?:i'm (?:already )?on it|right on it|on it,? boss|on my way|doing it now|starting now|opening (?:my laptop|it) now)",
    'squeeze (?:it|that|this|you|them) in(?! but)|give me (?:five|ten|fifteen|twenty|\\d{1,2}|a few) (?:minutes|mins)',
    "forget (?:it|i said|about it)|whenever (?:you|she|he|they)(?: are|'re|'s| is)? (?:back|ready|like|want|need)(?! to)",
    FREE,
    "(?:i'll|i will) (?!end|stop|leave|hang|close|charge|invoice)(?:\\p{L}{2,12} ){1,4}(?:right away|straight ?away|immediately|at once|overnight|all night|all weekend)",
    '(?:calling|doing|starting|looking|sitting|getting|jumping|hopping|replying|working|fixing|opening|checking|ringing|logging) (?:(?:it|that|you|back|this|down|to|over|on|a|the|instagram) ){0,3}(?:right )?now',
    `${AGREE}[^.!?\\n]{0,40}\\d{1,2} ?% (?:less|off|down|discount)`,
    "(?:costs nothing(?! extra| more)|(?:doesn't|won't|does not) cost (?:you )?(?:anything|a thing|extra))",
    '(?:drop|waive|skip) the (?:surcharge|fee|extra|charge|deposit)',
    'you can (?:also )?(?:ring|call|write|text|phone|message|reach)(?: me)? (?:on (?:sundays?|saturdays?)|at (?:night|weekends|any)|in the evening|late|too|whenever|any ?time)',
    "(?:i'm|i am) (?:up|awake|online) anyway",
    "(?:i'll|i will) (?:redo|correct|do|fix|change|revise) (?:(?:it|everything|all|that|them|the) ){0,3}(?:once more|again|from scratch)",
    '(?:just|only) this once|this one time|one last time|(?:okay |ok |the |but )last time(?: though)?(?=[,.!]|$)',
    'last time though|only this time',
    '(?:fine|alright|all right|ok|okay)[,]? (?:five minutes|go ahead|you win|whatever|send it|i will do|i give in)',
    "(?:if|as|since) you (?:insist|say so|wish|really want)(?=[,.!]| i'll| i will|$)|as you like(?=[,.!]|$)|as you wish",
    '(?<!but )whatever (?:you|works|suits|it takes)(?: (?:want|need|say|like|for you|you))?',
    'i give in|i suppose so|you win|i suppose i (?:can|could|have to|must)|i guess i (?:can|could|have to)(?! try)',
    "(?:i'll|i will|i can|gonna|happy to) (?:stay up|work (?:late|tonight|on (?:saturday|sunday)|(?:all|through|over|the whole|this|at|the) (?:the )?(?:night|weekend|christmas|holidays?))|cancel my|skip (?:my|lunch|dinner)|pull an all-nighter|make it work|find a way|drop (?:everything|it all)|make an exception|make time|adapt|manage somehow|move (?:my|another|other))",
    "(?:but |though )?for you,? (?:i'll|i will|i can|anything|of course)|exception (?:for you|this time)",
    "(?:since|as|because) (?:it's|it is) you",
    'call (?:me )?(?:any ?time|whenever)',
    '(?:message|text|write(?: to)?|ring|reach|contact) me (?:any ?time|whenever|day or night)',
    'always (?:reachable|available|here for you)|(?:evenings|weekends|sundays|nights) (?:are|is) (?:fine|ok|okay|no problem)',
    '(?:at )?any hour|always (?:got|have) time|any ?time(?: is fine|,? day or night)',
    "i(?:'ll| will| can) (?:just )?(?:accept|take|live with|match|meet) (?:the |that |your |their )?(?:lower )?(?:price|rate|discount|budget|offer)",
    '(?:give|let|do) you (?:the|a|that) discount',
    "(?:i(?:'ll| can| could| will)|happy to) (?:go|come|drop|knock)(?: it| the price| my rate)? (?:down|lower)|half price",
    "(?:let's|we can) (?:just )?(?:say|call it) (?:[£€$]\\d{1,5}|\\d{1,3} ?%)|\\d{3,5} it is|call it (?:£|€|\\$)\\d{1,5}",
    "i(?:'ll| could| can) do (?:it )?(?:for )?(?:four|five|six|seven|eight|nine|three|two) (?:hundred|fifty|twenty)",
    "(?:pay|settle)(?: me| it)? (?:when(?:ever)?|as soon as) you(?:'ve)? (?:can|like|want|have|got|are able)",
    '(?:pay|payment|money|invoice)(?: can wait| comes? later| later)|take your time with (?:the |it|that|paying)\\p{L}*',
    'no (?:hurry|rush|stress) (?:with|on|about|for) (?:the )?(?:invoice|payment|money|bill)',
    'send (?:you )?the (?:final |open )?files (?:anyway|already|in the meantime|now)',
    "don't worry about (?:the |that |my )?(?:invoice|payment|money|bill|deposit|contract|cost)",
    '(?:money|price|payment|contract) later|(?:just )?pay (?:me )?(?:next (?:week|month)|later)|stay(?:ing)? (?:late|longer)',
    'for the sake of peace|talk about (?:the )?money later',
    '(?:as|how) long as (?:you|it) (?:need|want|like|takes?)',
    "(?:do|have) it your way|your way then|up to you entirely|anything you (?:want|need|say|like)|you(?:'re| are) the boss",
    'yes boss',
    "(?:can|could|will|'ll) (?:just )?start (?:right away |now |tomorrow )?without (?:a |the |any )?(?:contract|deposit|quote|agreement)",
    "we (?:trust each other|don't need (?:a|the|any) (?:contract|paper\\p{L}*))",
    "leave it with me|anything for you|your wish is|(?:no need|don't need|don't have) to pay",
    "don't mind (?:doing|working|staying)|throw (?:it|that|this) in|i'll (?:absorb|swallow) (?:it|the)",
    "(?:skip|forget) the (?:deposit|contract|invoice)|i'll make it happen|(?:oh well|so be it),? i.ll|(?:oh )?go on then",
    'cancel (?:my|the) \\p{L}+ and',
    '(?:do|take) it for (?:the|your) \\d{2,5}|(?:one|two|just a|half a) sec(?:ond)?s?(?=[.,!]|$)',
    "(?:even though|although|though|even if) (?:it's|it is|that's|that is|it was|this is) (?:not|outside|out|beyond|extra)",
    "(?:won't|will not|not going to) (?:charge|bill|invoice) (?:you |for |it|this|that|anything)",
    "(?:you're|you are) right[^.!?\\n]{0,40}(?:[.!,] ?)(?:i'll|i will) (?:redo|fix|do|sort|change|start)",
    "(?:insta|instagram|whatsapp|here|messenger|voice notes?)(?:'s| is| are) (?:totally |absolutely )?(?:fine|ok|okay|no problem)",
    "(?:take|taking) the project (?:then|anyway)|i'll pay for (?:it|that|everything)|it doesn't matter(?=[.,!]|$)",
    "(?:won't|will not) happen again|from now on i'll|(?:although|though) i (?:really )?shouldn't",
    'against my better judge?ment|starting (?:right away|straight away|now|at once)',
  ),
  /(?<![\p{L}])(?:i'll|i will) (?:keep|carry on|continue) (?:going|working|it up) (?:in the meantime|anyway|regardless)/gu,
];
