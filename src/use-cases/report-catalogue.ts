import { RecordKind } from '../domain/ids.ts';
import type { Asset } from '../domain/records/asset.ts';
import { isFound } from '../domain/records/record-terms.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';

/** Assets or projects that lack something, by what they lack, in order of id. */
/** Names of the gaps, for who says them in other words. */
export type GapKey =
  | 'licenceNone'
  | 'licenceUnknown'
  | 'noLead'
  | 'noService'
  | 'noFunding'
  | 'unread'
  | 'projectNoLead'
  | 'projectNoService'
  | 'projectNoFund'
  | 'projectNoOutput';

export interface Gap {
  key: GapKey;
  what: string;
  of: number;
  ids: string[];
}

export interface CatalogueReport {
  counts: { kind: RecordKind; published: number; withdrawn: number }[];
  gaps: Gap[];
}

/** Kinds that are software and so have a licence to find. */
const softwareKinds = new Set<Asset['assetKind']>(['product', 'repository', 'prototype']);

/** How many records there are, and what a curator could look for next. */
export async function reportCatalogue(
  store: Pick<RecordStore, 'counts' | 'readAll'>,
): Promise<CatalogueReport> {
  const counts = await store.counts();
  const assets = await readAll(store.readAll('asset'));
  const projects = await readAll(store.readAll('project'));
  const made = new Set(
    projects.flatMap(({ document }) => document.outputs.filter(isFound).map(({ asset }) => asset)),
  );
  const paid = new Set(
    assets.flatMap(({ id, document }) => (made.has(id) || document.funding.some(isFound) ? [id] : [])),
  );
  const isFunded = ({ id, relations }: Asset) =>
    paid.has(id) || relations.some(({ type, asset }) => type === 'partOf' && paid.has(asset ?? ''));
  const software = assets.filter(({ document }) => softwareKinds.has(document.assetKind));
  const named = projects.filter(({ document }) => document.capacity !== true);
  return {
    counts: RecordKind.options.map((kind) => ({ kind, ...counts[kind] })),
    gaps: [
      gap(
        'licenceNone',
        'software where no licence was found',
        software,
        ({ licence }) => licence?.status === 'none-found',
      ),
      gap(
        'licenceUnknown',
        'software whose licence is not known',
        software,
        ({ licence, mainRepository }) => {
          const isUnknown = licence === undefined || licence.status === 'unknown';
          return isUnknown && mainRepository === undefined;
        },
      ),
      gap('noLead', 'assets without a lead', assets, ({ lead }) => lead === undefined),
      gap('noService', 'assets without a service', assets, ({ services }) => services.length === 0),
      gap(
        'noFunding',
        'assets without a link to funding, nor their product',
        assets,
        (asset) => !isFunded(asset),
      ),
      gap('unread', 'assets that nobody has read', assets, ({ checked }) => !checked),
      gap('projectNoLead', 'projects without a lead', named, ({ leads }) => leads.length === 0),
      gap('projectNoService', 'projects without a service', named, ({ services }) => services.length === 0),
      gap(
        'projectNoFund',
        'projects without a fund',
        named,
        ({ fund, awards }) => fund === undefined && awards.length === 0,
      ),
      gap(
        'projectNoOutput',
        'projects with no public output found',
        named,
        ({ outputs }) => !outputs.some(isFound),
      ),
    ],
  };
}

function gap<D extends { id: string }>(
  key: GapKey,
  what: string,
  records: readonly { document: D }[],
  lacks: (document: D) => boolean,
): Gap {
  const ids = records.map(({ document }) => document).filter(lacks);
  return { key, what, of: records.length, ids: ids.map(({ id }) => id) };
}

async function readAll<K extends RecordKind>(
  records: AsyncIterable<StoredRecord<K>>,
): Promise<StoredRecord<K>[]> {
  const all: StoredRecord<K>[] = [];
  for await (const record of records) all.push(record);
  return all;
}
