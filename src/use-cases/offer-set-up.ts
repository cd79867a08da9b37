import type { AccessKey } from '../domain/access/access-key.ts';
import type { Account } from '../domain/access/account.ts';
import { toMailbox } from '../domain/access/allow-list.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import { makeKey } from './make-key.ts';
import { hashSecret, makeId, makeSecret } from './secrets.ts';
import { writeAccount } from './write-account.ts';

const slot = { space: 'set-up', key: 'link' } as const;
const linkMs = 3_600_000;
const actor = 'set-up';

interface SettingUp {
  store: CatalogueStore;
  now: () => Date;
}

async function hasAdmin({ store, now }: SettingUp): Promise<boolean> {
  const terms = [{ name: 'role', value: 'admin' }];
  const at = now().toISOString();
  const keys = await store.listEntries<AccessKey>({ kind: 'key', states: ['active'], terms, limit: 100 });
  if (keys.entries.some(({ document: { expiresAt } }) => expiresAt === undefined || expiresAt > at))
    return true;
  const accounts = await store.listEntries<Account>({ kind: 'account', states: ['active'], terms, limit: 1 });
  return accounts.total > 0;
}

/** A secret for the first admin, where there is none and no such secret was made within the hour: of many that start at once one gets it. */
export async function offerSetUp({ store, now }: SettingUp): Promise<string | undefined> {
  if (await hasAdmin({ store, now })) return undefined;
  const secret = makeSecret('crl');
  const at = now();
  const expiresAt = new Date(at.getTime() + linkMs).toISOString();
  const kept = [{ ...slot, value: hashSecret(secret), expiresAt, onlyNew: true }];
  try {
    await store.write({ actor, at: at.toISOString(), put: [], withdraw: [], kept });
    return secret;
  } catch (error) {
    if (error instanceof CatalogueError && error.kind === 'conflict') return undefined;
    throw error;
  }
}

/** Whether the secret would do. */
export async function isSetUpOffered({ store, now }: SettingUp, secret: string): Promise<boolean> {
  const kept = await store.kept(slot.space, slot.key, now().toISOString());
  return kept === hashSecret(secret) && !(await hasAdmin({ store, now }));
}

/**
 * Makes the first admin's key, and with an address an account that signs in by it; the secret is used up. Errors: CatalogueError 'gone'
 * where it is not the secret, was used, is over, or there is an admin by now.
 */
export async function acceptSetUp(
  setting: SettingUp,
  { secret, email }: { secret: string; email?: string },
): Promise<{ key: string }> {
  const isOffered = await isSetUpOffered(setting, secret);
  const { store, now } = setting;
  if (!isOffered || (await store.takeKept(slot.space, slot.key, now().toISOString())) === undefined) {
    throw new CatalogueError('gone', 'This link was used or is over, or there is an admin already');
  }
  const { key } = await makeKey(setting, { name: 'first admin', role: 'admin', organisations: [] }, actor);
  if (email !== undefined) {
    const document: Account = { role: 'admin', organisations: [], grantedBy: 'admin' };
    const account = { id: makeId('account'), revision: 0, state: 'active', action: 'submitted' } as const;
    await writeAccount(setting, { ...account, document, email: toMailbox(email), actor });
  }
  return { key };
}
