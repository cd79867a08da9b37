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
  find(key: string, fingerprint: string | undefined): ShownDocument | undefined;
  keep(document: FoundDocument): ShownDocument[];
  /** Nothing more is kept without something else being forgotten. */
  isFull(): boolean;
}

/** Enough for the records that searches over a real catalogue show again and again; the others are read anew. */
const keptCharacters = 20_000_000;
const nearlyAll = 0.95;

/** Keeps what was shown, so that a page of known documents needs no second round trip. */
export function keepShownDocuments(): ShownDocuments {
  const kept = new LRUCache<string, ShownDocument & { fingerprint: string }>({
    maxSize: keptCharacters,
    sizeCalculation: ({ texts }) => 500 + texts.reduce((sum, text) => sum + text.length, 0),
  });
  return {
    find(key, fingerprint) {
      const known = kept.get(key);
      return known?.fingerprint === fingerprint ? known : undefined;
    },
    keep({ key, shown, fingerprint }) {
      if (shown === undefined) return [];
      const document = { key, ...(JSON.parse(shown) as Shown) };
      if (fingerprint !== undefined) kept.set(key, { ...document, fingerprint });
      return [document];
    },
    isFull: () => kept.calculatedSize > keptCharacters * nearlyAll,
  };
}
