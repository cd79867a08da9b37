const separator = 1;
const letter = 2;
const digit = 3;
const mark = 4;
const apostrophe = 5;

/** By UTF-16 code: what it is in a word; 0 where nobody has asked yet. */
const classes = new Uint8Array(0x10000);

function classify(code: number): number {
  const character = String.fromCharCode(code);
  if (/\p{L}/u.test(character)) return letter;
  if (/\p{N}/u.test(character)) return digit;
  if (/\p{M}/u.test(character)) return mark;
  return /['’‘ʼ`]/.test(character) ? apostrophe : separator;
}

function classAt(text: string, at: number): number {
  if (at >= text.length) return separator;
  const code = text.charCodeAt(at);
  const known = classes[code] as number;
  if (known !== 0) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

/** Where the next word begins, as foldWords sees words; -1 where there is none. */
export function startOfWord(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const found = classAt(text, at);
    if (found === letter || found === digit) return at;
  }
  return -1;
}

/** Where the word that begins at `start` ends; an apostrophe before a letter does not end it. */
export function endOfWord(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    const found = classAt(text, at);
    if (found === separator || (found === apostrophe && classAt(text, at + 1) !== letter)) return at;
  }
}
