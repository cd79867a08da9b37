import type { RecordKind } from '../domain/ids.ts';
import { disagreements } from '../domain/money.ts';
import type { Claim } from '../domain/records/evidence.ts';
import type { Source, SourceType } from '../domain/records/source.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { type CatalogueReport, reportCatalogue } from './report-catalogue.ts';

/** The sources of one type: how many, and from when the newest is, where any says. */
export interface SourceGroup {
  sourceType: SourceType;
  count: number;
  newest?: string;
}

export interface DataDescription extends CatalogueReport {
  /** The most frequent type first. */
  sources: SourceGroup[];
  /** Registers and reference lists of others, and what else is used on stated terms, in order of title. */
  licensed: Source[];
  /** Records on which sources differ, of kinds that keep what each says. */
  disagreements: { kind: RecordKind; of: number; ids: string[] }[];
  /** ISO-8601: when the newest curated record, and the newest that people registered, was written. */
  curatedAt?: string;
  registeredAt?: string;
}

const claiming = ['asset', 'project', 'award', 'fund'] as const;

/** Where the catalogue comes from, how new it is and what it lacks, counted from its records. */
export async function describeData(store: Pick<RecordStore, 'counts' | 'readAll'>): Promise<DataDescription> {
  const newest: Partial<Record<'curated' | 'registered', string>> = {};
  const differing: DataDescription['disagreements'] = [];
  for (const kind of claiming) {
    const found = { kind, of: 0, ids: [] as string[] };
    for await (const { id, origin, updatedAt, document } of store.readAll(kind)) {
      found.of += 1;
      const claims: readonly Claim[] = document.claims;
      if (disagreements(claims).length > 0) found.ids.push(id);
      if (updatedAt > (newest[origin] ?? '')) newest[origin] = updatedAt;
    }
    differing.push(found);
  }
  return {
    ...(await reportCatalogue(store)),
    ...(await describeSources(store)),
    disagreements: differing,
    ...(newest.curated !== undefined && { curatedAt: newest.curated }),
    ...(newest.registered !== undefined && { registeredAt: newest.registered }),
  };
}

async function describeSources(
  store: Pick<RecordStore, 'readAll'>,
): Promise<Pick<DataDescription, 'sources' | 'licensed'>> {
  const groups = new Map<SourceType, SourceGroup>();
  const licensed: Source[] = [];
  for await (const { document } of store.readAll('source')) {
    const { sourceType, publishedOn, licence } = document;
    const group = groups.get(sourceType) ?? { sourceType, count: 0 };
    group.count += 1;
    if (publishedOn !== undefined && publishedOn > (group.newest ?? '')) group.newest = publishedOn;
    groups.set(sourceType, group);
    const isList = sourceType === 'register' || sourceType === 'reference';
    if (isList || licence !== undefined) licensed.push(document);
  }
  return {
    sources: [...groups.values()].sort((one, other) => other.count - one.count),
    licensed: licensed.sort((one, other) => (one.title < other.title ? -1 : 1)),
  };
}
