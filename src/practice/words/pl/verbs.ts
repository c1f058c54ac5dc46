/** Polish verbs of work, in the forms in which somebody says what they will do; without diacritics. */

/** Words, apart by space, as alternatives; `_` stands for a space within one. */
const oneOf = (text: string): string => `(?:${text.trim().split(/\s+/u).join('|').replaceAll('_', ' ')})`;

const PREFIX = '(?:do|na|o|od|ode|po|pod|pode|prze|przy|roz|s|u|w|wy|z|za)';
/** What takes a prefix: “robię” is in “zrobię”, “dorobię”, “przerobię”. */
const STEMS = oneOf(`
  robie sle pisze dzwonie licze cenie prawie tlumacze rysuje szkicuje projektuje stawie biore tworze niose prowadze
  czytam slucham ciagne montuje koncze dam powiem wiem bije kroje ksieguje korzystam pelnie bieram grywam gram planuje
  mienie fakturuje rezerwuje loze chodze szykuje sprawdze tne drukuje nagram nagrywam trzymam dziele ruszam
`);
const WHOLE = oneOf(`
  dam oddam podam przekaze pokaze wskaze wroce zwroce zaczne rusze skoncze zamkne zajme wezme siade usiade przysiade
  odezwe odpowiem odpisze zerkne zajrze spojrze obejrze sprawdze zweryfikuje ustale omowie zarezerwuje wznowie
  wstrzymam dostarcze polece przygotuje zaproponuje zapisze wpisze umowie potwierdze wystawie rozlicze dopasuje
  dokoncze dopilnuje zadbam zmieszcze wrzuce wlacze wylacze przesune przeloze ogarne zalatwie wyjasnie dopytam zapytam
  wprowadze naniose uwzglednie przejde przejrze zamienie zrealizuje opublikuje pomoge zostawie doloze obnize opracuje
  wykonam sporzadze przedstawie przetestuje zaktualizuje poszukam popatrze skroce odejme zdejme dorobie podlicze
  rozpisze spisze opisze przepisze dogram domkne dorzuce dowiem naprawie nadrobie nadgonie odbiore odloze odniose
  otworze poinformuje porownam porozmawiam poukladam powtorze pozbieram przeanalizuje przeczytam przemysle przeslucham
  przetlumacze przyjade przyjde przyjrze puszcze rozwaze skonsultuje skontaktuje skoryguje spotkam stworze uporzadkuje
  usune wdroze wlicze wstawie wybiore wydrukuje wygeneruje wymienie wylicze wytlumacze zaczekam poczekam zamowie
  zaplanuje zaznacze zbiore zdecyduje zglosze zloze zmontuje utne dogadam dotrzymam dowioze wyrobie zdejmuje machne
  zrezygnuje zastanowie wpadne podejde namierze udostepnie dosle dopisze zapewnie ogranicze
`);

/** Nouns that look the same without diacritics: “w tej sprawie”, “na podstawie”, “w wycenie”. */
const NOUNS =
  '(?:sprawie|podstawie|postawie|ustawie|oprawie|wyprawie)(?![\\p{L}])|(?<=(?<![\\p{L}])(?:w|na|po|przy|o) )';

/** First person singular of what will be done once. */
export const I_WILL = `(?!${NOUNS})(?:${PREFIX}${STEMS}|(?:od|do|wy|prze|pod|ode)?sle|${WHOLE})`;

/** The same in the polite conditional: “zrobiłabym”. */
export const I_WOULD = '(?!prosil|chcial|wolal|musial|mial|byl)\\p{L}{2,14}l(?:bym|abym)';

/** First person singular of what is being done or done as a rule, in works of one’s own. */
export const I_DO = oneOf(`
  wysylam przesylam podsylam odsylam zaczynam ruszam startuje dzwonie oddzwaniam odpisuje odpowiadam odbieram nanosze
  wprowadzam wracam siadam dzialam oddaje dolaczam zalaczam rezerwuje wystawiam wznawiam przekazuje biore_sie
  zabieram_sie zapraszam polecam proponuje licze doliczam wyceniam rozliczam wrzucam czekam przypominam szacuje
  odliczam zapisuje trzymam pracuje realizuje robie montuje pisze poprawiam udostepniam
`);

/** First person plural of what will be done together. */
export const WE_WILL = oneOf(`
  zrobimy przejdziemy omowimy ustalimy porozmawiamy pogadamy zaczniemy wrocimy spotkamy_sie podpiszemy dogadamy
  zaczynamy robimy ruszamy startujemy lecimy dzialamy przesuwamy zamykamy
`);
