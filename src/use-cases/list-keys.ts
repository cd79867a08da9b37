import type { AccessKey } from '../domain/access/access-key.ts';
import type { GrantedRole } from '../domain/access/actor.ts';
import type { Entry, EntryStore } from '../ports/entry-store.ts';
import { readKeyUse } from './note-key-use.ts';

export interface ListedKey {
  id: string;
  name: string;
  role: GrantedRole;
  organisations: string[];
  state: 'active' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt?: string;
  revokedAt?: string;
  /** To the minute. */
  lastUsedAt?: string;
}

interface ListingKeys {
  store: Pick<EntryStore, 'listEntries' | 'kept'>;
  now: () => Date;
}

function stateOf({ revokedAt, expiresAt }: AccessKey, now: Date): ListedKey['state'] {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now.toISOString() ? 'expired' : 'active';
}

/** What may be shown of a key: everything but its secret's hash. */
export function toListedKey(
  entry: Pick<Entry<AccessKey>, 'id' | 'createdAt' | 'document'>,
  now: Date,
  lastUsedAt?: string,
): ListedKey {
  const { hash: _, ...shown } = entry.document;
  return {
    id: entry.id,
    ...shown,
    state: stateOf(entry.document, now),
    createdAt: entry.createdAt,
    ...(lastUsedAt !== undefined && { lastUsedAt }),
  };
}

/** Newest first. */
export async function listKeys(
  { store, now }: ListingKeys,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ total: number; keys: ListedKey[] }> {
  const offset = (page - 1) * pageSize;
  const { total, entries } = await store.listEntries<AccessKey>({
    kind: 'key',
    order: 'newest',
    offset,
    limit: pageSize,
  });
  const at = now();
  const keys = await Promise.all(
    entries.map(async (entry) => toListedKey(entry, at, await readKeyUse(store, entry.id, at))),
  );
  return { total, keys };
}
