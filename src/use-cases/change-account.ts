import type { Account, Grant } from '../domain/access/account.ts';
import { toMailbox } from '../domain/access/allow-list.ts';
import { CatalogueError, invalidInput, notFound } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Sessions } from './keep-sessions.ts';
import { makeId } from './secrets.ts';
import { readAddress, writeAccount } from './write-account.ts';

export interface ChangingAccounts {
  store: CatalogueStore;
  now: () => Date;
  sessions: Pick<Sessions, 'endAll'>;
}

function checkGrant({ role, organisations }: Grant): void {
  if (role !== 'contributor' || organisations.length > 0) return;
  throw invalidInput([{ field: 'organisations', message: 'a contributor needs at least one organisation' }]);
}

async function getActive({ store }: ChangingAccounts, id: string) {
  const account = await store.findEntry<Account>('account', id);
  if (account === undefined) throw notFound(`Account ${id}`);
  if (account.state !== 'active') throw new CatalogueError('gone', `Account ${id} was closed`);
  return account;
}

/** Makes an account for an address. Errors: CatalogueError 'conflict' where one has it. */
export async function makeAccount(
  changing: ChangingAccounts,
  { email, ...grant }: Grant & { email: string },
  actor: string,
): Promise<{ id: string }> {
  checkGrant(grant);
  const id = makeId('account');
  const document: Account = { ...grant, grantedBy: 'admin' };
  const account = { id, revision: 0, state: 'active', action: 'submitted' } as const;
  await writeAccount(changing, { ...account, document, email: toMailbox(email), actor });
  return { id };
}

/** Decides what an account may do; it holds from the next request. */
export async function changeAccount(
  changing: ChangingAccounts,
  { id, ...grant }: Grant & { id: string },
  actor: string,
): Promise<void> {
  checkGrant(grant);
  const { revision, document } = await getActive(changing, id);
  const email = await readAddress(changing.store, id, changing.now());
  await writeAccount(changing, {
    ...{ id, revision, state: 'active', action: 'changed', actor },
    document: { ...document, ...grant, grantedBy: 'admin' },
    ...(email !== undefined && { email }),
  });
}

/** Closes an account: it is signed out everywhere, and its address is forgotten. */
export async function closeAccount(changing: ChangingAccounts, id: string, actor: string): Promise<void> {
  const { revision, document } = await getActive(changing, id);
  const { subject: _, ...kept } = document;
  await writeAccount(changing, { id, revision, state: 'closed', document: kept, action: 'revoked', actor });
  await changing.sessions.endAll(id);
}
