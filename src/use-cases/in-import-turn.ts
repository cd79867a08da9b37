import type { Leases } from '../ports/leases.ts';
import { waitForLease } from './wait-for-lease.ts';

/** Does something that an import must not come in between: whatever changes what was decided besides the files. */
export async function inImportTurn<T>(
  leases: Leases,
  work: () => Promise<T>,
  { onWait }: { onWait?: () => void } = {},
): Promise<T> {
  const lease = await waitForLease(leases, 'import', { everyMs: 100, onWait });
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
