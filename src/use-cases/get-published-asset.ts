import { CatalogueError, notFound } from '../domain/errors.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';

/** By id or alias, in any case. Errors: CatalogueError 'not-found'; 'gone' where it was withdrawn. */
export async function getPublishedAsset(
  store: Pick<RecordStore, 'find'>,
  given: string,
): Promise<StoredRecord<'asset'>> {
  const record = await store.find('asset', given.toLowerCase());
  if (record === undefined) throw notFound(`The asset "${given.slice(0, 100)}"`);
  if (record.state === 'withdrawn')
    throw new CatalogueError('gone', `The asset "${record.id}" was withdrawn`);
  return record;
}
