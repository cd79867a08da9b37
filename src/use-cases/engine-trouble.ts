import { CatalogueError } from '../domain/errors.ts';

/** What went wrong with an engine last, fit for showing; `at` is ISO-8601 in UTC. */
export interface EngineTrouble {
  message: string;
  at: string;
  /** The engine is there and will not have us: people must change a setting. */
  isRefusal: boolean;
}

/** Only messages of our own are shown: others may hold an address with its password. */
export function toTrouble(error: unknown): EngineTrouble {
  const own = error instanceof CatalogueError ? error : undefined;
  return {
    message: own?.message ?? 'it failed in a way that is not known',
    at: new Date().toISOString(),
    isRefusal: (own?.faults.length ?? 0) > 0,
  };
}
