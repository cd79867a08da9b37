import type { HitKind } from '../../../domain/ids.ts';
import type { IndexedFingerprint } from '../../../ports/search-index.ts';
import type { IndexDatabase } from './open-index-database.ts';

const atOnce = 1000;

/** Reads the fingerprints of the rows that come after one, so many at a time that nobody waits long. */
export function prepareFingerprintReader(
  database: IndexDatabase,
): (after: number) => { last?: number; found: IndexedFingerprint[] } {
  const read = database.prepare(
    'select row, kind, id, fingerprint from rows where row > ? order by row limit ?',
  );
  return (after) => {
    const rows = read.all(after, atOnce) as (IndexedFingerprint & { row: number; kind: HitKind })[];
    return {
      last: rows.length < atOnce ? undefined : rows.at(-1)?.row,
      found: rows.map(({ kind, id, fingerprint }) => ({ kind, id, fingerprint })),
    };
  };
}
