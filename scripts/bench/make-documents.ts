import { openLicenceNormaliser } from '../../src/domain/licence.ts';
import type { SearchDocument, TextField } from '../../src/domain/search/search-document.ts';
import { exactForms } from '../../src/domain/search/search-text.ts';
import type { ReferenceLists } from '../../src/ports/reference-lists.ts';
import { type CorpusRecord, toCorpusDocument } from './read-corpus.ts';
import { pick, type Random, seededRandom, shuffled } from './seeded-random.ts';

/** The first words of one text and the last ones of another, about as many as either has. */
function cross(random: Random, one: string, other: string): string {
  const [first, last] = [one.split(' '), other.split(' ')];
  const share = 0.25 + random() / 2;
  const fromFirst = Math.ceil(first.length * share);
  return [...first.slice(0, fromFirst), ...last.slice(Math.floor(last.length * share))].join(' ').trim();
}

const crossed = [
  'title',
  'repository',
  'summary',
  'technology',
  'body',
] as const satisfies readonly TextField[];

/** The document with part of its words from another one: as long as real ones are, and with their words about as often. */
function crossDocuments(random: Random, own: SearchDocument, other: SearchDocument): SearchDocument {
  const text = { ...own.text };
  for (const field of crossed) text[field] = cross(random, own.text[field], other.text[field]);
  const { title, summary } = text;
  return { ...own, text, exact: exactForms([title]), summary: { ...own.summary, title, summary } };
}

function someDay(random: Random): string {
  return new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 1e10)).toISOString();
}

interface Making {
  /** The catalogue's own documents, which come first. */
  own: readonly SearchDocument[];
  corpus: readonly CorpusRecord[];
  lists: Pick<ReferenceLists, 'licences' | 'licenceIds'>;
  count: number;
  seed: number;
}

/**
 * The catalogue's own documents, then the corpus's as they are, in random order; where more are wanted, corpus records crossed with
 * others, every other one with a record of the catalogue, so that what councils ask for is in many of them. The same seed makes the same.
 */
export function* makeDocuments({ own, corpus, lists, count, seed }: Making): Generator<SearchDocument> {
  const random = seededRandom(seed);
  const normaliseLicence = openLicenceNormaliser(lists.licences, lists.licenceIds);
  const fromCorpus = (record: CorpusRecord, number: number): SearchDocument => ({
    ...toCorpusDocument(record, pick(random, own), normaliseLicence),
    id: `corpus-${number}`,
    updatedAt: someDay(random),
  });
  yield* own.slice(0, count);
  const records = shuffled(random, corpus);
  for (let number = 0; number < count - own.length; number += 1) {
    const record = records[number];
    if (record) yield fromCorpus(record, number);
    else {
      const other = number % 2 === 0 ? pick(random, own) : fromCorpus(pick(random, corpus), number);
      yield crossDocuments(random, fromCorpus(pick(random, corpus), number), other);
    }
  }
}

/** As many of the documents, from all over the list, with other words. */
export function makeChanges(
  random: Random,
  documents: readonly SearchDocument[],
  count: number,
): SearchDocument[] {
  return Array.from({ length: Math.min(count, documents.length) }, (_, number) => {
    const own = documents[Math.floor((number * documents.length) / count)] as SearchDocument;
    return crossDocuments(random, own, pick(random, documents));
  });
}
