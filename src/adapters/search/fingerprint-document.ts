import { createHash } from 'node:crypto';
import type { SearchDocument } from '../../domain/search/search-document.ts';

/** Equal for equal documents, however their keys are ordered and whether absent fields are absent or undefined; the same in every engine. */
export function fingerprintDocument(document: SearchDocument): string {
  return createHash('sha1')
    .update(JSON.stringify(sortKeys(document)))
    .digest('base64url');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
