import { type Actor, toActorName } from '../domain/access/actor.ts';
import type { KeptWrite } from '../ports/entry-store.ts';
import type { RecordWrite } from '../ports/record-store.ts';
import type { ImportPreview } from './preview-asset-import.ts';
import type { Registering } from './register-asset.ts';

/** Writes the good rows of a spreadsheet in one transaction: all of them are there afterwards, or none. Errors: CatalogueError 'conflict' and 'stale' where somebody registered one of them meanwhile. */
export async function writeAssetImport(
  { store, now }: Pick<Registering, 'store' | 'now'>,
  { planned }: Pick<ImportPreview, 'planned'>,
  { actor, kept }: { actor: Actor; kept: KeptWrite[] },
): Promise<void> {
  const put = new Map<string, RecordWrite>();
  // What several of them cite is written once.
  for (const write of planned.flatMap((one) => one.put)) {
    put.set(`${write.record.kind} ${write.record.document.id}`, write);
  }
  await store.write({
    ...{ actor: toActorName(actor), at: now().toISOString() },
    ...{ put: [...put.values()], withdraw: [], kept },
    entries: planned.flatMap((one) => one.entries),
  });
}
