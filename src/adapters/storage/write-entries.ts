import type { Transaction } from 'kysely';
import type { EntryKind } from '../../domain/entries/entry-kind.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { EntryWrite } from '../../ports/entry-store.ts';
import type { RecordTerm, WriteBatch } from '../../ports/record-store.ts';
import { insertRows, runStatement } from './run-statement.ts';
import type { Tables } from './tables.ts';

/** Writes the entries of a batch, each with its log row, after `head`. Each entry once a batch. */
export async function writeEntries(
  trx: Transaction<Tables>,
  entries: readonly EntryWrite[],
  batch: Pick<WriteBatch, 'actor' | 'at'>,
  head: number,
): Promise<void> {
  for (const [index, entry] of entries.entries()) {
    const revision = await writeEntry(trx, entry, batch.at);
    const { kind, id, action } = entry;
    const logged = { kind, id, revision, action, actor: batch.actor, at: batch.at };
    await insertRows(trx, 'changes', [{ seq: head + index + 1, ...logged }]);
  }
}

async function writeEntry(trx: Transaction<Tables>, entry: EntryWrite, at: string): Promise<number> {
  const { kind, id, state, document, terms, unique = [], basedOn } = entry;
  const stored = await findStored(trx, kind, id);
  const before = stored?.revision ?? 0;
  if (basedOn !== undefined && basedOn !== before) {
    const message =
      before === 0 ? `${kind} ${id} is not stored` : `${kind} ${id} is at revision ${before}, not ${basedOn}`;
    throw new CatalogueError(
      basedOn === 0 ? 'conflict' : 'stale',
      basedOn === 0 ? `${kind} ${id} is there already` : message,
    );
  }
  for (const term of unique) await refuseOther(trx, kind, id, term);
  const revision = before + 1;
  const row = { revision, state, updated_at: at, document: JSON.stringify(document) };
  if (stored === undefined) {
    await insertRows(trx, 'entries', [{ kind, id, created_at: at, ...row }]);
  } else {
    await trx
      .insertInto('superseded_entries')
      .values({ kind, id, revision: before, document: stored.document })
      .execute();
    await trx.updateTable('entries').set(row).where('kind', '=', kind).where('id', '=', id).execute();
    await trx.deleteFrom('entry_terms').where('kind', '=', kind).where('id', '=', id).execute();
  }
  const distinct = new Map([...terms, ...unique].map((term) => [`${term.name} ${term.value}`, term]));
  const rows = [...distinct.values()].map(({ name, value }) => ({ kind, id, name, value }));
  await insertRows(trx, 'entry_terms', rows);
  return revision;
}

async function findStored(trx: Transaction<Tables>, kind: EntryKind, id: string) {
  const text = 'select revision, document from entries where kind = ? and id = ?';
  const [row] = await runStatement<{ revision: number; document: string }>(trx, text, [kind, id]);
  return row;
}

async function refuseOther(
  trx: Transaction<Tables>,
  kind: EntryKind,
  id: string,
  { name, value }: RecordTerm,
): Promise<void> {
  const text = 'select id from entry_terms where kind = ? and name = ? and value = ? and id <> ? limit 1';
  const [other] = await runStatement<{ id: string }>(trx, text, [kind, name, value, id]);
  if (other === undefined) return;
  const message = `another ${kind} has this ${name} already`;
  throw new CatalogueError('conflict', message, [{ field: name, message }]);
}
