/** What titles and names of one language are made of. */
export interface DemoLanguage {
  tag: string;
  /** `{A}`: an adjective, `{N}` and `{M}`: nouns, `{P}`: an invented place, `{Q}`: an invented name. */
  titles: readonly string[];
  adjectives?: readonly string[];
  nouns: readonly string[];
  firstNames: readonly string[];
  /** For invented names: beginnings, middles and ends. */
  syllables: readonly [readonly string[], readonly string[], readonly string[]];
}

const words = (text: string) => text.trim().split(/\s+/);

const ENGLISH: DemoLanguage = {
  tag: 'en',
  titles: [
    'The {A} {N} of {P}',
    '{A} {N} for {Q}',
    'The {N} and the {M} of {P}',
    '{Q}’s {A} {N}',
    'Letters from {P}: {A} {N}',
    'How the {N} Came to {P}',
    '{A} {N}, {A} {M}: {P} Remembered',
    'The Last {N} of {Q}',
  ],
  adjectives: words(
    'amber ancient autumn bitter blue borrowed bright broken brittle careful crooked distant drowned early electric empty fading faithful folded forgotten foreign frozen gentle gilded glass golden green hidden hollow honest hungry inner iron ivory late lesser lonely long lost lunar marble middle mossy narrow nightly northern obedient open paper patient perfect plain polite quiet ragged rapid red restless salted scarlet second secret severe shallow silent silver sleeping slow small solemn southern spare stolen stubborn sudden summer tender thirsty unfinished unlikely upper velvet wandering weathered western whispering white wild winter wooden yellow',
  ),
  nouns: words(
    'almanac anchor apprentice archive arithmetic atlas balcony ballad barometer beekeeper bell bridge candle carpenter cartographer cathedral ceremony chimney clockmaker compass confession corridor courtyard daughter dictionary embassy engine errand estuary falcon ferry festival fountain furnace garden geometry ghost glacier granary harbour harvest hedge heron horizon inheritance inventory island journal kitchen ladder lantern library lighthouse lullaby machine map market meadow medicine melody merchant mirror monsoon mountain museum negotiation nightingale notebook observatory ocean orchard parliament peninsula physician pilgrim postcard quarry rain recipe reservoir riddle river room rumour sailor schoolhouse season shadow shepherd shoreline signal sparrow staircase station stranger submarine telegram theatre thimble tide tunnel umbrella valley verdict violin voyage wardrobe weaver wedding wind window workshop',
  ),
  firstNames: words(
    'Ada Alma Amos Beatrix Callum Clara Dorothea Edwin Effie Esther Felix Flora Gwen Harriet Hugh Imogen Isaac Jasper Josephine Kit Leopold Lydia Mabel Malcolm Nell Oscar Phoebe Quentin Rosalind Rupert Sylvia Theodore Una Victor Winifred',
  ),
  syllables: [
    words(
      'Ash Bar Bel Brack Cal Cor Dun Dray El Fen Gal Gar Hal Har Hol In Kel Lan Lor Mar Mel Nor Or Pen Quil Ros Sal Sel Strat Thorn Tre Ul Var Wen Whit Yar',
    ),
    words('a be de e i ing le li lo ma me ne o ra ri ro sta ve we y'),
    words(
      'bourne bridge by cliffe combe dale den field ford gate ham holme hurst ley low mere mont more ness port ridge shaw stead stone stow ton vale well wick wood worth',
    ),
  ],
};

