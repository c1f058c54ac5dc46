import { words } from '../rules.ts';

const DAY =
  '(?:poniedzial(?:ek|ku|ki)|wtor(?:ek|ku|ki)|srod[eyai]|czwart(?:ek|ku|ki)|piat(?:ek|ku|ki)|sobot[eyai]|niedziel[eai])';
/** Days as they are cut short. */
const SHORT = '(?:pon|pn|wt|sr|czw|pt|sob|ndz|niedz)';
const MONTH =
  '(?:stycz(?:en|nia|niu)|lut(?:y|ego|ym)|mar(?:zec|ca|cu)|kwie(?:cien|tnia|tniu)|maj[au]?|czerw(?:iec|ca|cu)|lip(?:iec|ca|cu)|sierp(?:ien|nia|niu)|wrze(?:sien|snia|sniu)|pazdziernik[au]?|listopad(?:a|zie)?|grud(?:zien|nia|niu))';
const HOUR_WORD =
  '(?:pierwsz|drug|trzec|czwart|piat|szost|siodm|osm|dziewiat|dziesiat|jedenast|dwunast|trzynast|czternast|pietnast|szesnast|siedemnast|osiemnast|dziewietnast|dwudziest)(?:ej|a|iej|i)';
const NUMBER_HOUR = '\\d{1,2}(?:[:.]\\d{2})?(?! ?(?:%|zl|pln|tys|euro|eur|godzin|dni|stron|poprawk|\\d))';
const HOUR = `(?:(?:godz(?:iny|inie|ina)?\\.? )?(?:${NUMBER_HOUR}|${HOUR_WORD})|poludni[aeu]|polnocy|rana|wieczora|konca (?:dnia|tygodnia|miesiaca|roku|przyszlego tygodnia))`;
const UNIT =
  '(?:godzin\\p{L}{0,2}|godz|h|dni|dzien|dnia|dniach|tydzien|tygodni\\p{L}{0,2}|minut\\p{L}{0,2}|min|kwadrans|chwil[ae]|miesiac\\p{L}{0,2})';
const PART = '(?:rano|z rana|z samego rana|od rana|wieczorem|po poludniu|przed poludniem|w poludnie)';

/** Polish times at which something will be. “Today”, “now” and “the weekend” are none: a client who presses wants them. */
export const POLISH_TIMES: readonly RegExp[] = [
  words(
    `(?:do |od |na |juz |najpozniej )?jutr[oa](?: ${PART})?(?: (?:do|o|od|po|przed|kolo|okolo|na|miedzy) ${HOUR})?|pojutrze`,
    'nazajutrz|jutrzejsz\\p{L}+',
    `(?:w|we|do|na|od|po|przed|za|najpozniej w|najpozniej do|najwczesniej w|dopiero w|dopiero we) (?:(?:ten|ta|najblizsz\\p{L}{1,3}|przyszl\\p{L}{1,3}|nastepn\\p{L}{1,3}|kazd\\p{L}{1,3}) )?(?:${DAY}|${SHORT})(?: ${PART})?(?: (?:do|o|od|po|przed|na) ${HOUR})?`,
    '(?:poniedzialek|wtorek|sroda|czwartek|piatek|pon|wt|czw|pt)(?: (?:do|o|od|po|ok|kolo))?,? (?:godz\\.? ?)?\\d{1,2}(?:[:.]\\d{2})?',
    `(?:poniedzialek|wtorek|czwartek|piatek)(?: ${PART})?|(?:najwczesniej|okienko|termin):? (?:we? )?(?:${DAY}|sroda)`,
    'sroda(?= |[.,;!?]|$)',
    `(?:do|o|od|po|przed|kolo|okolo|ok|miedzy|na|najpozniej o|najpozniej do) ${HOUR}`,
    '(?:od )?\\d{1,2}(?:[:.]\\d{2})? ?(?:-|do|a) ?\\d{1,2}(?:[:.]\\d{2})?(?! ?(?:zl|pln|%|tys))',
    'godz(?:ina|iny|inie)?\\.? ?\\d{1,2}(?:[:.]\\d{2})?|\\d{1,2}:\\d{2}|po \\d{1,2}',
    `za (?:\\d{1,3} |kilka |pare |dwa |dwie |trzy |cztery |pol )?${UNIT}`,
    `w (?:ciagu|przeciagu) (?:\\d{1,3} ?|kilku |dwoch |trzech |jednego |najblizszego )?${UNIT}|przez \\d{1,3} ${UNIT}`,
    '(?:w|na|od|do) (?:przyszly|przyszlym|nastepny|nastepnym|kolejny|kolejnym|tym|ten|przyszlego|nastepnego) (?:tydzien|tygodniu|miesiac|miesiacu|tygodnia|miesiaca|roku?)',
    'po (?:weekendzie|urlopie|swietach|nowym roku|powrocie|majowce)|przed (?:swietami|weekendem|urlopem)',
    '(?:pod koniec|na koniec|na poczatku|na poczatek|w polowie|w drugiej polowie) (?:tygodnia|miesiaca|roku|dnia|przyszlego tygodnia|\\p{L}{4,12})',
    'w (?:najblizszych|ciagu najblizszych) dniach|do swiat|w godzinach (?:pracy|\\d{1,2})|w dni robocze',
    `(?:do |od |na |o )?\\d{1,2}\\.? ${MONTH}|(?:w|od|do|na|po) (?:polowie |koncu |konca |poczatku )?${MONTH}`,
    '(?:do |od |na |dnia )?\\d{1,2}\\.\\d{1,2}(?:\\.\\d{2,4})?',
    '(?:od|do|na|po) \\d{1,2}(?:\\.|tego|ego)?(?= |[.,;!?]|$)(?! ?(?:%|zl|pln|tys|euro|godz|dni|stron|osob|poprawe?k))',
    '(?:z samego rana|do rana|rano|przed poludniem|po poludniu|do wieczora|dzis(?:iaj)? (?:do|po|o) (?:godz\\.? ?)?\\d{1,2}(?:[:.]\\d{2})?|do konca (?:dnia|tygodnia|miesiaca|roku))',
    'tego samego dnia|nastepnego dnia|w kolejnosci|w pierwszej kolejnosci',
    'jak (?:tylko )?(?:\\p{L}{3,14} ){1,2}(?:dojd\\p{L}+|wplyn\\p{L}+|przyjd\\p{L}+|bedzie|wroci)|zaraz po \\p{L}+',
    'po (?:wplywie|wplacie|zaksiegowaniu|zaplacie|akceptacji|podpisaniu|oplaceniu)',
  ),
];
