import type { Account, Grant } from '../domain/access/account.ts';
import { type AllowedSignIn, findAllowed } from '../domain/access/allow-list.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Directory } from './open-directory.ts';
import { resolveBodies } from './resolve-bodies.ts';
import { makeId } from './secrets.ts';
import { type AccountEntry, findAccount, readAddress, writeAccount } from './write-account.ts';

export interface SettlingAccounts {
  store: Pick<CatalogueStore, 'findEntryBy' | 'write' | 'kept' | 'forgetKept'>;
  directory: Pick<Directory, 'councils'>;
  now: () => Date;
  allowed: readonly AllowedSignIn[];
}

/** Who somebody proved to be. `claimed`: what their identity provider says they may do, 'nothing' where it is asked and says nothing. */
export interface ProvedIdentity {
  email?: string;
  subject?: string;
  claimed?: Grant | 'nothing';
}

type Settled = Grant & Pick<Account, 'grantedBy'>;

/** What an address may do by the allow-list; an organisation there that does not exist grants nothing. */
function grantByList(
  { directory, allowed }: Pick<SettlingAccounts, 'directory' | 'allowed'>,
  email: string | undefined,
): Settled | undefined {
  const found = email === undefined ? undefined : findAllowed(allowed, email);
  if (found === undefined) return undefined;
  const organisations = resolveBodies(directory.councils, found.organisations, 'SIGN_IN_ALLOWED');
  return { role: found.role, organisations, grantedBy: 'list' };
}

/** What somebody may do now: what an admin decided stands, then what the identity provider says, then the allow-list. */
function decideGrant(
  settling: SettlingAccounts,
  account: AccountEntry | undefined,
  { email, claimed }: ProvedIdentity,
): Settled | undefined {
  if (account?.document.grantedBy === 'admin') {
    const { role, organisations } = account.document;
    return { role, organisations, grantedBy: 'admin' };
  }
  if (claimed !== undefined && claimed !== 'nothing') return { ...claimed, grantedBy: 'claims' };
  return grantByList(settling, email);
}

/** Whether a link may be sent to an address: what an identity provider alone granted, it alone may sign in. */
export async function mayUseLink(settling: SettlingAccounts, email: string): Promise<boolean> {
  const account = await findAccount(settling.store, { email });
  return decideGrant(settling, account, { email }) !== undefined;
}

/**
 * The account of somebody who proved who they are: made at their first sign-in, and brought up to what they may do now. Errors:
 * CatalogueError 'forbidden' where they may do nothing.
 */
export async function settleAccount(
  settling: SettlingAccounts,
  proved: ProvedIdentity,
): Promise<{ id: string } & Grant> {
  const { store, now } = settling;
  const account = await findAccount(store, proved);
  const email =
    proved.email ?? (account === undefined ? undefined : await readAddress(store, account.id, now()));
  const grant = decideGrant(settling, account, { ...proved, ...(email !== undefined && { email }) });
  if (grant === undefined) {
    // What was taken away ends where they are signed in, too.
    if (account !== undefined) await store.forgetKept('session', `${account.id} `);
    throw new CatalogueError(
      'forbidden',
      'You are signed in, but nobody has given you access to the catalogue',
    );
  }
  const subject = proved.subject ?? account?.document.subject;
  const document: Account = { ...grant, ...(subject !== undefined && { subject }) };
  const id = account?.id ?? makeId('account');
  const isKnown = account !== undefined && JSON.stringify(account.document) === JSON.stringify(document);
  const { role, organisations } = grant;
  if (isKnown) return { id, role, organisations };
  await writeAccount(settling, {
    ...{ id, revision: account?.revision ?? 0, state: 'active', document },
    ...(email !== undefined && { email }),
    action: account === undefined ? 'submitted' : 'changed',
    actor: 'sign-in',
  });
  return { id, role, organisations };
}
