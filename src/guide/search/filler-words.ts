import type { Locale } from '../../i18n/locales.ts';

/**
 * Words people use to tell the story around a question ("she always says", "potem wszystko zaczyna się od nowa"). Unlike stop
 * words they may name a topic, so they stay in the index and the query, but weigh less. General words only, independent of the
 * guide's subject.
 */
const lists: Readonly<Record<Locale, string>> = {
  pl: `
    zawsze potem pozniej zaraz dopiero jeszcze wczoraj jutro codziennie wszystko wszystkie wszystkich wszystkim wszyscy nikt nikogo razy
    potrafi potrafie potrafia zaczyna zaczynam zaczynaja zaczal zaczela zaczelo zaczynac mowi mowie mowia mowil mowila mowic powiedzial powiedziala
    powiedziec prosi prosil prosila poprosil poprosila pyta pytam pytal pytala twierdzi uwaza okazuje okazalo wydaje wiadomo
    mysle mysli myslec czuje czuc boje martwic staram probuje lubie wole zastanawiam szukam pamietam pamieta zapomnialem zapomnialam
    widze widzi widzialem widzialam chcialbym chcialaby idzie pojsc pojde poszlo przyjdzie przyszedl przyszla wracam wraca jade jedzie
    lezy stoi bierze biore wziac wezme wezmie wzial wziela dostalem dostalam dostac dostaje kupic kupuje znam zna
    nowy nowa nowe nowego duzy duza duze maly mala male dobry dobra dobre dobrego dobrze lepiej zle ladnie szybko caly cala cale calej calkiem wlasny
    drugi druga drugie pierwszy pierwsza kolejny kolejna kolejne ostatni ostatnia piec pieciu dziesiec
    sprawa sprawie sprawy rzecz rzeczy poczatek poczatku koniec reszta reszte miejsce miejsca
    ludzie ludzi ludziom ludzmi czlowiek czlowieka osoba osoby osobie lata lat latach rok roku miesiac dzien dni`,
  en: `
    she got rather every everything everyone everybody anything anyone anybody nothing nobody really still never always already almost
    within many another around off down even though although yet since enough maybe perhaps quite actually completely totally somehow soon
    used use way ways ago back come comes came coming told tell tells telling say says said saying think thinks thinking thought
    know knows knew feel feels felt seem seems wants wanted look looks looking looked find finds found keep keeps kept put puts
    take takes taking took taken give gives gave given went gone show shows see saw seen
    first last long big small little good bad better best new old right sure single easily whole idea lot lots kind bit
    people person man woman today tomorrow yesterday year years month months week weeks day days five six seven eight ten hundred`,
};

const fillers: Readonly<Record<Locale, ReadonlySet<string>>> = {
  pl: new Set(lists.pl.split(/\s+/)),
  en: new Set(lists.en.split(/\s+/)),
};

/** Weight of a filler word relative to an equally rare topical word. */
export const FILLER_WORTH = 0.5;

/** Whether an analysed word belongs to the story around a question rather than to the question itself. */
export function isFiller(word: string, locale: Locale): boolean {
  return fillers[locale].has(word);
}
