import type { EngineName } from '../ports/search-index.ts';

/** Held by the process that writes to an engine's index. */
export function indexingJob(engine: EngineName): string {
  return `index-${engine}`;
}

/** Held by whoever wants to make an engine's index anew: the process that keeps it current then lets go of it. */
export function rebuildingJob(engine: EngineName): string {
  return `rebuild-${engine}`;
}
