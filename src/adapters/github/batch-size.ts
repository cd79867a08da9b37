export interface BatchSize {
  now(): number;
  /** The host gave up on a batch of this size. */
  failed(size: number): void;
  /** A batch of one failed: it was that repository, not the size. */
  isolated(): void;
  /** A smaller batch than is asked for now proves nothing of this size. */
  worked(size: number): void;
}

/** How many repositories to ask for at once: half as many after a failure, half as many again after a success, and never what failed before. */
export function openBatchSize({ start, most }: { start: number; most: number }): BatchSize {
  let size = start;
  let ceiling = most;
  let before: { size: number; ceiling: number } | undefined;
  let isOneToBlame = false;
  return {
    now: () => size,
    failed(failedSize) {
      before ??= { size, ceiling };
      ceiling = Math.max(1, Math.floor(failedSize * 0.85));
      size = Math.max(1, Math.floor(failedSize / 2));
    },
    isolated() {
      isOneToBlame = true;
    },
    worked(workedSize) {
      if (workedSize < size && !isOneToBlame) return;
      if (isOneToBlame && before !== undefined) ({ size, ceiling } = before);
      else size = Math.min(ceiling, Math.ceil(size * 1.5));
      if (isOneToBlame || size === ceiling) before = undefined;
      isOneToBlame = false;
    },
  };
}
