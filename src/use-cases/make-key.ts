import type { AccessKey } from '../domain/access/access-key.ts';
import { CatalogueError, invalidInput } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryWrite } from '../ports/entry-store.ts';
import { hashSecret, makeId, makeSecret } from './secrets.ts';

export interface MakingKey {
  store: Pick<CatalogueStore, 'findEntryBy' | 'write'>;
  now: () => Date;
}

export type NewKey = Omit<AccessKey, 'hash' | 'revokedAt'>;

/** Names compare without regard to case, so that nobody revokes "Backup" and leaves "backup". */
export function activeName(name: string) {
  return { name: 'active-name', value: name.toLowerCase() };
}

export function keyTerms({ hash, role }: Pick<AccessKey, 'hash' | 'role'>) {
  return [
    { name: 'hash', value: hash },
    { name: 'role', value: role },
  ];
}

/**
 * Makes a key; `key` is the secret, which is shown this once and not kept. A name that an expired key has is free again. Errors:
 * CatalogueError 'invalid', 'conflict' where an active key has the name.
 */
export async function makeKey(
  { store, now }: MakingKey,
  wanted: NewKey,
  actor: string,
): Promise<{ id: string; key: string; document: AccessKey }> {
  const at = now().toISOString();
  checkKey(wanted, at);
  const key = makeSecret('crk');
  const id = makeId('key');
  const document: AccessKey = { ...wanted, hash: hashSecret(key) };
  const made: EntryWrite = {
    kind: 'key',
    id,
    state: 'active',
    document,
    action: 'submitted',
    terms: keyTerms(document),
    unique: [activeName(wanted.name)],
    basedOn: 0,
  };
  const entries = [...(await expiredNamesake(store, wanted.name, at)), made];
  await store.write({ actor, at, put: [], withdraw: [], entries });
  return { id, key, document };
}

function checkKey({ role, organisations, expiresAt }: NewKey, at: string): void {
  if (role === 'contributor' && organisations.length === 0) {
    throw invalidInput([{ field: 'organisation', message: 'a contributor needs at least one organisation' }]);
  }
  if (expiresAt !== undefined && expiresAt <= at) {
    throw invalidInput([{ field: 'expiresAt', message: 'must be in the future' }]);
  }
}

async function expiredNamesake(store: MakingKey['store'], name: string, at: string): Promise<EntryWrite[]> {
  const other = await store.findEntryBy<AccessKey>('key', activeName(name));
  if (other === undefined) return [];
  const { kind, id, revision, document } = other;
  if (document.expiresAt === undefined || document.expiresAt > at) {
    const message = 'an active key has this name; revoke it first, or choose another';
    throw new CatalogueError('conflict', `name: ${message}`, [{ field: 'name', message }]);
  }
  return [{ kind, id, state: 'expired', document, action: 'lapsed', terms: [], basedOn: revision }];
}
