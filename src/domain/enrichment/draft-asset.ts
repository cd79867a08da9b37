import { repositoryId } from '../ids.ts';
import { Asset } from '../records/asset.ts';
import { toRepositorySource } from '../records/repository.ts';

export interface DraftedRepository {
  repository: string;
  description: string | null;
  homepage: string | null;
  parent?: string;
}

/** Stands where neither the repository nor a person says what it is. */
export function madeSummary(repository: string): string {
  const [account = '', name = ''] = repository.split('/');
  return `${name}, a repository of ${account}.`;
}

/**
 * What a new file says of a repository before a person has read it: its address, what it says of itself, whose account it is in, and that
 * it was read in part. Valid as it stands.
 */
export function draftAsset(
  { repository, description, homepage, parent }: DraftedRepository,
  { lead, parentAsset }: { lead?: string; parentAsset?: string } = {},
): Asset {
  const [account = '', name = ''] = repository.split('/');
  const variant = { type: 'variantOf', variant: 'fork', how: 'GitHub says so', basis: 'observed' };
  const about = {
    assetKind: 'repository',
    title: name,
    summary: description?.trim() || madeSummary(repository),
  };
  const address = `https://github.com/${repository}`;
  const fields = {
    ...{ id: repositoryId(repository), ...about, repository, address, readInPart: true },
    ...(lead !== undefined && { lead: { organisation: lead, how: `the account ${account} is its own` } }),
    ...(parent !== undefined && {
      relations: [
        { ...variant, ...(parentAsset === undefined ? { repository: parent } : { asset: parentAsset }) },
      ],
    }),
    sources: [{ source: toRepositorySource(repository).id }],
  };
  const withHomepage = Asset.safeParse({ ...fields, homepage: homepage?.trim() });
  return withHomepage.success ? withHomepage.data : Asset.parse(fields);
}
