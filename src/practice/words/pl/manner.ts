import { opening, words } from '../rules.ts';
import { I_DO, I_WILL } from './verbs.ts';

const YOU = '(?:pan|pani|panu|pana|panstwo|panstwu|panstwa|ty|ci|cie|wam|was|wy|ciebie|tobie)';

export const POLISH_APOLOGIES: readonly RegExp[] = [
  words(
    '(?<!nie (?:musze |bede |musi pan |musi pani )?)przepraszam\\p{L}*|przeprosic',
    'sorry|sorki?|sory|sorry',
    'wybacz\\p{L}*|przykro mi|(?:bardzo |strasznie )?przykro',
    '(?:strasznie |bardzo |tak |troche )?(?:glupio|niezrecznie) mi|mi (?:troche )?(?:glupio|niezrecznie|wstyd)|wstyd mi',
    'glupio wyszlo|mam wyrzuty(?: sumienia)?|moja wina|nie chcial(?:am|em) (?:\\p{L}+ )?(?:urazic|zbyc|ignorowac|zeby tak)',
    '(?:prosze )?(?:sie )?(?:na mnie )?nie gniewa(?:c|j|jcie)(?: sie)?(?: na mnie)?',
    'mam nadzieje,? ze (?:sie )?(?:\\p{L}+ )?(?:sie )?nie (?:obraz|gniewa|ma)\\p{L}*',
  ),
];

/** Circumstances that are offered as a reason. */
export const POLISH_REASONS: readonly RegExp[] = [
  words(
    'bo(?! inaczej| nie rusz| musze to najpierw)|poniewaz|gdyz|dlatego ze|z powodu|przez to ze|jako ze|poza tym|na dodatek',
    'w dodatku|do tego jeszcze|zreszta|po prostu mam',
  ),
  words(
    'dziec(?:i|ko|ka|mi|iom|iaki)|corka|corke|corki|corce|syn|syna|synem|synowi',
    'zona|zone|zony|mezem|meza|maz|narzeczon\\p{L}+|mama|mame|tata|rodzic(?:e|ow|ami)|tesci\\p{L}*|tesciow\\p{L}+',
    'babci\\p{L}*|rodzinn\\p{L}+|dla rodziny',
    'lekarz\\p{L}*|dentyst\\p{L}+|szpital\\p{L}*|wizyt(?:e|a) u|pogrzeb\\p{L}*',
    'chor(?:a|e|y|uje|uj\\p{L}*|owa\\p{L}*|obow\\p{L}*)|goraczk\\p{L}+|przeziebi\\p{L}+|migren\\p{L}+|grypa|grype',
    'urodzin\\p{L}*|wesel\\p{L}+|imienin\\p{L}*|komuni\\p{L}|chrzcin\\p{L}*|swieta za pasem|zaraz swieta|kosciol',
    'zmeczon\\p{L}+|padam|niewyspan\\p{L}+|wykonczon\\p{L}+|zawalon\\p{L}+|zarobion\\p{L}+|zapracowan\\p{L}+',
    'przemeczon\\p{L}+|po nocach',
    'glowa mnie boli|boli mnie glowa',
    '(?:mam|mial\\p{L}*) (?:mlyn|urwanie glowy|ciezk\\p{L}+ (?:tydzien|dzien|okres)|zaleglosci|duzo pracy|duzo roboty|tyle na glowie|za duzo|malo czasu|kredyt|rate|dwa zlecenia|jeszcze dwa|drugiego klienta)',
    '(?:tyle|duzo) na glowie|tyle sie dzialo|meksyk w|sajgon|zapomnial\\p{L}*|malo (?:czasu|informacji|sie (?:na tym )?znam)',
    'ciezki tydzien|urwanie glowy|drugi klient|drugiego klienta|dwa projekty',
    'pies|psem|psa|kot|kotem|kota|samochod\\p{L}*|auto|korek|korku|korkach|prowadzilem|prowadzilam',
    'w (?:tramwaju|pociagu|autobusie)|zasieg\\p{L}*',
    'kolacj\\p{L}+|obiad\\p{L}*|zakup\\p{L}+|gosci(?:e|mi)?|laptop\\p{L}*|internet(?:u|em)?|aktualizuj\\p{L}+|padl mi',
    'telefon mi|drukarni\\p{L}* (?:nawali|zawali|pomyli)\\p{L}*|hosting',
    'remont\\p{L}*|hydraulik\\p{L}*|przeprowadzk\\p{L}+|u rodzicow|zus|czynsz\\p{L}*|kredyt\\p{L}*|rachunk\\p{L}+',
    '(?:ceny|stawki|koszty|programy) (?:\\p{L}+ )?(?:w gore|wzros\\p{L}+|podroza\\p{L}+|poszly)|podroza\\p{L}+|koszty biura',
    'place (?:tez )?za biuro',
  ),
];

