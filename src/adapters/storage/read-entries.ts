import type { Kysely } from 'kysely';
import type { EntryKind } from '../../domain/entries/entry-kind.ts';
import type { Entry, EntryQuery } from '../../ports/entry-store.ts';
import type { EntriesTable, Tables } from './tables.ts';

const columns = ['kind', 'id', 'revision', 'state', 'created_at', 'updated_at', 'document'] as const;

export function toEntry<Document>(row: EntriesTable): Entry<Document> {
  const { created_at: createdAt, updated_at: updatedAt, document, ...rest } = row;
  return { ...rest, createdAt, updatedAt, document: JSON.parse(document) as Document };
}

export async function listEntries<Document>(
  db: Kysely<Tables>,
  { kind, states, terms = [], order = 'oldest', offset = 0, limit }: EntryQuery,
): Promise<{ total: number; entries: Entry<Document>[] }> {
  if (states?.length === 0) return { total: 0, entries: [] };
  let matching = db.selectFrom('entries').where('entries.kind', '=', kind);
  if (states !== undefined) matching = matching.where('state', 'in', [...states]);
  for (const { name, value } of terms) {
    const ids = db
      .selectFrom('entry_terms')
      .select('entry_terms.id')
      .where('entry_terms.kind', '=', kind)
      .where('entry_terms.name', '=', name)
      .where('entry_terms.value', '=', value);
    matching = matching.where('entries.id', 'in', ids);
  }
  const direction = order === 'oldest' ? 'asc' : 'desc';
  const [counted, rows] = await Promise.all([
    matching.select((all) => all.fn.countAll().as('total')).executeTakeFirstOrThrow(),
    matching
      .select(columns)
      .orderBy('created_at', direction)
      .orderBy('entries.id', direction)
      .limit(limit)
      .offset(offset)
      .execute(),
  ]);
  return { total: Number(counted.total), entries: rows.map((row) => toEntry<Document>(row)) };
}

/** Documents that were replaced, and the present one, with who wrote each and when. */
export async function readEntryRevisions(db: Kysely<Tables>, kind: EntryKind, id: string) {
  const logged = await db
    .selectFrom('changes')
    .select(['revision', 'action', 'actor', 'at'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('seq')
    .execute();
  const superseded = await db
    .selectFrom('superseded_entries')
    .select(['revision', 'document'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
  const present = await db
    .selectFrom('entries')
    .select(['revision', 'document'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
  const documents = new Map(
    [...superseded, ...present].map(({ revision, document }) => [revision, document]),
  );
  return logged.map((entry) => ({
    ...entry,
    document: JSON.parse(documents.get(entry.revision) ?? 'null') as unknown,
  }));
}