const GERMAN: DemoLanguage = {
  tag: 'de',
  titles: [
    '{N} und {M} in {P}',
    'Nach {P}: Ein Buch über {N} und {M}',
    '{Q} oder {N}',
    '{N} bei {P}, {M} bei {Q}',
    'Von {N} zu {M}: Reisen nach {P}',
    '{Q}, {N} und {M}',
  ],
  nouns: words(
    'Abschied Ärzte Bäume Brücken Bücher Dächer Dämmerung Fähren Fluss Flügel Frühling Gärten Gebäude Geräusche Geschäfte Gewässer Glück Häfen Hände Häuser Heimkehr Herbst Höfe Hügel Jahrmärkte Küchen Küste Künste Länder Lärm Laternen Mädchen Märkte Mäuse Möwen Mühlen Münzen Nächte Nebel Öfen Räder Rätsel Räume Sägewerke Säulen Schatten Schlösser Schlüssel Schnee Söhne Spätsommer Städte Stühle Sturm Tänze Töchter Träume Tümpel Türen Türme Übungen Ufer Uhren Väter Verspätung Vögel Wälder Wände Wärme Wege Winter Wölfe Wörter Würfel Züge Zölle',
  ),
  firstNames: words(
    'Änne Björn Bärbel Dörte Enno Frauke Götz Günther Hannelore Ilse Jörg Jürgen Käthe Lothar Lüder Marlene Mechthild Ottilie Renate Rüdiger Sönke Ulrike Volker Wiebke',
  ),
  syllables: [
    words(
      'Ach Alt Bär Blan Bö Bruch Dör Eich Fähr Grün Hän Höch Kält Kö Krän Läu Lüb Mühl Nör Öhl Pfäl Röt Säu Schön Süd Tän Über Wäl Wör Zür',
    ),
    words('e el en er ge ings le lin ne ra ren ste ten wen'),
    words(
      'au bach berg brück burg dorf feld furt hagen hausen heim hof holz horst ingen kirchen leben mark mühl münde ow rade reuth roda see stadt stein tal wald werder',
    ),
  ],
};

const FRENCH: DemoLanguage = {
  tag: 'fr',
  titles: [
    '{N} et {M} de {P}',
    '{Q}, ou {N}',
    'Retour à {P} : {N} et {M}',
    '{N} sans {M} : le temps de {P}',
    'Entre {P} et la mer : {N} et {M}',
    '{Q} et {N}',
  ],
  nouns: words(
    'abeilles âges allées années archipels ardoises aurores averses barrières bibliothèques blés brûlures cèdres chênes cloîtres clés côtes crépuscules déluges déserts échos écluses éclairs écoles élèves énigmes épices étés étoiles façades fenêtres fêtes fièvres flâneries fleuves forêts frères fumées garçons grâces hêtres hôtels îles jetées légendes lumières maîtres marées mémoires mères métiers mûres neiges nuées ombres orées pâturages pêcheurs pièces poèmes prières quêtes rêves rivières royaumes sœurs sièges soirées ténèbres théâtres tempêtes trésors vallées vérités voiles',
  ),
  firstNames: words(
    'Aimée Anaïs André Benoît Céleste Chloé Désiré Édith Élodie Étienne Eugène Fabrice Gaël Geneviève Hélène Inès Jérôme Joël Léa Loïc Maëlle Noémie Océane Raphaël Régis Rémi Solène Théo Thérèse Zoé',
  ),
  syllables: [
    words(
      'Âpre Aube Beau Bré Châ Clé Cour Crè Dé É Fé Gri Gué Hé Ker La Lé Mau Mé Mont Né Pé Plé Ré Roche Sé Thé Tré Val Ver',
    ),
    words('bé cé de dé la lé li lo ma mé mi né pê ra ré ri ro sé ti vé'),
    words(
      'ac ain ancourt ange ault ay beau çay chère court dière en ès eville fontaine gnac guères lès lieu lon mesnil mont né nay on oux reuil sac serre sur ville villers y',
    ),
  ],
};

