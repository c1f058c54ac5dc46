import type { Locale } from '../../i18n/locales.ts';
import { stem } from './analysis.ts';

/**
 * Words that say nothing about a topic: function words, and the verbs that frame questions ("what should I do"). Folded like
 * every analysed word. "Nie" and "no" are included: as single words they occur everywhere in both languages.
 */
const LISTS: Readonly<Record<Locale, string>> = {
  pl: `
    a aby ach acz aj ale albo ani az azeby bardzo bez beda bede bedzie bo bowiem by byc byl byla bylo byly bym byle chce chcialabym chcialbym
    chociaz choc ci cie cala caly ciagle co cokolwiek cos czasem czasami czemu czy czyli czyjs dla dlaczego dlatego do dosc duzo dwa ewentualnie ga gdy gdyby
    gdyz gdzie gdziekolwiek gdzies go ich ile im inna inne inny innych iz ja jak jaka jakas jakby jaki jakie jakis jakich jakim jako jakos jakze jednak
    jego jej jemu jest jestem jesli jezeli juz kazda kazde kazdy kiedy kiedys kilka kilku kims kogo kogos komu komus ktora ktore ktorego ktorej
    ktory ktorych ktorym ktorzy kto ktos ku lecz lub ma maja mam mamy masz mi miec mial miala mimo mna mnie moga mogl mogla moglbym moglabym moj moja moje moze mozesz
    mozna moge moim moich mojego mojej mu musi musze my na nad nalezy nam nami nas nasz nasza nasze natomiast nawet nia nic nich nie niech niego niej niemu nigdy nim nimi
    niz no o obok od ode okolo on ona one oni ono oraz oto pan pani po pod podczas pomimo ponad poniewaz potrzebuje powinien powinna powinno powinienem powinnam
    poza prawie przed przede przez przy raz razie robi robic robie rowniez sa sam sama samo siebie sie skad soba sobie sposob swoj swoja swoje swojego swoim swoich ta tak taka taki
    takie takze tam te tego tej ten teraz to toba tobie totez trzeba tu twoj twoja twoje twym ty tych tylko tym u w we wam wami was wasz
    warto wedlug wie wiec wiem wszelkie wtedy wy wlasnie z za zaden zadna zadne zamiast zas ze zeby zrob zrobic zrobie znow znowu
    the of and is how what czego czegos czym czyms ktorzys jakiej jakiego jesteś moc mozemy umiem umiec polega bedac zanim jeden jedna jedno dwa dwie dwoch dwoje dwoma trzy trzech cztery
    wciaz znow troche strasznie totalnie mega ogole ostatnio dalej wreszcie chyba serio niby hej czesc prosze dzieki pomocy ok wlasciwie akurat
    tyle tym tutaj naprawde zreszta jakbym bylabym bylbym mialabym mialbym chca chcemy beda bywa zdarza moglby moglaby mogloby musza dzis zebym zebys zrobil zrobila robil robila sorry sory dac da daje daja dam daj
    byly bylo mialy mialo mieli wyjsc wychodzi znaczy zwykle czesto zbyt malo sporo nieraz niemal wrecz kompletnie zupelnie wypada wypadaloby
    pewien pewna pewnego jednego jednej jednym innego innej innemu innymi takiego takiej takim tamtego razu mozliwe zostac zostal zostala`,
  en: `
    a about above after again all also am an and any are as at be because been before being between both but by can cannot cant could did do does doing don dont
    each else ever few for from further get gets getting go going had has have having he hello her here hers him his how i id if im in into is it its
    ive just let lets like make makes may me might mine more most much must my myself need needs no nor not now of on once one only or other our ours out over per please
    should shouldnt so some such than that thats the their theirs them then there these they thing things this those through to too under until up us very want
    was wasnt we were what whats when where whether which while who whom whose why will with without wont would you your yours yourself doesnt didnt isnt arent someone something somebody one two three four`,
};

const STOP_WORDS: Readonly<Record<Locale, ReadonlySet<string>>> = {
  pl: new Set(LISTS.pl.split(/\s+/)),
  en: new Set(LISTS.en.split(/\s+/)),
};

/** Whether an analysed word is dropped from queries in this language. Single characters always are. */
export function isStopWord(word: string, locale: Locale): boolean {
  return word.length < 2 || STOP_WORDS[locale].has(word);
}

/**
 * Words for the asker or the people they mean ("a contract for a designer", "some guy calls at night"). They are rare in the
 * texts, so they would outweigh the query's subject.
 */
const PEOPLE: Readonly<Record<Locale, string>> = {
  pl: `freelancer freelancerka freelancing programista programistka webdeveloper developer copywriter copywriterka designer
    projektant projektantka fotograf fotografka ilustrator ilustratorka typ facet facetka koles babka janusz`,
  en: `freelancer freelance freelancing programmer developer copywriter designer photographer illustrator translator guy dude`,
};

const PEOPLE_STEMS: Readonly<Record<Locale, ReadonlySet<string>>> = {
  pl: new Set(PEOPLE.pl.split(/\s+/).map((word) => stem(word, 'pl'))),
  en: new Set(PEOPLE.en.split(/\s+/).map((word) => stem(word, 'en'))),
};

/** Whether an analysed word merely names a person, and is dropped from a query that says anything else. */
export function namesPerson(word: string, locale: Locale): boolean {
  return PEOPLE_STEMS[locale].has(stem(word, locale));
}
