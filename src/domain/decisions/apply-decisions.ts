import type { RecordKind } from '../ids.ts';
import type { Asset } from '../records/asset.ts';
import type { CatalogueRecord } from '../records/record.ts';
import { applyCorrection } from './apply-correction.ts';
import { areRelated } from './are-related.ts';
import type { Decision } from './decision.ts';
import { leaveOut } from './leave-out.ts';
import { mergeAssets } from './merge-assets.ts';

type RelationDecision = Extract<Decision, { type: 'relation' }>;
type AdoptionDecision = Extract<Decision, { type: 'adoption' }>;

/**
 * The records as they are with what was decided. A decision about a record that is not there any more, or that the records state already,
 * changes nothing; a record that nothing changes is the same object.
 */
export function applyDecisions(
  records: readonly CatalogueRecord[],
  decisions: readonly Decision[],
): CatalogueRecord[] {
  const merges = decisions.filter((decision) => decision.type === 'merge');
  const { records: merged, survivorOf } = mergeAssets(records, merges);
  const current = new Map(merged.map((record) => [refKey(record.kind, record.document.id), record]));
  const withdrawn = new Set<string>();
  const isThere = (kind: RecordKind, id: string) => current.has(refKey(kind, id));

  function change(kind: RecordKind, id: string, by: (record: CatalogueRecord) => CatalogueRecord): void {
    const record = current.get(refKey(kind, id));
    if (record !== undefined) current.set(refKey(kind, id), by(record));
  }

  function changeAsset(id: string, by: (asset: Asset) => Asset): void {
    change('asset', survivorOf(id), (record) => {
      if (record.kind !== 'asset') return record;
      const document = by(record.document);
      return document === record.document ? record : { kind: 'asset', document };
    });
  }

  for (const decision of decisions) {
    if (decision.type === 'relation')
      changeAsset(decision.asset, (asset) => withRelation(asset, decision, findAsset, survivorOf));
    if (decision.type === 'adoption')
      changeAsset(decision.asset, (asset) => withAdoption(asset, decision, isThere));
    if (decision.type === 'withdrawal') withdrawn.add(decision.asset);
    if (decision.type === 'correction') {
      const { kind, record: id } = decision;
      change(kind, kind === 'asset' ? survivorOf(id) : id, (record) =>
        applyCorrection(record, decision, isThere),
      );
    }
  }
  return leaveOut([...current.values()], withdrawn);

  function findAsset(id: string): Asset | undefined {
    const record = current.get(refKey('asset', id));
    return record?.kind === 'asset' ? record.document : undefined;
  }
}

function refKey(kind: RecordKind, id: string): string {
  return `${kind} ${id}`;
}

function withRelation(
  asset: Asset,
  { relation }: RelationDecision,
  findAsset: (id: string) => Asset | undefined,
  survivorOf: (id: string) => string,
): Asset {
  const target = relation.asset === undefined ? undefined : survivorOf(relation.asset);
  const other = target === undefined ? { repository: relation.repository } : findAsset(target);
  if (other === undefined || target === asset.id || areRelated(asset, other)) return asset;
  const added = target === undefined ? relation : { ...relation, asset: target };
  return { ...asset, relations: [...asset.relations, added] };
}

function withAdoption(
  asset: Asset,
  { adoption }: AdoptionDecision,
  isThere: (kind: RecordKind, id: string) => boolean,
): Asset {
  const isStated = asset.adoption.some(({ organisation }) => organisation === adoption.organisation);
  if (isStated || !isThere('organisation', adoption.organisation)) return asset;
  return { ...asset, adoption: [...asset.adoption, adoption] };
}
