import { connectAssets } from '../domain/records/connect-assets.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import { linksOf } from '../domain/records/record-links.ts';
import { termsOf } from '../domain/records/record-terms.ts';
import type { RecordWrite } from '../ports/record-store.ts';

/** Curated records, with the edges and terms that come of all of them together; of those that are wanted, where not all are. */
export function toRecordWrites(
  records: readonly CatalogueRecord[],
  isWanted: (record: CatalogueRecord) => boolean = () => true,
): RecordWrite[] {
  const contextOf = connectAssets(records);
  return records.filter(isWanted).map((record) => ({
    record,
    origin: 'curated',
    links: linksOf(record),
    terms: termsOf(record, record.kind === 'asset' ? contextOf(record.document) : {}),
    aliases: 'aliases' in record.document ? record.document.aliases : [],
  }));
}