const SPANISH: DemoLanguage = {
  tag: 'es',
  titles: [
    '{N} y {M} de {P}',
    'Los días de {Q}: {N}',
    'Más allá de {P}: {N} y {M}',
    '{Q} y {N}',
    '{N} contra {M} en {P}',
  ],
  nouns: words(
    'álamos ángeles árboles azoteas balcones bárbaros bóvedas brújulas cántaros cárceles ceniza códices corazón corrales desvíos dragón duraznos espías espigas estación faroles fábulas fantasía fogón golondrinas gorrión héroes hojarasca horizonte hormigón jardín lágrimas látigos lámparas linaje lluvia luciérnagas madrugada manías médicos mirador molinos muñecas música náufragos niñez nísperos olvido órbitas otoño pájaros páramo peñascos pies plegarias príncipes quimeras ráfagas relámpagos reliquias rincón romería sábanas sirenas sombra sueños tapias telón tímpano trigales último umbral uñas vástagos ventisca viñedos vísperas volcán zaguán',
  ),
  firstNames: words(
    'Adrián Álvaro Ángela Begoña Concepción Damián Elías Efraín Fermín Germán Héctor Inés Iñaki Jesús Joaquín Leonor Lucía Martín Mónica Nicolás Óscar Raúl Rocío Sebastián Sofía Tomás Úrsula Verónica Víctor Ximena',
  ),
  syllables: [
    words(
      'Al Ál Ara Bar Be Cá Cal Cór Du Es Fuen Ga Gua Íl Ja La Lé Ma Mó Na Ñu O Pe Pó Que Ro Sa Sé Ta To Ur Val Ví Ye Za',
    ),
    words('a ba ca ce da de e go la le li lo ma mo na ni ño ra re ri ro sa ti vi za'),
    words(
      'ares ares ba cín dilla dor dosa drón ena era eros ez gón guera illas ín lla lejos medo món nares ña nda ñera osa pa res rón sco tera tillo toya vides zar zón',
    ),
  ],
};

const POLISH: DemoLanguage = {
  tag: 'pl',
  titles: ['{N} i {M} z {P}', '{Q}: {N}', 'W stronę {P}: {N} i {M}', '{Q} i {N}', '{N}, {M} i {P}'],
  nouns: words(
    'bębny błędy bociany brzegi bursztyn chłód chmury ciężary cmentarze ćmy dęby dłonie dożynki dźwięki echa fałsz gałęzie gęsi głód gołębie góry grzęzawiska gwiazdy hałdy igły jabłonie jeziora jęczmień kamień kłosy korzenie koła księżyc kręgi lęk liście łabędzie łąki łodzie mgły mosty mróz młyny niedźwiedź noże ognie ogród okręty ołów orły ósemki paproć pająki perły piołun płomienie podróże pół pszczoły rdza ręce rzeki sady słońce sól sosny stół strażnicy sześć szkło ścieżki śnieg świece tęcze twierdze ulice węgiel wędrówki wieże wróble wzgórza zające zboża zegary zioła źródła żagle żniwa żółw',
  ),
  firstNames: words(
    'Agnieszka Bolesław Bożena Dąbrówka Elżbieta Gabriela Grażyna Halina Iwona Jędrzej Jerzy Józef Katarzyna Kinga Łucja Łukasz Małgorzata Michał Mieczysław Miłosz Paweł Przemysław Rafał Stanisław Święta Tomasz Wacław Wiesława Władysław Zdzisław Żaneta',
  ),
  syllables: [
    words(
      'Bę Biał Brzo Chrzą Czę Dą Dłu Gło Gór Ję Ka Kłó Krę Lę Łą Mi Młą Mrą Ną Ol Ostró Pę Pło Przą Rę Ru Są Sę Sło Strzę Szczą Świę Tę Toma Wą Wi Włó Zgó Źró Żół',
    ),
    words(
      'bi cho cie da de dzi ga go ka li ła ło ma mie na ne ni no pi ra ro sa sie szy ty wa wi wo zie',
    ),
    words(
      'bin bno borz chów cin czyn dowo drów dzin gard gów jewo kowo lin lów mierz mir nica nów ów owice pol rów sław sko szyn tów twa win wice zno żyn',
    ),
  ],
};

export const DEMO_LANGUAGES: readonly DemoLanguage[] = [ENGLISH, GERMAN, FRENCH, SPANISH, POLISH];