export const POLISH_HEDGES: readonly RegExp[] = [
  words(
    'chyba(?! ze (?:pan|pani|wy) zaplac)',
    '(?<=(?:^|[.,;:!?„…(]|(?<![\\p{L}])(?:ale|no|to|a|ze|bo|i|sie|czy))\\s{0,2})moze(?! (?:byc|pan|pani|panstwo|my|tez pan|tez pani|zrobic|zaproponowac|poczekac)(?! moze))',
    'moze by\\p{L}+|jakos',
    'ewentualnie|sprobuje|sprobowalbym|sprobowalabym|postaram sie|staram sie|starala?m sie|probuje',
    'gdyby\\p{L}{0,4}|jakby sie dalo|je(?:sli|zeli) (?:to )?(?:nie problem|mozliwe|mozna|nie klopot)',
    'je(?:sli|zeli) to klopot|o ile (?:to )?(?:nie|mozna|mozliwe)\\p{L}*|je(?:sli|zeli) inaczej sie nie da|jak sie da',
    '(?:sam\\p{L}? )?nie wiem(?:,)?(?: czy| jak| sam\\p{L}?)?|no nie wiem|trudno powiedziec|ciezko powiedziec|zobaczymy',
    'zobaczy sie|pomyslimy|nie mam pojecia(?= czy)|moge sie mylic',
    'troche|troszke|troszeczke|ciut|odrobin\\p{L}+|raczej|w sumie|jakby|tak jakby|tak za bardzo|nie bardzo|niezbyt',
    'nie do konca|nie za bardzo|w zasadzie',
    'jak (?:zobacze|zdaze|dam rade|bede mogl\\p{L}*)|(?:nic |niczego |ale )nie obiecuje|nie obiecuje|bez gwarancji',
    'wydaje mi sie|mam wrazenie|obawiam sie|szczerze mowiac|szczerze|wolal(?:a)?bym|chcial(?:a)?bym|nie chcial(?:a)?bym',
    'mial(?:am|em) nadzieje|liczyl(?:am|em) na|myslal(?:am|em)',
    '(?:bedzie|byloby|jest|to) (?:troche |dosc |raczej |dla mnie )?(?:ciezko|trudno|ciezkie|trudne|ciasno|klopot\\p{L}*)',
    '(?:dla mnie )?(?:troche |dosc )?ciasno|(?:zwykle|normalnie|zazwyczaj|generalnie|raczej) nie|zwykle|normalnie|zazwyczaj',
    '(?:byloby|bylo by) (?:milo|super|fajnie|dobrze|swietnie)|w wolnej chwili',
    'jak (?:bedziesz|bedzie \\p{L}+) mi?al\\p{L}* (?:chwil\\p{L}+|czas)|chwilk\\p{L}|kiedy (?:pan|pani) znajdzie',
    '(?:ale |oczywiscie )rozumiem,? (?:je(?:sli|zeli)|ze|jak)|ale rozumiem|niz (?:zakladal|ustalal|myslal|planowal)\\p{L}*',
    'pogubil\\p{L}+|zle pamietam|nie chce naciskac',
    '(?:dosc|troche|raczej) \\p{L}+ dla mnie|dla mnie (?:dosc|troche|raczej)',
    'nie chce (?:pana |pani |ci )?(?:naciskac|klopotac)|(?:prosze )?(?:sie )?nie spiesz\\p{L}*(?: sie)?',
    'czy byla?by (?:szansa|mozliwosc)|nie chce (?:robic klopotu|sie narzucac|przeszkadzac|byc)|z gory przepraszam',
    'powinien(?:em)?|powinnam|musial(?:a)?bym (?:zobaczyc|sprawdzic|pomyslec|sie zastanowic)|musze sie zastanowic',
    'sam\\p{L}? (?:pan |pani )?rozumie\\p{L}*|u mnie (?:\\p{L}+ ){0,2}ciezko|no wiesz|wiesz jak jest|wie pani',
    'prosze mnie zrozumiec|ze pan zrozumie|ze pani zrozumie|nie bierz tego do siebie',
  ),
  // Trailing off after a word that takes something back.
  /(?<=(?<!\p{L})(?:ale|jesli|jezeli|jak|i|a|bo)(?!\p{L})[^.!?…]{0,80})(?:…|\.{3})(?=[\s"”)]{0,3}$)/gu,
];

/** What takes a reply back by itself. */
export const POLISH_SOFTENING: readonly RegExp[] = [
  words(
    '(?:ale |no ale )?(?:jak|je(?:sli|zeli)|skoro) (?:nie|inaczej|trzeba|\\p{L}+ (?:widzi|woli|lubi|chce|nie lubi|uwaza)),? (?:to )?(?:spoko|trudno|ok|w porzadku|dobrze|nic|moze|inaczej|pisac|tego)?',
    '(?:to )?nic takiego|nic sie nie stalo|nie ma znaczenia|bez (?:zadnej )?presji|nic pilnego|bez pospiechu',
    'zaden problem jak',
    '(?:nie do konca |troche |dla mnie )?(?:niekomfortow\\p{L}+|niezreczn\\p{L}+|glupio)(?! wyszlo)',
    'nie (?:do konca )?(?:czuje sie|jest mi) (?:z tym )?(?:komfortowo|dobrze)',
    '(?:zle|moze) (?:zrozumial|zapamietal|pamieta)\\p{L}*|(?:je(?:sli|zeli)|moze) (?:cos )?(?:pomylil|zle)\\p{L}*',
    'moge sie mylic',
    '(?:malutkie|male|drobne|niesmiale|takie) (?:\\p{L}+ )?przypomnieni\\p{L}+|niesmialo (?:przypominam|pytam|prosze)',
    'z malym przypomnieniem|(?:przepraszam|sorry),? ze (?:znowu|przypominam|mecze|truje|zawracam|przeszkadzam)',
    'to (?:znowu|tylko) ja|ze mecze|ze truje',
    '(?:mam nadzieje,? ze )(?:to )?(?:nie problem|\\p{L}+ zrozumie\\p{L}*|zrozumiesz|sie nie obraz\\p{L}+|nie ma \\p{L}+ zalu)',
    'jak (?:pan|pani) uwaza|nie gniewaj',
    '(?:chyba |moze )nie dam rady|nie (?:jestem w tym dobr\\p{L}|jestem wlasciwa osoba|znam sie)|chyba nie jestem',
    '(?:gdyby|je(?:sli|zeli)) (?:\\p{L}+ )?(?:bardzo|naprawde) (?:\\p{L}+ )?(?:zalezal|pilne|trzeba)\\p{L}*',
    'chyba ze (?:pan|pani|ty|wy|\\p{L}+ (?:woli|potrzeb|musi|chce))\\p{L}*( \\p{L}+)?',
    'ale (?:nie naciskam|bez nacisku|spokojnie)',
    'ale (?:jak|skoro) (?:pan|pani|wy|panstwo|ty)?\\s?(?:woli|wolisz|wolicie|chce|chcesz|chcecie|uwaza)\\p{L}*',
    'wie(?:m|my),? ze (?:powinien|powinnam|powinienem)',
  ),
];

const NOT_FOR = '(?:pan|pani|ci|wam|ciebie|\\?)';
/** Agreement at the beginning of a sentence. */
export const POLISH_AGREEMENT: readonly RegExp[] = [
  opening(
    `(?:(?:no|a|oj|aha|hm+|nie no|ok|dobra|tak|alez|och|ach) ){0,2}(?:no dobr[aeyz]\\p{L}*|dobra|dobrze(?!,? ze)|okej|okay|oki|ok|zgoda|jasne|jasna sprawa|oczywiscie|spoko|spokojnie|luz|luzik|pewnie(?! (?:masz|ma|macie))|nie ma (?:problemu|sprawy)|zaden problem|w porzadku|moze byc|niech tak bedzie|(?:nic )?nie szkodzi|to (?=(?:ja )?(?:moze )?${I_WILL}(?![\\p{L}]))|tak jest|tak,|sie robi|robi sie|zgadzam sie|(?:no )?skoro tak|w takim razie (?=${I_WILL}|${I_DO})|ma (?:pan|pani) racje|masz racje|macie racje|zalatwione|zrobione|przyjal?em|przyjelam|git|gitara|nie no spoko)(?! (?:${NOT_FOR})|\\s?\\?)`,
  ),
];

const AGREE =
  '(?:no dobr[ae]\\p{L}*|dobra|dobrze|okej|ok|jasne|oczywiscie|spoko|pewnie|nie ma (?:problemu|sprawy)|w porzadku|tak|luz|luzik|rozumiem|skoro tak pilne|zgadzam sie|ma (?:pan|pani) racje|masz racje)';
const DO = `(?:${I_WILL}|${I_DO}|bedzie|masz|zdaze|posiedze|bede|doda[mj]e?)`;
/** Times at which only somebody who gives in says “I will do it”, and those that say so with “all right” or at the end. */
const AT_ONCE =
  '(?:od razu|od reki|natychmiast|jeszcze dzi(?:s|siaj)|dzi(?:s|siaj) (?:wieczorem|w nocy|po nocy)|po nocy|w nocy|w weekend|na rano|do rana|przez weekend|noca|w swieta|(?:teraz|dzis|dzisiaj|zaraz|wieczorem)(?=\\s{0,2}(?:[.,!]|$)))';
const SOON =
  '(?:od razu|od reki|natychmiast|jeszcze dzi(?:s|siaj)|dzi(?:s|siaj)(?: (?:wieczorem|w nocy|po nocy))?|teraz|zaraz|po nocy|w nocy|w weekend|w (?:sobote|niedziele)|na rano|na jutro rano|jutro rano|do rana|wieczorem|przez weekend|noca|w swieta)';
const FREE =
  '(?:za darmo|za free|gratis|darmowo|bez (?:(?:zadnych |dodatkowych ){0,2}kosztow|doplaty|doplat|oplat|pieniedzy)|na moj koszt|po kosztach|za friko)';

/** Giving in. */
export const POLISH_YIELDING: readonly RegExp[] = [
  words(
    'no trudno,? (?:zrobie|biore|niech|zgadzam)|(?:zrobie|robie|biore|wezme) (?:to )?za (?:te|twoje|wasze) \\d{2,5}',
    '(?:momencik|sekundk\\p{L}|chwileczk\\p{L})|da sie zrobic|zrobi sie(?=[.,!]|$)|dla (?:swietego )?spokoju',
    'zostane (?:\\p{L}+ )?dluzej|(?:przeleje|zaplaci|ureguluje)\\p{L}* (?:pan |pani )?(?:w (?:przyszlym|nastepnym)|pozniej)',
    '(?:nie (?:musi|trzeba|musisz) (?:pan |pani )?(?:nic )?(?:placic|doplacac))',
    '(?:zrezygnuje z|bez) zaliczki(?= |,|\\.|$)(?! nie)|(?:moge )?odpuscic|odpuszcze|wezme to na siebie|do uslug',
    'co tylko (?:pan|pani|chce)\\p{L}*|nie bede robi[cl]\\p{L}* problem\\p{L}*|zostaw to mnie',
    'jakos (?:dam rade|to zrobie|sie wyrobie|ogarne)',
    'niech (?:(?:pani|panu|ci|wam|juz|tak) )?bedzie|niech (?:pani|pan) bedzie|niech strace|ulegam|poddaje sie',
    '(?:juz|zaraz|od razu|teraz) (?:to |sie (?:tym |za to )?|sie do tego |wszystk\\p{L}+ )?(?:robie|zrobie|siadam|wysylam|wysle|poprawiam|poprawie|zajmuje|zajme|dzwonie|otwieram|wlaczam|patrze|sprawdze|sprawdzam|zaczynam|biore|zabieram|odpisze|odpisuje|odpowiadam|oddzwaniam|nagrywam|oddzwonie|odslucham|przeslucham|siade|ogarniam|ogarne)(?: sie)?',
    `(?!wystawi|wysylam)${DO} (?:(?:to|do tego|tym|wszystko|sie|je|go|nad tym|ci|panu|pani|ta|te|probke|podstrone|strone|od|nowa) ){0,3}(?:${AT_ONCE}|${FREE}|w cenie)`,
    `${AGREE},? (?:\\p{L}{1,12} ){0,3}?${DO} [^.!?\\n]{0,30}?(?:${SOON}|jutro(?! (?:do|po))|na jutro)`,
    'siadam do tego|usiade (?:do tego )?wieczorem|siade do tego|wytrzymam|podsylaj\\p{L}*|dyktuj(?:cie)?|dawaj\\p{L}*',
    'biore to(?=[,.!]|$)|sie robi|juz lece|(?:najwyzej )?nie pojde spac',
    FREE,
    `${AGREE},? (?:to )?(?:${SOON}) (?:to |juz |wszystko |sie tym )?${DO}`,
    `(?:w nocy|po nocy|przez noc|przez weekend|noca) (?:to |wszystko )?${DO}`,
    `${AGREE}[^.!?\\n]{0,40}\\d{1,2} ?% (?:mniej|taniej|znizki|rabatu|w dol)|nic (?:to |pana |pania |cie )?(?:nie )?kosztuje`,
    '(?:moze|mozesz|mozecie|moga) (?:pan |pani |panstwo )?(?:tez )?(?:dzwonic|pisac|przychodzic) (?:tez |rowniez |nawet )?(?:w (?:niedziel|weekend|sobot|nocy)|wieczor|o kazdej|kiedy|smialo|po)\\p{L}*',
    'i tak (?:nie spie|siedze|pracuje)',
    '(?:poprawie|zrobie|przerobie|zmienie|popraw) (?:to |wszystko |cala? )?(?:jeszcze raz|od nowa|ponownie|od poczatku)',
    'ten (?:jeden )?(?:jedyny )?raz|ostatni raz(?! (?:mowie|ostrzegam|powtarzam|pisze))',
    'jeszcze (?:ta )?jedna (?:runda|poprawka|tura)|ostatnia darmowa|tym razem (?:zrobie|przymkne|odpuszcze|moge)',
    'zrobie wyjatek',
    'wyjatkowo (?:dzis|dzisiaj|teraz|zrobie|moge|niech|odbiore|nagra)\\p{L}*',
    '(?:jakos )?(?:zarwe|posiedze|zostane dluzej|przesiedze|nie pospie|odwolam \\p{L}+|przeloze (?:innego|inne|swoje|klienta))(?: (?:noc|nad tym|w nocy))?',
    `(?<!ale )(?:jak|skoro) ${YOU} (?:tak |sobie )?(?:woli|wolisz|chce|chcesz|zycz\\p{L}+|prosi|prosisz|nalega\\p{L}*)`,
    `jak (?:${YOU} )?(?:wygodniej|lepiej|pasuje)(?= |,|\\.|$)|po (?:pana|pani|twojej|waszej) mysli|dostosuje sie`,
    'jak (?:pan|pani) (?:chce|sobie)',
    '(?:dobrze|dobra|okej|ok)[,]? (?:moze byc|pieci?u? minut|kwadrans|juz|zrobie to|dawaj\\p{L}*|prosze (?:dyktowac|mowic))',
    'odwoluje (?:swoj|moj|ten) \\p{L}+',
    'moge dzwonic o kazdej porze|prosze dzwonic (?:o kazdej porze|kiedy \\p{L}+ (?:chce|woli)|zawsze|smialo)',
    '(?:dzwon|pisz|nagrywaj|dzwoncie|piszcie|przysylaj)(?:cie)? (?:kiedy|ile) (?:chcesz|chcecie|tylko)',
    'kiedy (?:pan|pani|tylko)? ?(?:chce|chcesz|zechce)|o kazdej porze|zawsze (?:pod telefonem|mam czas|jestem)',
    '(?:wieczorem|w weekend|insta|instagram|messenger|whatsapp) (?:tez )?(?:moze byc|spoko|ok)',
    'moze byc (?:insta|instagram|messenger|whatsapp|wieczor|weekend|niedziel)\\p{L}*',
    'dam rade (?:na rano|dzis|dzisiaj|do rana|jakos)|(?:niech (?:pan|pani) nagrywa)',
    'zgadzam sie na (?:te |nizsza |taka )?(?:cene|stawke|rabat|znizke)',
    '(?:to |wiec |moge |ale moge )?(?:zejde|zejsc|obnize|obnizyc|opuszcze|opuscic|spuszcze) (?:do|o|z ceny|cene)',
    '(?:dam|daje|zrobie) (?:taka sama cene|\\d{1,2} ?%|rabat|znizke)',
    '(?:moze )?(?:po prostu )?\\d{1,2} ?% (?:znizki|rabatu|taniej),? (?:w koncu|skoro|bo)|zrobmy (?:to )?za \\d+',
    '(?:niech bedzie|zrobmy|moze byc) \\d{2,5}|taka sama cene|przystaje na',
    '(?:nie (?:spiesz|przejmuj|martw)\\p{L}* sie|prosze sie nie (?:spieszyc|przejmowac|martwic)) (?:(?:z|o|ta|tym|tymi) ){0,3}(?:faktur|przelew|placen|pieniedz|kas|zaplat)\\p{L}*',
    'zaplaci\\p{L}* (?:pan |pani )?(?:jak|kiedy|pozniej|kiedys)|(?:z przelewem|z faktura) nie ma pospiechu',
    'nie ma pospiechu z (?:przelew|faktur|zaplat|platn)\\p{L}*',
    '(?:kasa|kasą|pieniedzmi|umow\\p{L}|faktur\\p{L}) (?:zajmiemy sie|podpiszemy|dogadamy|potem|pozniej|kiedys)',
    '(?:umowe|rozliczymy sie) (?:podpiszemy |)(?:kiedys|pozniej|potem)',
    'poczekam (?:na (?:przelew|pieniadze|zaplate)|z faktura)',
    '(?:tak dlugo|jak dlugo),? (?:jak |ile )?(?:trzeba|chce\\p{L}*|potrzeb\\p{L}*|bedzie trzeba)',
    'tak dlugo,? jak (?:pan|pani|trzeba|chce|potrzeb)\\p{L}*',
    '(?:zaczac|zaczynam|zaczne|ruszam|rusze) (?:\\p{L}+ ){0,2}bez umowy|bez umowy,? (?:przeciez|w koncu)',
    '(?:przeciez )?(?:sobie ufamy|sie znamy)|umowa nie jest (?:konieczna|potrzebna)|ufam (?:panu|pani|ci|wam)',
    '(?:chociaz|choc|mimo ze) (?:nie (?:ma|bylo|jest|powin)|to (?:poza|spoza))\\p{L}*',
    'nic (?:za to )?nie (?:policze|wezme|licze)|nie (?:policze|wezme|biore|dolicze) (?:za to|nic|od ciebie)\\p{L}*',
    'skoro to (?:ty|pan|pani)|dla (?:ciebie|pana|pani|was) (?:zrobie|zawsze|wszystko|to)',
    'nie chce sie klocic|(?:to )?sie (?:wiecej )?nie powtorzy',
    '(?:bede|moge) (?:tez )?(?:odbierac|pracowac|odpisywac) (?:tez |rowniez )?(?:w (?:weekend|niedziel|sobot)|wieczor|noc|po godzin)\\p{L}*',
    'od teraz bede|w tym czasie robie dalej|a tymczasem (?:wysle|robie)\\p{L}*',
  ),
];
