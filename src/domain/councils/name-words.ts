/** A word of a text as names are compared, with its place in the text. Separators (comma, slash, bracket, line end) have no letters. */
export interface NameWord {
  text: string;
  start: number;
  end: number;
  separator: boolean;
}

const sameWord = new Map<string, string>(
  Object.entries({
    saint: 'st',
    upon: 'on',
    boro: 'borough',
    metro: 'metropolitan',
    met: 'metropolitan',
    n: 'north',
    s: 'south',
    e: 'east',
    w: 'west',
    ne: 'north east',
    nw: 'north west',
    beds: 'bedfordshire',
    berks: 'berkshire',
    bucks: 'buckinghamshire',
    cambs: 'cambridgeshire',
    derbys: 'derbyshire',
    glos: 'gloucestershire',
    gloucs: 'gloucestershire',
    hants: 'hampshire',
    herts: 'hertfordshire',
    lancs: 'lancashire',
    leics: 'leicestershire',
    lincs: 'lincolnshire',
    northants: 'northamptonshire',
    notts: 'nottinghamshire',
    oxon: 'oxfordshire',
    staffs: 'staffordshire',
    warks: 'warwickshire',
    wilts: 'wiltshire',
    worcs: 'worcestershire',
    yorks: 'yorkshire',
    taff: 'taf',
  }),
);

// A word keeps its dots and apostrophes until it is folded ("St.", "King's"); a hyphen or dash between spaces separates, one inside a name does not.
const tokens = /[\p{L}\p{N}\p{M}.'’‘`´]+|&|(?:\s[-–—]+\s)|[,;:/|+()[\]\n•]/gu;

function foldWord(word: string): string {
  const folded = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  if (folded === 'councils' && /['’]s$/i.test(word)) return 'council';
  return sameWord.get(folded) ?? folded;
}

/** The words of a text: lower-case, without accents, apostrophes and dots, "&" as "and", county abbreviations written out. */
export function readNameWords(text: string): NameWord[] {
  const words: NameWord[] = [];
  for (const match of text.matchAll(tokens)) {
    const token = match[0];
    const start = match.index;
    const end = start + token.length;
    if (token === '&') words.push({ text: 'and', start, end, separator: false });
    else if (/[\p{L}\p{N}]/u.test(token)) {
      const folded = foldWord(token);
      if (folded) words.push({ text: folded, start, end, separator: false });
    } else if (!/^[.'’‘`´\p{M}]+$/u.test(token)) words.push({ text: '', start, end, separator: true });
  }
  return words;
}

/** The form in which two spellings of one name are equal. */
export function foldName(text: string): string {
  return readNameWords(text)
    .filter((word) => !word.separator)
    .map((word) => word.text)
    .join(' ');
}
