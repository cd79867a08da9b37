import type { ListedAsset } from '../../use-cases/list-body-work.ts';

const assetGroups = ['products', 'knowledge', 'code', 'parts'] as const;
export type AssetGroup = (typeof assetGroups)[number];

function groupOf({ isPart, assetKind }: ListedAsset): AssetGroup {
  if (isPart) return 'parts';
  if (assetKind === 'product' || assetKind === 'prototype') return 'products';
  return assetKind === 'repository' ? 'code' : 'knowledge';
}

/** Things to reuse as pages list them: what can be used as a whole first, parts of it last. Empty groups are left out. */
export function groupAssets<Listed extends ListedAsset>(
  assets: readonly Listed[],
): { name: AssetGroup; assets: Listed[] }[] {
  return assetGroups
    .map((name) => ({ name, assets: assets.filter((asset) => groupOf(asset) === name) }))
    .filter(({ assets: found }) => found.length > 0);
}
