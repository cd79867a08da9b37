/** Councils and their short names that are words of the language too: alone they name nobody. */
export const ordinaryPlaceWords: ReadonlySet<string> = new Set(
  `reading bath bury hart harrow rugby hull barnet barking barrow craven eden slough down dover stoke sale deal wells swale rye ash
  test mole high peak castle point highland highlands angus stroud stirling poole boston wyre melton derby hastings rother windsor
  washington perth sutton brent adur arun ards causeway moray fife argyll shetland orkney newark lancaster cam`.split(
    /\s+/,
  ),
);

/** Parts of the country, and names that stand for more than one body: they narrow nothing down to a council. */
export const vaguePlaces: ReadonlySet<string> = new Set([
  ...[
    'london',
    'the city',
    'city',
    'north',
    'south',
    'east',
    'west',
    'central',
    'mid',
    'county',
    'borough',
    'district',
    'council',
  ],
  ...[
    'north east',
    'north west',
    'south east',
    'south west',
    'east midlands',
    'west midlands',
    'the north east',
    'local authority',
  ],
  ...[
    'north of england',
    'east of england',
    'west of england',
    'lake district',
    'peak district',
    'new council',
    'metropolitan',
  ],
]);

/** What is not the council though its place is named: "Leeds University", "hackney carriage". */
export const thingsNamedAfterPlaces = {
  any: new Set(
    `university college hospital hospitals nhs police airport football fc cathedral station museum ccg icb trust polytechnic formula`.split(
      /\s+/,
    ),
  ),
  of: new Map(
    Object.entries({
      hackney: 'carriage carriages cab cabs licence licences licensing driver drivers',
      barnet: 'formula',
      derby: 'hat match',
      oxford: 'street comma',
      cambridge: 'analytica',
      kent: 'messenger',
      bath: 'room rooms lift lifts aid aids seat seats board boards water',
      boston: 'consulting',
      windsor: 'framework',
      dover: 'sole',
    }).map(([place, words]): [string, ReadonlySet<string>] => [place, new Set(words.split(' '))]),
  ),
};
