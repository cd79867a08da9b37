import { openEmbeddedIndex } from '../adapters/search/embedded/open-embedded-index.ts';
import type { Config } from '../config.ts';
import { wordingsOf } from '../domain/thesaurus/thesaurus-group.ts';
import type { ReferenceLists } from '../ports/reference-lists.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import { fileIn } from './file-in.ts';

/** The index of this process. What documents are made of besides records (lists of other names) is the edition of its words. */
export async function openOwnIndex(
  { DATA_DIR }: Pick<Config, 'DATA_DIR'>,
  { thesaurus: _, ...named }: ReferenceLists,
): Promise<SearchIndex> {
  const file = await fileIn(DATA_DIR, 'search.db');
  return openEmbeddedIndex({ file, edition: JSON.stringify(named) });
}

type MeilisearchConfig = Pick<Config, Extract<keyof Config, `MEILI_${string}`>>;

/** The index in Meilisearch, where there is one; it need not be reached. */
export async function openSharedIndex(
  config: MeilisearchConfig,
  { thesaurus }: Pick<ReferenceLists, 'thesaurus'>,
): Promise<SearchIndex | undefined> {
  if (config.MEILI_URL === undefined) return undefined;
  const { openMeilisearchIndex } = await import('../adapters/search/meilisearch/open-meilisearch-index.ts');
  return openMeilisearchIndex({
    url: config.MEILI_URL,
    searchKey: config.MEILI_SEARCH_KEY,
    adminKey: config.MEILI_ADMIN_KEY,
    masterKey: config.MEILI_MASTER_KEY,
    index: config.MEILI_INDEX,
    timeoutMs: config.MEILI_TIMEOUT_MS,
    terms: wordingsOf(thesaurus),
  });
}
