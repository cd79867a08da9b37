import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { searchCatalogue } from './search-catalogue.ts';
import type { Answering } from './search-engines.ts';

export interface ReusedAsset {
  record: StoredRecord<'asset'>;
  /** Bodies that confirmed it themselves, past no time, the lead's own use left aside. */
  confirmed: number;
}

export interface MostReused {
  /** All that have confirmed reuse. */
  total: number;
  /** The most reused first. */
  assets: ReusedAsset[];
  /** The first moment at which a count does not hold any more. */
  holdsUntil?: string;
}

interface Finding {
  store: Pick<RecordStore, 'readMany'>;
  engines: Pick<Answering, 'search' | 'total'>;
  directory: Directory;
  now: () => Date;
}

const mostLookedAt = 1000;

/** The assets that most bodies confirmed to use; counted from their statements, as of now. */
export async function findMostReused(
  { store, engines, directory, now }: Finding,
  limit: number,
): Promise<MostReused> {
  const found = await searchCatalogue(
    { engines, directory },
    {
      text: '',
      filters: new Map<'kind' | 'reuse', readonly string[]>([
        ['kind', ['asset']],
        ['reuse', ['confirmed']],
      ]),
      ...{ offset: 0, limit: mostLookedAt, facets: [] },
    },
  );
  if (found.hits.length === 0) return { total: 0, assets: [] };
  const records = await store.readMany(
    'asset',
    found.hits.map(({ id }) => id),
  );
  const reuse = await directory.readReuse(
    records.map(({ document }) => document),
    now().toISOString(),
  );
  const reused = records
    .flatMap((record): ReusedAsset[] => {
      const confirmed = reuse.get(record.id)?.confirmed ?? 0;
      return record.state === 'published' && confirmed > 0 ? [{ record, confirmed }] : [];
    })
    .sort(
      (one, other) =>
        other.confirmed - one.confirmed || (one.record.document.title < other.record.document.title ? -1 : 1),
    );
  const [firstEnd] = [...reuse.values()].flatMap(({ holdsUntil }) => holdsUntil ?? []).sort();
  return {
    total: reused.length,
    assets: reused.slice(0, limit),
    ...(firstEnd !== undefined && { holdsUntil: firstEnd }),
  };
}
