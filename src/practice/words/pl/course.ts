import { opening, words } from '../rules.ts';
import { I_DO, I_WILL, I_WOULD, WE_WILL } from './verbs.ts';

const YOU = '(?:pan|pani|panu|pana|panstwo|panstwu|panstwa|ty|ci|cie|wam|was|wy|tobie|ciebie)';

/** How it stands. */
export const POLISH_LIMITS: readonly RegExp[] = [
  words(
    '(?:nie|juz nie|tez nie) (?:pracuj|odbier|odpisuj|odpowiad|rob|zajmuj|obejmuj|wchodz|wejd|miesc|zmieszcz|bede |biore|wezme|przyjm|rozmawiam|prowadz|akceptuj|pisz|ucz|korzyst|udziel|obniz|schodz|zejd|zmieni|wykonuj|wysyl|wysle|zaczyn|zaczn|rusz|startuj|siad|odslu|slucham|podejm|zgadzam sie na taki|dam rady|rozlicz|da sie|mieszcz|negocj|podleg|negocj|przedluz|oddaj|oddam|dzwoni|spotyk|prac|dolicz|poswiec|dam(?! znac)|zdaz|wyrob|umawia|instal|wdraz|daje|poprawi|zrobi|zamierza|zaczyna|otwier|logowa|loguj)\\p{L}*',
    'nie (?:jest (?:w|czesci|uwzgl|wlicz|przewidz|ujet|mozliw|dostepn|objet|to mozliw)\\p{L}*|jestem (?:dostepn|osiagaln|przy|w pracy|w biurze|pod tel)\\p{L}*|ma (?:tego|go|jej|takiej|takiego|takich|w|opcji|szans|mowy|mozliwosci)|ma mnie|mam (?:miejsc|wolnych|czasu na|mozliwosci|terminow|przestrzeni|w ofercie|w tym|dzis|jutro|w planach)\\p{L}*|bylo (?:w|tego|mowy)|byl[ao]? (?:w|ujet|przewidz)\\p{L}*|wchodz\\p{L}+|moge (?:teraz|dzis|jutro|zejsc|obnizyc|zrobic|zaczac|w)|w (?:weekend|niedziel|sobot|swieta)\\p{L}*|w nocy|na (?:dzis|jutro|rano|teraz|czacie|messengerze|whatsappie|priv)|wczesniej|za darmo|dla mnie|projekt dla mnie|pod(?:niesionym|lega))',
    '(?:poza|spoza|ponad) (?:zakres|godzin|umow|ustalen|ustalon|brief|plan|wycen|to co)\\p{L}*',
    'wiecej niz (?:w (?:umowie|ofercie)|ustal\\p{L}+|w planie)|wykracza\\p{L}*',
    'pracuje (?:od|do|w|\\d|tylko|pn)|(?:pracuje|dostepn\\p{L}+|przy biurku|pod telefonem) (?:\\p{L}+ ){0,2}(?:od|do|w|\\d)',
    'w godzinach pracy|godziny pracy',
    '(?:odbieram|odpowiadam|odpisuje|jestem dostepn\\p{L}+|jestem pod telefonem|odczytuje|czytam) (?:\\p{L}+ ){0,3}(?:od|do|w|mailem|mailowo|nastepnego|dopiero)',
    'zgodnie z (?:umowa|ustaleniami|oferta)|(?:umowilismy|umawialismy|ustalilismy|dogadalismy) sie (?:na|ze)|ustalilismy',
    'wedlug umowy|umowa (?:obejmuje|mowi|przewiduje)|w (?:umowie|ofercie|briefie|wycenie)',
    'w cenie (?:sa|jest|byl\\p{L}*|mamy)|cena obejmuje|zakres obejmuje|tak mamy w umowie|aneks\\p{L}*',
    'mam (?:juz )?(?:wolne|wolny|urlop|wylaczony|pelny|zajet\\p{L}+|kolejn\\p{L}+ (?:spotkanie|rozmow\\p{L}+)|nastepn\\p{L}+ (?:spotkanie|rozmow\\p{L}+)|jeszcze (?:\\d+|piec|dziesiec|kwadrans))',
    'jestem po pracy|po pracy|(?:na|w trakcie) urlopie?u?|jestem (?:na|w) (?:urlopie|spotkaniu|trasie)',
    'zostalo (?:mi|nam) (?:\\d+|piec|dziesiec|kilka)|(?:pelny|zapelniony|napiety) (?:kalendarz|grafik)',
    'musze (?:juz )?(?:konczyc|leciec|uciekac|isc)|do konca roku nie|minut[ay]? i (?:koniec|jedn)\\p{L}*',
    '(?:moja |moje |nasza )?(?:stawk|cen|oferta|wycen)\\p{L}* (?:zostaj|to|wynos|jest|nie|pozostaj|za)\\p{L}*|po znajomosci',
    'ani grosza|(?:od)?platn(?:y|a|e|i|ych|ym|ie)|licze (?:osobno|\\d+|za|dodatkowo)|(?:w|po) normalnej (?:cenie|stawce)',
    'ekspres\\p{L}*|(?<!nie )kosztuj[ea]',
    'osobn\\p{L}+|oddzieln\\p{L}+|dodatkow\\p{L}+ (?:platn|wycen|zlecen|koszt|godzin|faktur|oplat|usluga|praca|rzecz)\\p{L}*',
    '(?:jako|to) dodatek|doplat\\p{L}+|doplac\\p{L}+|dolicz\\p{L}+|wycen\\p{L}+|rozlicz\\p{L}+|extra platn\\p{L}+|drozej',
    'wiecej kosztuje',
    'musze odmowic|(?:tym razem )?(?:odmawiam|odmowie)|spasuje|musze spasowac|rezygnuje z tego zlecenia',
    'przekracza (?:\\p{L}+ ){0,4}(?:moje )?mozliwosci|poza moimi mozliwosciami',
    '(?:tego|sie) (?:\\p{L}+ ){0,2}nie podejm\\p{L}+|nie (?:jest )?(?:to )?(?:projekt|zlecenie|temat) dla mnie',
    'projekt nie dla mnie',
    '(?:najpierw|przed startem|z gory) (?:zaplata|platnosc|zaliczk\\p{L}|przelew|umow\\p{L}|poprosze o zaliczke)',
    '(?:polowa|50 ?%|calosc|zaliczka) z gory',
    '(?:po|do|bez|przed) (?:wplacie|zaplacie|zaplaty|oplaceniu|zaksiegowaniu|wplywie|wplywu|zaliczki|umowy|podpisania|podpisaniu|akceptacji|waszej akceptacji|podpisanej umowy)',
    'wstrzym\\p{L}+|po terminie|termin platnosci|platna do|po wplacie|przepada',
    '(?:tylko|wylacznie|jedynie) (?:mailem|mailowo|na maila|przez|w godzinach|w dni|od|do|pisemnie)|prosze mailem',
    'dalej (?:piszmy )?mail\\p{L}+|(?:reszta|reszte|pozostale sprawy) (?:\\p{L}+ )?(?:w )?mail\\p{L}+',
    'telefon (?:jest |mam )?prywatny|prywatn\\p{L}+ (?:numer|konto|profil|instagram|insta|telefon|rzecz|spraw)\\p{L}*',
    '(?:konto|profil|insta|instagram|numer) (?:jest )?(?:mam )?(?:prywatn|dla bliskich|dla rodziny)\\p{L}*|na priv|sluzbowy',
    'prywatne mam',
    '(?:to (?:jest )?(?:juz )?)(?:trzecia|czwarta|piata|kolejna|nowa|3|4|5) (?:\\p{L}+ )?(?:runda|poprawka|tura|rzecz|zmiana|wersja)',
    '(?:obie|obydwie|wszystkie) (?:juz )?(?:wykorzyst|za nami|zuzyl)\\p{L}*|ostatnia w cenie',
    '(?:trzecia|nastepna|kolejna|czwarta) (?:\\p{L}+ )?(?:kosztuje|jest platna|to \\d)',
    'now[aey] (?:koncepcj|zlecen|zakres|prac|projekt|ustalen)\\p{L}*',
    'tak (?:ze mna )?nie rozmawia\\p{L}+',
    'prosze (?:mowic|rozmawiac|zwracac sie) (?:spokojnie\\p{L}*|inaczej|normalnie|bez krzyku|ciszej)|(?:bez|przy) krzyku',
    'w takim tonie|taki ton|takim tonem|(?:prosze )?nie (?:krzycz|podnos)\\p{L}*|podniesie (?:\\p{L}+ )?glos',
    'podniesion\\p{L}+ glos\\p{L}*|koncze (?:te |ta )?rozmowe|rozlaczam sie|odkladam sluchawke|zakoncze rozmowe|przerwijmy',
    '(?:jutro|dzis|dzisiaj|teraz|na jutro|weekend|probki|rabat|znizka|za darmo) (?:juz |tez |rano |to )?(?:nie(?! ma problemu| ma sprawy)|odpada\\p{L}*)',
    'odpadaj?a?|(?:na jutro|taniej|wczesniej) (?:\\p{L}+ ){0,3}nie|nie ma (?:opcji|szans)',
    'mnie nie ma|zastepuje mnie|tylko (?:na|z|za) (?:umow|faktur|zalicz)\\p{L}*',
    'nie (?:czuje sie w (?:tym|nim)|moja (?:dzialka|branza|specjalizacja|bajka))|krzyk\\p{L}* (?:\\p{L}+ )?nie',
    '(?:mam (?:taka )?zasad\\p{L}|(?:moja|taka) zasada|z zasady|regulamin\\p{L}*|tak pracuje)|(?:w prezencie|prezent to)',
    'tylko z faktura|to (?:juz )?(?:zlecenie|moja praca|praca)|drobiazgi tez|ostatnia w|z tego zyje',
  ),
  /(?<![\p{L}\d.,])\d[\d ]{0,6}(?:[.,]\d{1,2})? ?(?:zl|zlotych|pln|euro|eur|netto|brutto|tys|%|\/ ?h)(?![\p{L}])|(?<![\p{L}\d.,])(?:[€$£] ?\d{1,6}|za \d{2,6}(?! ?(?:godz|h\b|min|dni|tyg|mies|lat|:))(?![\p{L}\d])|\d{2,5} ?\/ ?h|stow[aey]\p{L}{0,2}|tysi[ae]c\p{L}{0,2})/gu,
];

