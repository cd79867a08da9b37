import { Asset } from '../../../src/domain/records/asset.ts';
import { linksOf } from '../../../src/domain/records/record-links.ts';
import { termsOf } from '../../../src/domain/records/record-terms.ts';
import type { SearchDocument } from '../../../src/domain/search/search-document.ts';
import type { RecordStore } from '../../../src/ports/record-store.ts';
import { pick, type Random } from '../seeded-random.ts';

const batchSize = 500;

/**
 * An asset with the words of a made document and all else from one of the catalogue's own, but for what ties that to others: with it the
 * pages of those others would grow beyond anything real.
 */
function toAsset({ id, text }: SearchDocument, own: Asset): Asset {
  return Asset.parse({
    ...own,
    ...{ id, title: text.title || id, summary: text.summary || text.title || id },
    ...(text.body !== '' && { description: text.body }),
    ...{ aliases: [], otherNames: [], relations: [], funding: [], mainRepository: undefined },
  });
}

/** Writes an asset for each of the documents. */
export async function writeMadeAssets(
  store: RecordStore,
  documents: readonly SearchDocument[],
  random: Random,
): Promise<void> {
  const own: Asset[] = [];
  for await (const { document } of store.readAll('asset')) own.push(document);
  for (let from = 0; from < documents.length; from += batchSize) {
    const put = documents.slice(from, from + batchSize).map((document) => {
      const record = { kind: 'asset' as const, document: toAsset(document, pick(random, own)) };
      return {
        ...{ record, origin: 'registered' as const, aliases: [] },
        ...{ links: linksOf(record), terms: termsOf(record, {}) },
      };
    });
    await store.write({ actor: 'bench', at: new Date().toISOString(), put, withdraw: [] });
  }
}
