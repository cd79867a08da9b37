import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';
import { touchRecords } from './touch-records.ts';

/** Says in the change log that what is shown of assets changed. Those that are not published are passed over. */
export function touchAssets(
  trx: Transaction<Tables>,
  ids: readonly string[],
  by: { at: string; actor: string },
): Promise<void> {
  const refs = ids.map((id) => ({ kind: 'asset' as const, id }));
  return touchRecords(trx, refs, by);
}
