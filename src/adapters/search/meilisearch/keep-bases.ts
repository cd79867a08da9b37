import { LRUCache } from 'lru-cache';
import type { FoundDocument } from './ask-index.ts';
import type { Basis } from './index-document.ts';
import { type FieldTexts, readFields } from './weigh-words.ts';

/** What a document is scored by. */
export interface KnownBasis {
  key: string;
  fingerprint: string | undefined;
  basis: Omit<Basis, 'stems'>;
  /** Kind and signals: the same for all records that are worth the same whatever the words. */
  nature: string;
  stems: FieldTexts;
  /** Where they were read. */
  words?: FieldTexts;
}

export interface KeptBases {
  /** What was read earlier of a document that is still the same. */
  find(document: FoundDocument, needsWords: boolean): KnownBasis | undefined;
  /** Undefined where no basis was read. */
  keep(document: FoundDocument): KnownBasis | undefined;
  /** Nothing more is kept without something else being forgotten. */
  isFull(): boolean;
}

/** Enough for some ten thousand records; of larger catalogues for those that are worth most, which searches score again and again. */
const keptCharacters = 48_000_000;

const nearlyAll = 0.95;

/** Keeps what documents are scored by, so that most searches need to be told no more than which ones. */
export function keepBases(): KeptBases {
  const kept = new LRUCache<string, KnownBasis>({
    maxSize: keptCharacters,
    sizeCalculation: ({ stems, words }) => 1000 + stems.text.length + (words?.text.length ?? 0),
  });
  return {
    find({ key, fingerprint }, needsWords) {
      const known = kept.get(key);
      if (known === undefined || known.fingerprint !== fingerprint) return undefined;
      return needsWords && known.words === undefined ? undefined : known;
    },
    keep({ key, fingerprint, basis: written, words }) {
      if (written === undefined || fingerprint === undefined) return undefined;
      const { stems, ...basis } = JSON.parse(written) as Basis;
      const known: KnownBasis = {
        ...{ key, fingerprint, basis, stems: readFields(stems) },
        nature: `${basis.kind} ${basis.signals.join(' ')}`,
        ...(words === undefined ? {} : { words: readFields(words) }),
      };
      kept.set(key, known);
      return known;
    },
    isFull: () => kept.calculatedSize > keptCharacters * nearlyAll,
  };
}
