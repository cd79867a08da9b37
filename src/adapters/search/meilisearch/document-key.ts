import { createHash } from 'node:crypto';
import type { HitKind } from '../../../domain/ids.ts';

/** The key of the document that holds the cursor; no record's key is like it. */
export const positionKey = 'position';

/** Meilisearch takes letters, digits, "-" and "_" alone: a dot or underscore of an id is written as "_" with its code. */
export function documentKey(kind: HitKind, id: string): string {
  return `${kind}-${id.replace(/[^a-z0-9-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`)}`;
}

/** Digits of a tag, which are those of this radix. */
export const tagLength = 10;
export const tagRadix = 36;

/**
 * Names a document and what it held, short and of digits and small letters alone, since thousands are told at once. Two of 100,000 documents
 * have the same one by a chance of one in 700,000; Meilisearch then counts what is found with them (ask-names.ts).
 */
export function tagOf(key: string, fingerprint: string): string {
  const number = createHash('sha1').update(`${key} ${fingerprint}`).digest().readBigUInt64BE();
  return (number % BigInt(tagRadix) ** BigInt(tagLength)).toString(tagRadix).padStart(tagLength, '0');
}
