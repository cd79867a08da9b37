import type { Kysely } from 'kysely';
import type { RecordRef } from '../../domain/ids.ts';
import type { ChangeAction, Revision } from '../../ports/record-store.ts';
import type { Tables } from './tables.ts';

export async function readHead(db: Kysely<Tables>): Promise<number> {
  const [row] = await db
    .selectFrom('changes')
    .select((all) => all.fn.max('seq').as('seq'))
    .execute();
  return Number(row?.seq ?? 0);
}

/**
 * Every revision, oldest first. A revision that left the document alone (withdrawn, merged) has the one before it; a touch is no revision.
 * Only documents that were replaced are kept beside the record, each under the last revision that had it.
 */
export async function readRevisions(db: Kysely<Tables>, { kind, id }: RecordRef): Promise<Revision[]> {
  // In this order, because a write may come in between: what it replaces is then among the superseded, and what it logs is not read.
  const logged = await db
    .selectFrom('changes')
    .select(['revision', 'action', 'actor', 'at'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('action', '!=', 'touched')
    .orderBy('seq')
    .execute();
  const current = await db
    .selectFrom('records')
    .select(['revision', 'document'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
  const superseded = await db
    .selectFrom('superseded')
    .select(['revision', 'document'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('revision')
    .execute();
  const documents = [...superseded, ...current];
  return logged.map((entry) => {
    const held = documents.find((document) => document.revision >= entry.revision);
    return {
      ...entry,
      action: entry.action as ChangeAction,
      document: JSON.parse(held?.document ?? 'null') as unknown,
    };
  });
}
