/**
 * Given names whose Polish vocative is certain, with the usual short forms. Names that belong to both genders
 * (Alex, Nikola), that are used in two vocatives (Nadia), or that Polish does not inflect (Nicole) are left out on purpose.
 */

const list = (names: string): readonly string[] => names.trim().split(/\s+/u);

/** Female names in -a whose vocative ends in -o. */
export const FEMALE = list(`
  Ada Adela Adrianna Adriana Aga Agata Agnieszka Aldona Aleksandra Alicja Alina Amanda Amelia Anastazja Aneta Angela
  Angelika Aniela Anita Anna Antonina Apolonia Arleta Aurelia Balbina Barbara Beata Berenika Bernadeta Bianka Blanka
  Bogna Bogumiła Bogusława Bożena Bronisława Brygida Cecylia Celina Czesława Dagmara Danuta Daria Diana Dobrosława
  Dominika Dorota Edyta Eleonora Elwira Eliza Elżbieta Emilia Emma Eugenia Ewa Ewelina Felicja Franciszka Gabriela
  Genowefa Gertruda Grażyna Greta Halina Halszka Hanna Helena Henryka Honorata Hortensja Ida Iga Ilona Inga Inka
  Irena Irmina Iryna Iwona Iza Izabela Izabella Jadwiga Jagna Jagoda Janina Joanna Jolanta Jolka Jowita Judyta Julia
  Julianna Julita Justyna Kaśka Kalina Kamila Karina Karolina Katarzyna Kinga Klara Klaudia Konstancja Kornelia
  Krystyna Kryspina Laura Lena Leokadia Lidia Lilia Liliana Lucyna Ludmiła Ludwika Luiza Magda Magdalena Malwina
  Małgorzata Małgośka Marcela Marcelina Maria Marianna Mariola Marlena Marta Martyna Marzanna Marzena Matylda
  Melania Michalina Milena Mira Mirosława Monika Nadzieja Natalia Nina Oksana Olena Oktawia Olga Oliwia Otylia
  Patrycja Paula Paulina Pelagia Regina Renata Roksana Rozalia Róża Ryszarda Sabina Sandra Sara Sławomira Stanisława
  Stefania Sylwia Tamara Tatiana Teodora Teresa Tetiana Urszula Wacława Wanda Weronika Wiesława Wiktoria Wioletta
  Wioleta Władysława Xenia Zdzisława Zofia Zuza Zuzanna Zyta Żaneta Żaklina
`);

/** Short and tender forms with a soft ending: their vocative ends in -u. */
export const FEMALE_SOFT = list(`
  Agusia Ala Ania Anusia Asia Basia Bogusia Bronia Dusia Ela Elunia Frania Gabrysia Gosia Hala Hania Hela Jadzia
  Jasia Jola Jula Julcia Kaja Kasia Kazia Krysia Lila Lusia Madzia Maja Małgosia Mania Marcysia Marysia Misia Nela
  Ola Patrysia Pola Renia Stasia Stefcia Tesia Tola Tosia Ula Wiesia Władzia Zosia Zuzia
`);

/** Male names in a consonant, and short forms in -ek, -ik, -ś. */
export const MALE = list(`
  Adam Adrian Alan Albert Albin Aleksander Alfons Alfred Alojz Amadeusz Anatol Andrzej Antek Antonin Apoloniusz Arek Ariel
  Arkadiusz Arnold Artur August Augustyn Aureliusz Bartek Bartłomiej Bartosz Bazyli Beniamin Benedykt Bernard Błażej Bogdan
  Bogumił Bogusław Bolek Bolesław Borys Bronek Bronisław Czarek Czesław Damian Daniel Darek Dariusz Dawid Denis Dionizy
  Dobrosław Dominik Donald Edek Edmund Edward Edwin Eliasz Emanuel Emil Ernest Eryk Eugeniusz Eustachy Fabian Felek Feliks
  Ferdynand Filip Florian Franciszek Franek Fryderyk Gabriel Gaweł Gerard Gniewomir Gracjan Grzegorz Grzesiek Grześ Gustaw
  Heniek Henryk Hieronim Hipolit Hubert Igor Ireneusz Irek Iwan Iwo Izydor Jacek Jakub Jan Janek Janusz Jarek Jarosław Jaś
  Jędrek Jędrzej Joachim Jonasz Józef Józek Julek Julian Juliusz Jurek Justyn Kacper Kajetan Kamil Karol Kasper Kazik
  Kazimierz Klemens Konrad Kordian Kornel Krystian Krystyn Krzysiek Krzysztof Krzyś Ksawery Leon Leonard Leopold Lech Leszek
  Longin Lucjan Ludwik Łukasz Maciej Maciek Maks Maksym Maksymilian Marcel Marcin Marek Marian Mariusz Mateusz Metody
  Michał Mieczysław Mietek Mikołaj Miłosz Mirek Miron Mirosław Mirek Mścisław Narcyz Natan Nikodem Norbert Olaf Olek Olgierd
  Oliwer Oliwier Oskar Patryk Paweł Piotr Piotrek Protazy Przemek Przemysław Radek Radosław Rafał Rajmund Remigiusz Robert
  Roch Roman Romek Romuald Rudolf Rysiek Ryszard Sebastian Seweryn Sławek Sławomir Staś Stanisław Staszek Stefan Sylwester
  Szczepan Szymek Szymon Tadek Tadeusz Teodor Tobiasz Tomasz Tomek Tristan Tymek Tymon Tymoteusz Tytus Wacek Wacław
  Waldek Waldemar Wawrzyniec Wiesiek Wiesław Wiktor Wilhelm Wit Witek Witold Władek Władysław Włodek Włodzimierz Wojciech
  Wojtek Zbigniew Zbyszek Zdzisław Zenek Zenon Ziemowit Zygmunt
`);

/** Male names that stay as they are in the vocative. */
export const MALE_UNCHANGED = list(`
  Ambroży Antoni Bazyli Bruno Cezary Dionizy Eustachy Hugo Ignacy Iwo Jeremi Jerzy Konstanty Ksawery Marceli Walenty
  Walery Wincenty
`);

/** Vocatives that no rule gives. */
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
