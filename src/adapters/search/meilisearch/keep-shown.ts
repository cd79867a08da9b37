import { LRUCache } from 'lru-cache';
import type { FoundDocument } from './ask-index.ts';
import type { Shown } from './index-document.ts';

/** What a hit is made of. */
export interface ShownDocument {
  key: string;
  hit: Shown['hit'];
  texts: string[];
}

export interface ShownDocuments {
  /** What was read earlier of a document that is still the same. */
  find(tag: string): ShownDocument | undefined;
  keep(document: FoundDocument): ShownDocument[];
  /** Nothing more is kept without something else being forgotten. */
  isFull(): boolean;
}

/** Enough for the records that searches over a real catalogue show again and again; the others are read anew. */
const keptCharacters = 20_000_000;
const nearlyAll = 0.95;

/** Keeps what was shown, so that a page of known documents needs no second round trip. */
export function keepShownDocuments(): ShownDocuments {
  const kept = new LRUCache<string, ShownDocument>({
    maxSize: keptCharacters,
    sizeCalculation: ({ texts }) => 500 + texts.reduce((sum, text) => sum + text.length, 0),
  });
  return {
    find: (tag) => kept.get(tag),
    keep({ key, shown, tag }) {
      if (shown === undefined) return [];
      const document = { key, ...(JSON.parse(shown) as Shown) };
      if (tag !== undefined) kept.set(tag, document);
      return [document];
    },
    isFull: () => kept.calculatedSize > keptCharacters * nearlyAll,
  };
}