/** What the client is asked for. */
export const POLISH_REQUESTS: readonly RegExp[] = [
  words(
    'prosze(?! sie nie (?:gniewac|przejmowac|spieszyc|martwic)| bardzo(?! o)| dyktowac| o wybaczenie| dzwonic (?:o kazdej|kiedy))',
    'poprosze|(?:po)?prosil(?:a)?bym|bardzo prosze o',
    '(?:napisz|przyslij|wyslij|podeslij|przeslij|odeslij|zadzwon|oddzwon|daj(?: mi)? znac|dajcie(?: mi)? znac|dasz znac|dacie znac|zapisz|spisz|wypisz|wybierz|powiedz|zaplac|oplac|ureguluj|przelej|potwierdz|podaj|zbierz|zostaw|umow|odezwij|odpisz|odpowiedz|podpisz|sprawdz|zajrzyj|zerknij|wskaz|ustal|zdecyduj|dopisz|wrzuc|udostepnij|przejrzyj|porownaj|spotkaj|zaczekaj|poczekaj|przekaz|opisz mi|spiszcie|wpisz|zajrzyj|pisz(?! kiedy| ile)|dzwon(?! kiedy| smialo)|mow|zobacz|spojrz|rzuc okiem|zwroc|doplac|wklej|przemysl|zastanow sie|skontaktuj sie|kliknij|zarezerwuj|wyznacz|uprzedz|okresl|doprecyzuj|wstrzymaj|rozwaz|wroc|rozbij|pokaz|opisz|wymien|skroc|przenies|przeloz|podziel)(?:cie|my)?',
    '(?:\\p{L}{2,12}(?:bmy|cmy|jmy|nmy|wmy|zmy|szmy)|ustalmy|trzymajmy sie)',
    'proponuje|moja propozycja|mozemy \\p{L}+|moglibysmy|mozecie (?:tez )?\\p{L}+',
    'czy (?:moze\\p{L}*|mozesz|mozemy|pasuje|odpowiada|zamawia\\p{L}*|mam|jest|wszystko|taki|tak|to|moglby\\p{L}*|moglaby\\p{L}*)',
    '(?:moglby|moglaby|moglbys|moglabys) (?:pan|pani|mi)?',
    '(?:czekam|czekamy) na|potrzebuje|potrzebne (?:mi|sa)|(?:zaczynac|zamawia (?:pan|pani)|robimy|zaczynamy|zamawiacie)',
    '(?:pasuje|odpowiada|zgoda|pasi|moze byc|ok|okej|deal|umowa stoi|gra)(?: (?:pani|panu|ci|wam))?\\s?\\?',
    '(?:niech|prosze,? zeby) (?:\\p{L}+ ){1,3}(?:zbier|napis|zdecyd|wybier|przys|poda|zadzwon|przesl|wysl|potwier|podpis|odezw|sprawd)\\p{L}*',
    `jak (?:${YOU} )?(?:podes|przys|wys|odes|potwier|podpis|zaplac|da znac|dasz|zdecyd|sie zgod|wroc)\\p{L}*`,
    `je(?:sli|zeli) (?:${YOU} |sie )?(?:potwier|chce|woli|wola|zgad|zgod|moze)\\p{L}*`,
    '(?:na|w) (?:pismie|mailu|jednym (?:mailu|pliku|dokumencie)|jednej wiadomosci|punktach)|mailem|na maila|mailowo',
    'odezwij sie|odezwijcie sie|wspolnie ustalmy|zapraszam do',
    '(?:co|ktor[aey]\\p{L}{0,2}|jaki\\p{L}{0,2}|kiedy) (?:\\p{L}+ )?(?:wybiera|woli|wola|wolicie|wolisz|pasuje|jest naj|moge sie spodziewac|macie|mozemy|potrzeb)\\p{L}*',
  ),
  opening('kontakt (?:prosze )?(?:mailem|mailowy|przez|w)'),
];

