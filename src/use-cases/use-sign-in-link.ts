import type { Grant } from '../domain/access/account.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import { linkSpace } from './ask-sign-in-link.ts';
import { hashSecret } from './secrets.ts';
import { type SettlingAccounts, settleAccount } from './settle-account.ts';

/** The account of whoever has the link; the link is used up. Errors: CatalogueError 'gone' for a link that is over, 'forbidden'. */
export async function useSignInLink(
  settling: SettlingAccounts & { store: Pick<EntryStore, 'takeKept'> },
  secret: string,
): Promise<{ id: string } & Grant> {
  const at = settling.now().toISOString();
  const email = await settling.store.takeKept(linkSpace, hashSecret(secret), at);
  if (email === undefined) {
    throw new CatalogueError('gone', 'This link was used or is older than 15 minutes; ask for another one');
  }
  return settleAccount(settling, { email });
}
