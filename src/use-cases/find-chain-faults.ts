import type { Asset } from '../domain/records/asset.ts';
import type { FileFault } from '../ports/catalogue-files.ts';
import { faultAt, type ReadRecord } from './read-record.ts';

/** Parts belong to products, a product's main repository is one of its parts, and nothing is part of itself by any chain. */
export function findChainFaults(records: readonly ReadRecord[]): FileFault[] {
  const assets = new Map<string, Asset>();
  const parents = new Map<string, string[]>();
  for (const { kind, document } of records) {
    if (kind === 'asset') {
      assets.set(document.id, document);
      parents.set(
        `asset ${document.id}`,
        partOf(document).map((id) => `asset ${id}`),
      );
    }
    if (kind === 'fund' && document.partOf !== undefined) {
      parents.set(`fund ${document.id}`, [`fund ${document.partOf}`]);
    }
  }
  return records.flatMap((record) => [
    ...findCircle(record, parents),
    ...(record.kind === 'asset' ? findPartFaults(record, record.document, assets) : []),
  ]);
}

function partOf(asset: Asset): string[] {
  return asset.relations.flatMap((relation) =>
    relation.type === 'partOf' && relation.asset !== undefined ? [relation.asset] : [],
  );
}

function findPartFaults(record: ReadRecord, asset: Asset, assets: ReadonlyMap<string, Asset>): FileFault[] {
  const faults: FileFault[] = [];
  for (const [at, relation] of asset.relations.entries()) {
    const whole = relation.type === 'partOf' ? assets.get(relation.asset ?? '') : undefined;
    if (whole === undefined || whole.assetKind === 'product') continue;
    const message = `"${whole.id}" is a ${whole.assetKind}: only a product has parts`;
    faults.push(faultAt(record, `relations.${at}.asset`, message));
  }
  if (asset.mainRepository === undefined) return faults;
  const main = assets.get(asset.mainRepository);
  if (asset.assetKind !== 'product') {
    faults.push(faultAt(record, 'mainRepository', 'only a product has a main repository'));
  } else if (main !== undefined && !partOf(main).includes(asset.id)) {
    const message = `"${main.id}" is not part of "${asset.id}"`;
    faults.push(faultAt(record, 'mainRepository', message));
  }
  return faults;
}

/** Told of every record in the circle, so that each file shows it. */
function findCircle(record: ReadRecord, parents: ReadonlyMap<string, readonly string[]>): FileFault[] {
  const own = `${record.kind} ${record.document.id}`;
  const seen = new Set<string>();
  const ahead = [...(parents.get(own) ?? [])];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === own) {
      const field = record.kind === 'fund' ? 'partOf' : 'relations';
      return [faultAt(record, field, `"${record.document.id}" is part of itself`)];
    }
    if (seen.has(next)) continue;
    seen.add(next);
    ahead.push(...(parents.get(next) ?? []));
  }
  return [];
}
