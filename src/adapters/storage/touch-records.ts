import type { Transaction } from 'kysely';
import type { RecordKind, RecordRef } from '../../domain/ids.ts';
import { inChunks } from './chunks.ts';
import { readHead } from './read-history.ts';
import type { Tables } from './tables.ts';

interface Touching {
  at: string;
  actor: string;
}

/** Says in the change log that what is shown of records changed. Those that are not published are passed over. */
export async function touchRecords(
  trx: Transaction<Tables>,
  refs: readonly RecordRef[],
  touching: Touching,
): Promise<void> {
  for (const kind of new Set(refs.map((ref) => ref.kind))) {
    const ids = new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id));
    for (const chunk of inChunks([...ids], 200)) await touchChunk(trx, kind, chunk, touching);
  }
}

async function touchChunk(
  trx: Transaction<Tables>,
  kind: RecordKind,
  chunk: readonly string[],
  { at, actor }: Touching,
): Promise<void> {
  const published = await trx
    .selectFrom('records')
    .select(['id', 'revision'])
    .where('kind', '=', kind)
    .where('id', 'in', chunk)
    .where('state', '=', 'published')
    .orderBy('id')
    .execute();
  if (published.length === 0) return;
  const head = await readHead(trx);
  const rows = published.map(({ id, revision }, index) => ({
    ...{ seq: head + index + 1, kind, id, revision },
    ...{ action: 'touched' as const, actor, at },
  }));
  await trx.insertInto('changes').values(rows).execute();
  const ids = published.map(({ id }) => id);
  await trx
    .updateTable('records')
    .set({ updated_at: at })
    .where('kind', '=', kind)
    .where('id', 'in', ids)
    .execute();
}
