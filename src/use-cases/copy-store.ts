import { createHash, type Hash } from 'node:crypto';
import { CatalogueError } from '../domain/errors.ts';
import type { ArchiveReader, ArchiveRow, StoreArchive } from '../ports/store-archive.ts';

export interface CopyingStore {
  from: StoreArchive;
  to: StoreArchive;
  onProgress?: (copied: number, total: number) => void;
}

export interface CopiedTable {
  table: string;
  rows: number;
  /** SHA-256 of all rows in the order of their keys, the same on both sides. */
  digest: string;
}

/**
 * Copies a store into an empty one, whole or not at all: what arrived is read again and compared before it is kept.
 * Errors: CatalogueError 'conflict' when the target holds anything or what arrived differs, 'unavailable'.
 */
export async function copyStore({ from, to, onProgress }: CopyingStore): Promise<CopiedTable[]> {
  return await from.read((source) =>
    to.fill(async (target) => {
      refuseUnlessEmpty(await target.counts());
      const counts = await source.counts();
      const total = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
      const tables: CopiedTable[] = [];
      let copied = 0;
      for (const table of counts.keys()) {
        const sent = await summarise(source, table, async (rows) => {
          await target.add(table, rows);
          copied += rows.length;
          onProgress?.(copied, total);
        });
        const arrived = await summarise(target, table);
        if (arrived.rows !== sent.rows || arrived.digest !== sent.digest)
          throw new CatalogueError(
            'conflict',
            `${table} arrived differently: ${sent.rows} rows sent, ${arrived.rows} read back; nothing was kept`,
          );
        tables.push(sent);
      }
      return tables;
    }),
  );
}

function refuseUnlessEmpty(counts: ReadonlyMap<string, number>): void {
  const filled = [...counts].filter(([, rows]) => rows > 0).map(([table, rows]) => `${rows} ${table}`);
  if (filled.length === 0) return;
  const message = `The target is not empty: it holds ${filled.join(', ')}`;
  throw new CatalogueError('conflict', message, [{ field: 'to', message }]);
}

async function summarise(
  reader: ArchiveReader,
  table: string,
  onRows: (rows: readonly ArchiveRow[]) => Promise<void> = async () => undefined,
): Promise<CopiedTable> {
  const hash: Hash = createHash('sha256');
  let count = 0;
  for await (const rows of reader.rows(table)) {
    for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
    count += rows.length;
    await onRows(rows);
  }
  return { table, rows: count, digest: hash.digest('hex') };
}
