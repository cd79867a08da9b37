import { sql, type Transaction } from 'kysely';
import type { Redaction } from '../../ports/redaction-store.ts';
import type { Tables } from './tables.ts';

/** Puts another id in the place of a key's or account's: in the log, and where it is kept itself. How many rows it was. */
export async function renameActor(
  trx: Transaction<Tables>,
  { kind, id, to }: NonNullable<Redaction['rename']>,
): Promise<number> {
  const logged = await trx
    .updateTable('changes')
    .set({ actor: sql<string>`replace(actor, ${id}, ${to})` })
    .where(sql<boolean>`replace(actor, ${id}, '') <> actor`)
    .returning('seq')
    .execute();
  for (const table of ['entries', 'superseded_entries'] as const) {
    await trx
      .updateTable(table as 'entries')
      .set({ id: to })
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
  }
  // By what it was found: its secret's hash, an address.
  await trx.deleteFrom('entry_terms').where('kind', '=', kind).where('id', '=', id).execute();
  await trx.updateTable('changes').set({ id: to }).where('kind', '=', kind).where('id', '=', id).execute();
  await trx.deleteFrom('kept').where('key', '=', id).execute();
  return logged.length;
}
