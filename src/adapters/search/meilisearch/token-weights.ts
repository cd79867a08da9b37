// What a record is scored by: each of its tokens as a number with what it weighs there, so that scoring thousands of records compares
// numbers in arrays instead of looking through their texts.

/** Of a token in a record. */
export interface TokenWeight {
  /** What its fields weigh together (weigh-tokens.ts); 0 for tokens that are there or not, as facets are. */
  weight: number;
  /** It stands in a field that names the record. */
  isName: boolean;
}

const checkBits = 3;
const nameBit = 2 ** checkBits;
/** One, a half, a third … a sixth of a field's weight are whole steps, so that hardly anything is rounded. */
const stepsPerWeight = 60;
const mostSteps = 2 ** 12 - 1;
const bytesOfToken = 6;

/**
 * A token as a number of 35 bits, the upper three apart in what `readTokens` gives. Two tokens that are one number by chance would be taken for one another
 * in scoring: at 3,000 records and 30 tokens a search, some record in one of 1,500 searches.
 */
export function tokenNumber(token: string): { hash: number; check: number } {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < token.length; at += 1) {
    const code = token.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return { hash: one | 0, check: two & (nameBit - 1) };
}

/** The bits of a token's number that stand in its value. */
export const checkOf = (value: number) => value & (nameBit - 1);
export const weightOf = (value: number) => (value >>> (checkBits + 1)) / stepsPerWeight;
export const isNameOf = (value: number) => (value & nameBit) !== 0;

/** As one text: all hashes, then all values, in base64. */
export function writeTokens(tokens: ReadonlyMap<string, TokenWeight>): string {
  const bytes = Buffer.alloc(tokens.size * bytesOfToken);
  let at = 0;
  for (const [token, { weight, isName }] of tokens) {
    const { hash, check } = tokenNumber(token);
    const steps = Math.min(mostSteps, Math.round(weight * stepsPerWeight));
    bytes.writeInt32LE(hash, at * 4);
    bytes.writeUInt16LE(
      (steps << (checkBits + 1)) | (isName ? nameBit : 0) | check,
      tokens.size * 4 + at * 2,
    );
    at += 1;
  }
  return bytes.toString('base64');
}

/** Gives each token's hash and value to `keep`. Returns how many there were. */
export function readTokens(written: string, keep: (hash: number, value: number) => void): number {
  const bytes = Buffer.from(written, 'base64');
  const count = Math.floor(bytes.length / bytesOfToken);
  for (let at = 0; at < count; at += 1) {
    keep(bytes.readInt32LE(at * 4), bytes.readUInt16LE(count * 4 + at * 2));
  }
  return count;
}
