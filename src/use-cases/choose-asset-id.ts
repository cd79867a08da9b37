import { foldWords } from '../domain/query/query.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import { makeId } from './secrets.ts';

const longestSlug = 80;
const mostTries = 1000;
/** What stands at the place of an id in the paths of the API. */
const reserved: ReadonlySet<string> = new Set(['prefill', 'by-repository']);

/** An id for what has none by its address: its title, with a number where that is taken, in the catalogue or in `taken`. */
export async function chooseAssetId(
  store: Pick<CatalogueStore, 'find' | 'findEntry'>,
  title: string,
  taken: ReadonlySet<string> = new Set(),
): Promise<string> {
  const slug =
    foldWords(title)
      .join('-')
      .replace(/[^a-z0-9-]+/g, '')
      .slice(0, longestSlug)
      .replace(/^-+|-+$/g, '') || 'asset';
  for (let number = 1; number < mostTries; number += 1) {
    const id = number === 1 ? slug : `${slug}-${number}`;
    const isTaken =
      taken.has(id) ||
      reserved.has(id) ||
      (await store.find('asset', id)) !== undefined ||
      (await store.findEntry('submission', id)) !== undefined;
    if (!isTaken) return id;
  }
  return makeId(slug);
}
