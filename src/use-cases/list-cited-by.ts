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
  /** Fields of it that the source states. */
  fields: string[];
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
    (record): CitingRecord => ({
      ...{ kind: record.kind, id: record.id, title: record.document.title },
      fields: [
        ...new Set(
          frameOf(record, directory)
            .statements.filter(({ sources }) => sources.some(({ id }) => id === source))
            .map(({ field }) => field),
        ),
      ],
    }),
  );
  return { counts, shown, total: ids.length, records };
}
