import type { Asset } from '../records/asset.ts';
import type { CatalogueRecord } from '../records/record.ts';
import { areRelated } from './are-related.ts';
import type { Decision } from './decision.ts';
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
  const assets = new Map(
    merged.flatMap(({ kind, document }) => (kind === 'asset' ? [[document.id, document]] : [])),
  );
  const bodies = new Set(
    merged.flatMap(({ kind, document }) => (kind === 'organisation' ? [document.id] : [])),
  );
  const changed = new Map<string, Asset>();

  for (const decision of decisions) {
    if (decision.type === 'merge') continue;
    const id = survivorOf(decision.asset);
    const asset = changed.get(id) ?? assets.get(id);
    if (asset === undefined) continue;
    const next =
      decision.type === 'relation'
        ? withRelation(asset, decision, assets, survivorOf)
        : withAdoption(asset, decision, bodies);
    if (next !== asset) changed.set(id, next);
  }
  return merged.map((record) => {
    const document = record.kind === 'asset' ? changed.get(record.document.id) : undefined;
    return document === undefined ? record : { kind: 'asset', document };
  });
}

function withRelation(
  asset: Asset,
  { relation }: RelationDecision,
  assets: ReadonlyMap<string, Asset>,
  survivorOf: (id: string) => string,
): Asset {
  const target = relation.asset === undefined ? undefined : survivorOf(relation.asset);
  const other = target === undefined ? { repository: relation.repository } : assets.get(target);
  if (other === undefined || target === asset.id || areRelated(asset, other)) return asset;
  const added = target === undefined ? relation : { ...relation, asset: target };
  return { ...asset, relations: [...asset.relations, added] };
}

function withAdoption(asset: Asset, { adoption }: AdoptionDecision, bodies: ReadonlySet<string>): Asset {
  const isStated = asset.adoption.some(({ organisation }) => organisation === adoption.organisation);
  if (isStated || !bodies.has(adoption.organisation)) return asset;
  return { ...asset, adoption: [...asset.adoption, adoption] };
}
