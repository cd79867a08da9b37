import { repositoryId } from '../ids.ts';
import { foldWords, functionWords } from '../query/query.ts';
import type { Asset } from '../records/asset.ts';
import { comparableAddress } from './comparable-address.ts';

/** An asset as far as another may be the same or alike. `isPublic`: strangers may read its title. */
export interface KnownAsset {
  id: string;
  title: string;
  isPublic: boolean;
  /** `owner--name` of its repository. */
  repository?: string;
  address?: string;
  homepage?: string;
  /** Names it is called by, folded, without function words. */
  names: readonly string[];
  /** Assets and repositories (`owner--name`) that it is said to come from or to be a kind of. */
  variants: readonly string[];
}

export function toKnownAsset(asset: Asset, isPublic: boolean): KnownAsset {
  const { id, title, repository, address, homepage } = asset;
  return {
    id,
    title,
    isPublic,
    ...(repository !== undefined && { repository: repositoryId(repository) }),
    ...(address !== undefined && { address: comparableAddress(address) }),
    ...(homepage !== undefined && { homepage: comparableAddress(homepage) }),
    names: namesOf(asset),
    variants: asset.relations.flatMap(({ type, asset: other, repository: outside }) =>
      type === 'variantOf' ? [other ?? repositoryId(outside ?? '')] : [],
    ),
  };
}

function namesOf({ title, otherNames, repository }: Asset): string[] {
  const own = repository?.split('/')[1] ?? '';
  const folded = [title, ...otherNames, own.replace(/([a-z\d])([A-Z])/g, '$1 $2')].map((name) =>
    foldWords(name.replace(/[-_.]+/g, ' '))
      .filter((word) => !functionWords.has(word))
      .join(' '),
  );
  return [...new Set(folded)].filter((name) => name !== '');
}
