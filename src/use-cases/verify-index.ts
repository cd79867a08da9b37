import type { SearchDocument } from '../domain/search/search-document.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { EngineName, SearchIndex } from '../ports/search-index.ts';
import type { Directory } from './open-directory.ts';
import { readSearchDocuments } from './read-search-documents.ts';

/** How an index differs from the store; records by kind and id ("asset/bops"), in order. */
export interface IndexReport {
  engine: EngineName;
  documents: number;
  /** Changes of the store that the index has not taken in. */
  lagChanges: number;
  /** In the store only. */
  missing: string[];
  /** In both, but the index was given something else. */
  stale: string[];
  /** In the index only. */
  extra: string[];
}

interface Verifying {
  store: RecordStore;
  directory: Directory;
  index: SearchIndex;
  /** As the engines make them. */
  fingerprint: (document: SearchDocument) => string;
}

export function isFaithful({ missing, stale, extra }: IndexReport): boolean {
  return missing.length + stale.length + extra.length === 0;
}

async function compare({ store, directory, index, fingerprint }: Verifying) {
  await directory.refresh();
  const newest = directory.newestChange();
  const lagChanges = Math.max(0, newest - (await index.cursor()));
  const expected = new Map<string, string>();
  for await (const { documents } of readSearchDocuments(store, directory)) {
    for (const document of documents) expected.set(`${document.kind}/${document.id}`, fingerprint(document));
  }
  const report: IndexReport = {
    engine: index.engine,
    documents: 0,
    lagChanges,
    missing: [],
    stale: [],
    extra: [],
  };
  for await (const { kind, id, fingerprint: held } of index.fingerprints()) {
    const key = `${kind}/${id}`;
    report.documents += 1;
    const wanted = expected.get(key);
    if (wanted === undefined) report.extra.push(key);
    else if (wanted !== held) report.stale.push(key);
    expected.delete(key);
  }
  report.missing = [...expected.keys()].sort();
  report.stale.sort();
  report.extra.sort();
  return { report, newest };
}

/**
 * Compares an index with what the store would have it hold. What differs because a change came in meanwhile is looked at again, a few
 * times at most.
 */
export async function verifyIndex(verifying: Verifying, rounds = 3): Promise<IndexReport> {
  for (let left = rounds; ; left -= 1) {
    const { report, newest } = await compare(verifying);
    if (isFaithful(report) || left <= 1) return report;
    if ((await verifying.store.head()) === newest) return report;
  }
}
