/**
 * Given names whose Polish vocative is certain, with the usual short forms. Names that belong to both genders (Alex, Nikola),
 * that have two vocatives in use (Nadia), or that Polish does not inflect (Nicole) are omitted on purpose.
 */

const list = (names: string): readonly string[] => names.trim().split(/\s+/u);

/** Female names in -a whose vocative ends in -o. */
export const FEMALE = list(`
  Ada Adela Adriana Adrianna Aga Agata Agnieszka Aldona Aleksandra Alicja Alina Amanda Amelia Anastazja Aneta Angela
  Angelika Aniela Anita Anna Antonina Apolonia Arleta Aurelia Balbina Barbara Beata Berenika Bernadeta Bernadetta
  Bianka Blanka Bogna Bogumiła Bogusława Bożena Bronisława Brygida Cecylia Celina Czesława Dagmara Danuta Daria
  Diana Dobrosława Dominika Dorota Edyta Eleonora Eliza Elwira Elżbieta Emilia Emma Estera Eugenia Ewa Ewelina
  Faustyna Felicja Franciszka Gabriela Genowefa Gertruda Grażyna Greta Halina Halszka Hanna Helena Henryka Honorata
  Hortensja Ida Iga Ilona Inga Inka Irena Irmina Iryna Iwona Iza Izabela Izabella Jadwiga Jagna Jagoda Janina Joanna
  Jolanta Jolka Jowita Judyta Julia Julianna Julita Justyna Kalina Kamila Karina Karolina Kaśka Katarzyna Kinga
  Klara Klaudia Klementyna Konstancja Kornelia Krystyna Laura Lena Leokadia Lidia Lilia Liliana Lilianna Lucyna
  Ludmiła Ludwika Luiza Łucja Magda Magdalena Malwina Małgorzata Małgośka Marcela Marcelina Maria Marianna Mariola
  Marlena Marta Martyna Marzanna Marzena Matylda Melania Michalina Milena Mira Mirosława Monika Nadzieja Natalia
  Nina Oksana Oktawia Olena Olga Olimpia Oliwia Otylia Patrycja Paula Paulina Pelagia Regina Renata Rita Roksana
  Rozalia Róża Ryszarda Sabina Salomea Sandra Sara Sławomira Stanisława Stefania Sylwia Tamara Tatiana Teodora
  Teresa Tetiana Urszula Violetta Wacława Wanda Weronika Wiesława Wiktoria Wioleta Wioletta Władysława Zdzisława
  Zenobia Zofia Zuza Zuzanna Zyta Żaklina Żaneta Żanna
`);

/** Short and affectionate forms with a soft ending: their vocative ends in -u. */
export const FEMALE_SOFT = list(`
  Agusia Ala Ania Anusia Asia Basia Bogusia Bronia Dusia Ela Elunia Frania Gabrysia Gosia Hala Hania Hela Jadzia
  Jasia Jola Jula Julcia Kaja Kasia Kazia Krysia Lila Lusia Madzia Maja Małgosia Mania Marcysia Marysia Misia Nela
  Ola Patrysia Pola Renia Stasia Stefcia Tesia Tola Tosia Ula Wiesia Władzia Zosia Zuzia
`);

