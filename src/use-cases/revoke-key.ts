import type { AccessKey } from '../domain/access/access-key.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import { activeName, keyTerms } from './make-key.ts';

export interface RevokingKey {
  store: Pick<CatalogueStore, 'findEntry' | 'findEntryBy' | 'write'>;
  now: () => Date;
}

/** Revokes a key by its id or the name it has while it is active; at once. Errors: CatalogueError 'not-found', 'conflict' where it was revoked. */
export async function revokeKey(
  { store, now }: RevokingKey,
  { id, name }: { id?: string; name?: string },
  actor: string,
): Promise<{ id: string; name: string }> {
  const key =
    id === undefined
      ? await store.findEntryBy<AccessKey>('key', activeName(name ?? ''))
      : await store.findEntry<AccessKey>('key', id);
  if (key === undefined) throw notFound(id === undefined ? `An active key named ${name}` : `Key ${id}`);
  if (key.document.revokedAt !== undefined) {
    throw new CatalogueError('conflict', `Key ${key.id} was revoked at ${key.document.revokedAt}`);
  }
  const at = now().toISOString();
  const document: AccessKey = { ...key.document, revokedAt: at };
  const entry = {
    kind: 'key',
    id: key.id,
    state: 'revoked',
    document,
    action: 'revoked',
    // Found by its secret as before, so that it is known to be revoked.
    terms: keyTerms(document),
    basedOn: key.revision,
  } as const;
  await store.write({ actor, at, put: [], withdraw: [], entries: [entry] });
  return { id: key.id, name: document.name };
}
