const address = /(?:mailto:)?[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/giu;
/** "+44 (0)20 7946 0000", "(020) 7946 0000", "07700 900123", "+353-1-…": nine digits or more after 0 or +, hardly ever a date or a version. */
const telephone =
  /(?<![\p{L}\p{N}.,/_-])(?:\+\d{1,3}|\(?0)(?:[ .-]?[()]?[ .-]?\d){8,12}(?![\p{L}\p{N}_/-])/gu;

/** Leaves e-mail addresses and telephone numbers out of a text: what the catalogue keeps holds no personal data. */
export function dropContacts(text: string): string {
  return text.replace(address, '').replace(telephone, '');
}

/** The same for every text inside a value that came from a file. */
export function dropContactsWithin(value: unknown): unknown {
  if (typeof value === 'string') return dropContacts(value);
  if (Array.isArray(value)) return value.map(dropContactsWithin);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, dropContactsWithin(part)]));
}
