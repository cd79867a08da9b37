import type { Transaction } from 'kysely';
import { inChunks } from './chunks.ts';
import { readHead } from './read-history.ts';
import type { Tables } from './tables.ts';

/** Says in the change log that what is shown of assets changed. Those that are not published are passed over. */
export async function touchAssets(
  trx: Transaction<Tables>,
  ids: readonly string[],
  { at, actor }: { at: string; actor: string },
): Promise<void> {
  for (const chunk of inChunks([...new Set(ids)], 200)) {
    const published = await trx
      .selectFrom('records')
      .select(['id', 'revision'])
      .where('kind', '=', 'asset')
      .where('id', 'in', chunk)
      .where('state', '=', 'published')
      .orderBy('id')
      .execute();
    if (published.length === 0) continue;
    const head = await readHead(trx);
    const rows = published.map(({ id, revision }, index) => ({
      ...{ seq: head + index + 1, kind: 'asset' as const, id, revision },
      ...{ action: 'touched' as const, actor, at },
    }));
    await trx.insertInto('changes').values(rows).execute();
    await trx
      .updateTable('records')
      .set({ updated_at: at })
      .where('kind', '=', 'asset')
      .where(
        'id',
        'in',
        published.map(({ id }) => id),
      )
      .execute();
  }
}
