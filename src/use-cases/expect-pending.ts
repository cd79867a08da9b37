import { CatalogueError } from '../domain/errors.ts';
import type { Entry } from '../ports/entry-store.ts';

/** Errors: CatalogueError 'conflict' where somebody has decided about it already. */
export function expectPending({ kind, id, state }: Entry): void {
  if (state === 'pending') return;
  throw new CatalogueError('conflict', `${kind} ${id} does not wait: it is ${state}`, [
    { field: 'state', message: `is ${state}`, allowed: ['pending'] },
  ]);
}
