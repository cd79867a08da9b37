import { madeSummary } from '../enrichment/draft-asset.ts';
import { type Fault, invalidInput } from '../errors.ts';
import { Asset } from '../records/asset.ts';

/**
 * An asset with what a person gave. A title, summary or kind that is removed is the repository's own again; what is no repository must keep
 * them. Errors: CatalogueError 'invalid'.
 */
export function applyGiven(
  asset: Asset,
  { set, remove }: { set: Partial<Asset>; remove: readonly (keyof Asset)[] },
): Asset {
  const { repository } = asset;
  const needed: Partial<Asset> =
    repository === undefined
      ? {}
      : {
          title: repository.split('/')[1] ?? repository,
          summary: madeSummary(repository),
          assetKind: 'repository',
        };
  const faults: Fault[] = ['title', 'summary', 'assetKind']
    .filter((field) => remove.includes(field as keyof Asset) && !(field in needed))
    .map((field) => ({ field, message: 'cannot be removed' }));
  if (faults.length > 0) throw invalidInput(faults);
  const removed = new Set<string>(remove);
  const kept = Object.entries(asset).filter(([field]) => !removed.has(field));
  const back = Object.entries(needed).filter(([field]) => removed.has(field));
  return Asset.parse({ ...Object.fromEntries([...kept, ...back]), ...set });
}
