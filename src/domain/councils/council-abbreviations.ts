/** Short forms in common use that the register does not list, by council id. A form with several councils is ambiguous. */
export const councilAbbreviations: readonly (readonly [form: string, ids: readonly string[]])[] = [
  ['B&NES', ['bas']],
  ['BANES', ['bas']],
  ['BathNES', ['bas']],
  ['BCP', ['bpc']],
  ['RCT', ['rct']],
  ['CWAC', ['chw']],
  ['CW&C', ['chw']],
  ['H&F', ['hmf']],
  ['K&C', ['kec']],
  ['NELC', ['nel']],
  ['Hull', ['khl']],
  ['Brighton', ['bnh']],
  ['Ynys Môn', ['agy']],
  ['Sir Ynys Môn', ['agy']],
  ['Sir Gâr', ['cmn']],
  ['Pen-y-bont', ['bge']],
  ['Scilly', ['ios']],
  ['Scilly Isles', ['ios']],
  ['Isle of Scilly', ['ios']],
  ['Western Isles', ['els']],
  ['GLA', ['gla']],
  ['London', ['gla', 'lnd']],
  ['LCRCA', ['lcr']],
  ['SYMCA', ['scr']],
];

/** "LBHF", "RBKC": LB or RB and the initials of the place, as London boroughs and royal boroughs are abbreviated. */
export function boroughInitials(title: string, place: string): string[] {
  const letters = /^royal borough/i.test(title) ? ['RB', 'LB'] : /^london borough/i.test(title) ? ['LB'] : [];
  const words = place.split(/[\s-]+/).filter((word) => word && word !== '&');
  const initials = words.map((word) => word.charAt(0)).join('');
  const short = words
    .filter((word) => !/^(and|upon|on|of)$/i.test(word))
    .map((word) => word.charAt(0))
    .join('');
  return letters.flatMap((letter) =>
    [...new Set([initials, short])].map((end) => `${letter}${end}`.toUpperCase()),
  );
}
