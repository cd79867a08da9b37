import type { RecordKind } from '../domain/ids.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { frameOf } from './describe-record.ts';
import type { Directory } from './open-directory.ts';

/** Kinds of record in the order in which they are told of. */
export const citingKinds = [
  'asset',
  'project',
  'award',
  'fund',
  'organisation',
  'service',
  'repository',
] as const;
export type CitingKind = (typeof citingKinds)[number];

export interface CitingRecord {
  kind: RecordKind;
  id: string;
  title: string;
  /** Where in the source it was read. */
  how?: string;
  /** Fields of it that this source is named for by itself. */
  fields: string[];
  /** How many other sources the record has; none: everything that it says comes from this one. */
  otherSources: number;
}

/** What is taken from a source: how many records of each kind, and one page of those of one kind. */
export async function listCitedBy(
  { store, directory }: { store: Pick<RecordStore, 'linksTo' | 'readMany'>; directory: Directory },
  source: string,
  { kind, offset, limit }: { kind?: CitingKind; offset: number; limit: number },
) {
  const links = await store.linksTo({ kind: 'source', id: source });
  const idsOf = (of: RecordKind) => [
    ...new Set(links.filter((link) => link.kind === of).map(({ id }) => id)),
  ];
  const counts = citingKinds
    .map((of) => ({ kind: of, count: idsOf(of).length }))
    .filter(({ count }) => count > 0);
  const shown = counts.find((one) => one.kind === kind)?.kind ?? counts[0]?.kind;
  if (shown === undefined) return { counts, total: 0, records: [] };
  const ids = idsOf(shown);
  const records = (await store.readMany(shown, ids.slice(offset, offset + limit))).map(
    (record): CitingRecord => {
      const { sources, statements } = frameOf(record, directory);
      const names = new Set(sources.map(({ id }) => id));
      const how = sources.find(({ id }) => id === source)?.how;
      // What names no source of its own is stated by all of the record's together, which says little of each.
      const own = statements.filter(
        (statement) =>
          statement.sources.some(({ id }) => id === source) && statement.sources.length < names.size,
      );
      return {
        ...{ kind: record.kind, id: record.id, title: record.document.title },
        ...(how !== undefined && { how }),
        fields: [...new Set(own.map(({ field }) => field))],
        otherSources: [...names].filter((id) => id !== source).length,
      };
    },
  );
  return { counts, shown, total: ids.length, records };
}