/** Male names ending in a consonant, and short forms in -ek, -ik, -ś. */
export const MALE = list(`
  Adam Adrian Alan Albert Albin Aleksander Alfons Alfred Amadeusz Anatol Andrzej Antek Antonin Apoloniusz Arek Ariel
  Arkadiusz Arnold Artur August Augustyn Aureliusz Bartek Bartłomiej Bartosz Benedykt Beniamin Bernard Błażej Bogdan
  Bogumił Bogusław Bolek Bolesław Borys Bronek Bronisław Cyprian Cyryl Czarek Czesław Damian Daniel Darek Dariusz
  Dawid Denis Dobrosław Dominik Donald Dorian Edek Edmund Edward Edwin Eliasz Eligiusz Emanuel Emil Ernest Eryk
  Eugeniusz Fabian Felek Feliks Ferdynand Filip Florian Franciszek Franek Fryderyk Gabriel Gaweł Gerard Gniewomir
  Gracjan Grzegorz Grzesiek Grześ Gustaw Heniek Henryk Hieronim Hipolit Hubert Igor Irek Ireneusz Iwan Izydor Jacek
  Jakub Jan Janek Janusz Jarek Jaromir Jarosław Jaś Jędrek Jędrzej Joachim Jonasz Józef Józek Julek Julian Juliusz
  Jurek Justyn Kacper Kajetan Kamil Karol Kazik Kazimierz Klemens Konrad Kordian Kornel Krystian Krystyn Krzysiek
  Krzysztof Krzyś Lech Leon Leonard Leopold Lesław Leszek Longin Lucjan Ludwik Łukasz Maciej Maciek Maks Maksym
  Maksymilian Marcel Marcin Marek Marian Mariusz Mateusz Michał Mieczysław Mietek Mikołaj Milan Miłosz Mirek Miron
  Mirosław Mścisław Narcyz Natan Nataniel Nikodem Norbert Olaf Olek Olgierd Oliwer Oliwier Oskar Patryk Paweł Piotr
  Piotrek Przemek Przemysław Radek Radomir Radosław Rafał Rajmund Remigiusz Robert Roch Roman Romek Romuald Rudolf
  Rysiek Ryszard Samuel Sebastian Sergiusz Seweryn Sławek Sławomir Stanisław Staszek Staś Stefan Sylwester Szczepan
  Szymek Szymon Tadek Tadeusz Teodor Tobiasz Tomasz Tomek Tristan Tymek Tymon Tymoteusz Tytus Wacek Wacław Waldek
  Waldemar Wawrzyniec Wiesiek Wiesław Wiktor Wilhelm Wit Witek Witold Władek Władysław Włodek Włodzimierz Wojciech
  Wojtek Zbigniew Zbyszek Zdzisław Zenek Zenon Ziemowit Zygmunt
`);

/** Male names unchanged in the vocative. */
export const MALE_UNCHANGED = list(`
  Aleksy Alojzy Ambroży Antoni Apolinary Bazyli Bruno Cezary Dionizy Eustachy Hilary Hugo Ignacy Iwo Jeremi Jerzy
  Konstanty Ksawery Marceli Maurycy Metody Protazy Walenty Walery Wincenty
`);

/** Short and affectionate forms: among friends only, so nobody writes "Pani Kasiu" in a formal letter. */
export const SHORT_FORMS = list(`
  Aga Agusia Ala Ania Anusia Asia Basia Bogusia Bronia Dusia Ela Elunia Frania Gabrysia Gosia Hala Hania Hela Inka Iza
  Jadzia Jasia Jola Jolka Jula Julcia Kasia Kaśka Kazia Krysia Lusia Madzia Magda Małgosia Małgośka Mania Marcysia
  Marysia Misia Ola Patrysia Renia Stasia Stefcia Tesia Tola Tosia Ula Wiesia Władzia Zosia Zuza Zuzia
  Antek Arek Bartek Bolek Bronek Czarek Darek Edek Felek Franek Grzesiek Grześ Heniek Irek Janek Jarek Jaś Jędrek Józek
  Julek Jurek Kazik Krzysiek Krzyś Kuba Maciek Maks Mietek Mirek Olek Piotrek Przemek Radek Romek Rysiek Sławek Staszek
  Staś Szymek Tadek Tomek Tymek Wacek Waldek Wiesiek Witek Władek Włodek Wojtek Zbyszek Zenek
`);

/** Irregular vocatives. */
export const IRREGULAR: Readonly<Record<string, string>> = {
  Barnaba: 'Barnabo',
  Grzesiek: 'Grześku',
  Heniek: 'Heńku',
  Jaś: 'Jasiu',
  Kacper: 'Kacprze',
  Krzysiek: 'Krzyśku',
  Krzyś: 'Krzysiu',
  Grześ: 'Grzesiu',
  Kosma: 'Kosmo',
  Kuba: 'Kubo',
  Maciek: 'Maćku',
  Oliwer: 'Oliwerze',
  Oliwier: 'Oliwierze',
  Rysiek: 'Ryśku',
  Staś: 'Stasiu',
  Wawrzyniec: 'Wawrzyńcze',
  Wiesiek: 'Wieśku',
};

/** Male names that end in -a. */
export const MALE_IN_A = list('Barnaba Kosma Kuba');