/** What the member offers or will do. */
export const POLISH_PROMISES: readonly RegExp[] = [
  words(
    `(?<!nie |moze |jak |je(?:sli|zeli) |czy )(?:${I_WILL}|${I_WOULD})(?! rady| spokoj| \\p{L}+ rade)(?: (?:to|sie|znac|ja|pani|panu|ci|wam|do|tym|je|go))?`,
    `(?<!nie |moze )${I_DO}`,
    `(?<!nie )${WE_WILL}`,
    '(?:odpowiem|odpisze|zajme sie|usiade do tego|wroce do|dam znac)',
    'dostani\\p{L}+|dostaniesz|dostaniecie|bedzie (?:gotow\\p{L}+|u (?:pani|pana|was|ciebie)|odpowiedz|na|w)',
    'beda (?:gotowe|na|u)|masz (?:to |na |gotow)\\p{L}*|bede (?:mial|miala|gotow|dostepn)\\p{L}*',
    'jestem (?:do \\p{L}+ dyspozycji|przy biurku)',
    '(?:chetnie )?(?:moge|mozemy|mozna)(?! byc|\\?) (?:tez |za to |ewentualnie |to |ci |pani |panu |wam |najwczesniej |je |na |w |wejsc |dopiero )?\\p{L}+',
    'polecam|realny termin|(?:wolny|najblizszy) termin|wolne (?:godziny|terminy)|najwczesniej',
    'w zalaczniku|najpierw [^.!?\\n]{3,40}, (?:a )?(?:potem|wtedy|dopiero)|wtedy \\p{L}+|reszta (?:w|na|po|we|bedzie)',
    'na liste|ide do pracy|(?<!czy |jak |je(?:sli|zeli) )(?:zdaze|wyrobie sie)',
    '(?:chetnie|od razu|wtedy) (?:pomoge|porozmawiam|pokaze|dorobie|zrobie|zajme sie|wroce)',
  ),
  /(?<![\p{L}])(?:albo|lub) [^.!?\n]{2,60}/gu,
];

