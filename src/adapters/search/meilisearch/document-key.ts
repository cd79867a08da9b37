import type { HitKind } from '../../../domain/ids.ts';

/** The key of the document that holds the cursor; no record's key is like it. */
export const positionKey = 'position';

/** Meilisearch takes letters, digits, "-" and "_" alone: a dot or underscore of an id is written as "_" with its code. */
export function documentKey(kind: HitKind, id: string): string {
  return `${kind}-${id.replace(/[^a-z0-9-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`)}`;
}

const betweenKeyAndFingerprint = ' ';

/** Names a document and what it held. */
export function tagOf(key: string, fingerprint: string): string {
  return `${key}${betweenKeyAndFingerprint}${fingerprint}`;
}

export function readTag(tag: string): { key: string; fingerprint: string } {
  const at = tag.indexOf(betweenKeyAndFingerprint);
  return { key: tag.slice(0, at), fingerprint: tag.slice(at + 1) };
}
