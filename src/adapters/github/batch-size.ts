export interface BatchSize {
  now(): number;
  /** The host gave up on a batch of this size. */
  failed(size: number): void;
  /** A batch of one failed: it was that repository, not the size. */
  isolated(): void;
  worked(size: number): void;
}

const successesBeforeMore = 20;

/**
 * How many repositories to ask for at once: half as many after a failure, half as many again after a success. A failure whose repositories
 * all came through in smaller batches was one of size, which is then kept below for a while; one that a single repository had caused is
 * forgotten.
 */
export function openBatchSize({ start, most }: { start: number; most: number }): BatchSize {
  let size = start;
  let ceiling = most;
  let successes = 0;
  let trouble: { sizeBefore: number; failedSize: number; left: number; isOneToBlame: boolean } | undefined;

  function raiseCeiling(): void {
    successes += 1;
    if (successes < successesBeforeMore) return;
    successes = 0;
    ceiling = Math.min(most, Math.ceil(ceiling * 1.2));
  }

  return {
    now: () => size,
    failed(failedSize) {
      trouble ??= { sizeBefore: size, failedSize, left: failedSize, isOneToBlame: false };
      trouble.failedSize = Math.min(trouble.failedSize, failedSize);
      size = Math.max(1, Math.floor(failedSize / 2));
      successes = 0;
    },
    isolated() {
      if (trouble !== undefined) trouble.isOneToBlame = true;
    },
    worked(workedSize) {
      if (trouble?.isOneToBlame) {
        size = trouble.sizeBefore;
        trouble = undefined;
        return;
      }
      if (trouble !== undefined) {
        trouble.left -= workedSize;
        if (trouble.left <= 0) {
          ceiling = belowFailed(trouble.failedSize);
          trouble = undefined;
        }
      } else if (workedSize >= ceiling) raiseCeiling();
      // A smaller batch than is asked for now proves nothing of this size.
      const limit = trouble === undefined ? ceiling : Math.min(ceiling, belowFailed(trouble.failedSize));
      if (workedSize >= size || size > limit) size = Math.max(1, Math.min(limit, Math.ceil(size * 1.5)));
    },
  };
}

function belowFailed(size: number): number {
  return Math.max(1, Math.floor(size * 0.85));
}