/** An “or else” about the work. */
export const POLISH_CONSEQUENCES: readonly RegExp[] = [
  words(
    '(?:jesli|jezeli|jak|gdy|brak|bez|dopoki|poki) (?:[^.!?\\n]|\\.(?=\\d)){3,80}? (?:wstrzym|dolicz|nalicz|przestan|zatrzym|przesun|przesuw|wypowie|uznaj|uznam|zamyk|zamkn|wystawi|traktuj|potraktuj|nie (?:rusz|robi|pracuj|kontynu|oddaj)|zakoncz|rozlacz|naliczam|odklad|zawiesz|przekaz|zrywam|nie wys|nie odda|nie zacz|nie przeka)\\p{L}*',
    '(?:w przeciwnym razie|(?:bo )?inaczej(?! sie)) (?:[^.!?\\n]|\\.(?=\\d)){3,60}',
    '(?:potem|po tym terminie|pozniej) (?:juz )?(?:uznaj|uznam|nie zdaz|wystawi|zamyk|nalicz)\\p{L}*',
  ),
];

/** A blunt no. */
export const POLISH_BLUNT: readonly RegExp[] = [
  /(?<=(?:^|[.!?])\s{0,2})nie(?=\s{0,2}(?:[.,!]|$|- ))/gu,
  words(
    '(?:absolutnie|zdecydowanie|na pewno|po prostu|mowie|no) nie(?! wiem)',
    'nie ma mowy',
    'nie ma (?:takiej )?(?:opcji|szans)',
    'nie zgadzam sie(?! na tak)',
    'nie zrobie',
    'nie bede (?:tego )?robi[cl]\\p{L}*',
    'nie chce(?! (?:pan|pani|cie|ci|was|wam|panstw|sie kloc|robic tego po)\\p{L}*)',
    'nie podejme sie',
    'nie przyjme',
    'nie wezme',
    'nie moge',
  ),
];

export const POLISH_DECLINING: readonly RegExp[] = [
  words(
    '(?:tym razem )?(?:odmawiam|odmowie|musze odmowic|spasuje|musze spasowac|rezygnuje)|nie wchodze',
    '(?:sie )?nie (?:podejm|wezm|skorzyst|przyjm|biore)\\p{L}*|nie (?:jest )?(?:to )?(?:projekt |zlecenie )?dla mnie',
  ),
];
export const POLISH_THANKING: readonly RegExp[] = [
  words('dziek(?:uje|i|ujemy)|dzieki|dzieki wielkie|doceniam|milo mi|powodzenia|zycze|ciesze sie|to mile'),
];
