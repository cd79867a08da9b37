import Database from 'libsql';
import type { EntryKind } from '../../../src/domain/entries/entry-kind.ts';
import type { CatalogueRecord } from '../../../src/domain/records/record.ts';
import type { CatalogueStore } from '../../../src/ports/catalogue-store.ts';
import type { RecordLink, RecordTerm, WriteBatch } from '../../../src/ports/record-store.ts';

type Row = Record<string, string>;

/** What a service asked its store to write for each of some assets, read back from the database. */
export function readRegisteredBatches(file: string, ids: readonly string[]): WriteBatch[] {
  const database = new Database(file, { readonly: true });
  try {
    const all = (sql: string, ...values: string[]) => database.prepare(sql).all(values) as Row[];

    function toBatch(id: string): WriteBatch {
      const records = all('select * from records where id in (?, ?)', id, `repository-${id}`);
      const entries = all("select * from entries where kind = 'submission' and id = ?", id);
      const put = records.map((row) => {
        const links = all('select * from links where kind = ? and id = ?', row.kind ?? '', row.id ?? '');
        const terms = all('select * from terms where kind = ? and id = ?', row.kind ?? '', row.id ?? '');
        return {
          record: { kind: row.kind, document: JSON.parse(row.document ?? 'null') } as CatalogueRecord,
          origin: 'registered' as const,
          links: links.map(({ name, to_kind, to_id }) => ({ name, kind: to_kind, id: to_id }) as RecordLink),
          terms: terms.map(({ name = '', value = '' }): RecordTerm => ({ name, value })),
          aliases: [],
        };
      });
      return {
        ...{ actor: 'bench', at: new Date().toISOString(), put, withdraw: [] },
        entries: entries.map((row) => ({
          ...{
            kind: 'submission' as EntryKind,
            id,
            state: row.state ?? '',
            action: 'submitted' as const,
            basedOn: 0,
          },
          document: JSON.parse(row.document ?? 'null') as unknown,
          terms: all("select * from entry_terms where kind = 'submission' and id = ?", id).map(
            ({ name = '', value = '' }): RecordTerm => ({ name, value }),
          ),
        })),
      };
    }
    return ids.map(toBatch);
  } finally {
    database.close();
  }
}

/** Writes them one after the other, each with a commit of its own. Milliseconds for each. */
export async function writeBatches(store: CatalogueStore, batches: readonly WriteBatch[]): Promise<number[]> {
  const took: number[] = [];
  for (const batch of batches) {
    const startedAt = performance.now();
    await store.write(batch);
    took.push(performance.now() - startedAt);
  }
  return took;
}
