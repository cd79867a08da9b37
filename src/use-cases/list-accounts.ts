import type { Account, Grant } from '../domain/access/account.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import { readKeyUse } from './note-key-use.ts';
import { readAddress } from './write-account.ts';

export interface ListedAccount extends Grant {
  id: string;
  state: 'active' | 'closed';
  grantedBy: Account['grantedBy'];
  createdAt: string;
  email?: string;
  /** To the minute. */
  lastUsedAt?: string;
}

/** Newest first. */
export async function listAccounts(
  { store, now }: { store: Pick<EntryStore, 'listEntries' | 'kept'>; now: () => Date },
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ total: number; accounts: ListedAccount[] }> {
  const { total, entries } = await store.listEntries<Account>({
    ...{ kind: 'account', order: 'newest', offset: (page - 1) * pageSize, limit: pageSize },
  });
  const accounts = await Promise.all(
    entries.map(async ({ id, state, createdAt, document: { role, organisations, grantedBy } }) => {
      const email = await readAddress(store, id, now());
      const lastUsedAt = await readKeyUse(store, id, now());
      return {
        ...{ id, role, organisations, grantedBy, createdAt },
        state: state === 'active' ? ('active' as const) : ('closed' as const),
        ...(email !== undefined && { email }),
        ...(lastUsedAt !== undefined && { lastUsedAt }),
      };
    }),
  );
  return { total, accounts };
}
