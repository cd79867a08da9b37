import type { Interest } from '../domain/enrichment/priority.ts';
import { repositoryId } from '../domain/ids.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** A repository that assets of the catalogue are. */
export interface CataloguedRepository {
  /** `owner--name`, lower-case, of the address that the catalogue has. */
  id: string;
  repository: string;
  assets: string[];
  interest: Interest;
  /** It is on another code host, which is not asked. */
  isElsewhere: boolean;
}

const otherHosts = /^(www\.)?(gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht|sourceforge\.net)$/;
const repositoryPath = /^\/([A-Za-z0-9][A-Za-z0-9-]*)\/([A-Za-z0-9._-]+?)(\.git)?\/?$/;

/** `owner/name` on another code host, for an asset that names no repository on this one. */
function elsewhere({ repository, address, assetKind }: Asset): string | undefined {
  if (repository !== undefined || address === undefined || assetKind !== 'repository') return undefined;
  const { hostname, pathname } = new URL(address);
  const [, owner, name] = repositoryPath.exec(pathname) ?? [];
  return otherHosts.test(hostname) && owner && name ? `${owner}/${name}` : undefined;
}

/** Those of every published asset, in order of the assets' ids. */
export async function listCataloguedRepositories(
  store: Pick<RecordStore, 'readAll'>,
): Promise<Map<string, CataloguedRepository>> {
  const listed = new Map<string, CataloguedRepository>();
  const mainOnes = new Set<string>();
  for await (const { id, document } of store.readAll('asset')) {
    if (document.mainRepository !== undefined) mainOnes.add(document.mainRepository);
    const other = elsewhere(document);
    const repository = document.repository ?? other;
    if (repository === undefined) continue;
    const key = repositoryId(repository);
    const known = listed.get(key);
    const isPart = document.relations.some(({ type }) => type === 'partOf');
    listed.set(key, {
      ...{ id: key, repository: known?.repository ?? repository },
      assets: [...(known?.assets ?? []), id],
      interest: {
        adopters: document.adoption.length + (known?.interest.adopters ?? 0),
        isOfProduct: isPart || document.assetKind === 'product' || (known?.interest.isOfProduct ?? false),
      },
      isElsewhere: other !== undefined,
    });
  }
  for (const { assets, interest } of listed.values()) {
    if (assets.some((asset) => mainOnes.has(asset))) interest.isOfProduct = true;
  }
  return listed;
}
