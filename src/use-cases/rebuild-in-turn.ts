import type { Leases } from '../ports/leases.ts';
import { indexingJob, rebuildingJob } from './indexing-jobs.ts';
import { rebuildSearchIndex } from './rebuild-search-index.ts';
import type { IndexUpdate, UpdatingSearchIndex } from './update-search-index.ts';
import { waitForLease } from './wait-for-lease.ts';

interface RebuildingInTurn extends Omit<UpdatingSearchIndex, 'signal'> {
  leases: Leases;
  /** Told when another process has to finish first. */
  onWait?: () => void;
}

/**
 * Makes an index that all processes share anew. The process that keeps it current lets go of it first: what it writes while the indexes
 * are swapped would reach the new one in part.
 */
export async function rebuildInTurn({
  leases,
  onWait,
  ...rebuilding
}: RebuildingInTurn): Promise<IndexUpdate> {
  const { engine } = rebuilding.index;
  const asking = await waitForLease(leases, rebuildingJob(engine), { onWait });
  try {
    const writing = await waitForLease(leases, indexingJob(engine), { onWait });
    try {
      return await rebuildSearchIndex({
        ...rebuilding,
        signal: AbortSignal.any([asking.lost, writing.lost]),
      });
    } finally {
      await writing.release();
    }
  } finally {
    await asking.release();
  }
}
