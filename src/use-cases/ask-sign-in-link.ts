import { toMailbox } from '../domain/access/allow-list.ts';
import { CatalogueError } from '../domain/errors.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { mayUseLink, type SettlingAccounts } from './settle-account.ts';
import { toMailWrites } from './to-mail-writes.ts';

export const linkSpace = 'sign-in-link';
const linkMs = 15 * 60_000;
/** One address is sent one link in this time, however often somebody asks. */
const pauseMs = 60_000;

/**
 * Writes a mail with a link that signs in whoever opens it, once, within 15 minutes; does nothing for an address that may not sign in.
 * `linkOf` makes the address of the page from the secret.
 */
export async function askSignInLink(
  settling: SettlingAccounts,
  { email: given, linkOf }: { email: string; linkOf: (secret: string) => string },
): Promise<void> {
  const email = toMailbox(given);
  if (!(await mayUseLink(settling, email))) return;
  const now = settling.now();
  const at = now.toISOString();
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const secret = makeSecret('crl');
  const expiresAt = after(linkMs);
  const mail = toMailWrites(
    {
      purpose: 'sign-in link',
      to: email,
      subject: 'Sign in to the Council Reuse Catalogue',
      text: `Open this address to sign in. It works once, within 15 minutes.\n\n${linkOf(secret)}\n\nIf you did not ask for it, do nothing: nobody can sign in without it.\n`,
    },
    { at, expiresAt },
  );
  const once = { space: 'sign-in-asked', key: hashSecret(email), value: '', expiresAt: after(pauseMs) };
  const link = { space: linkSpace, key: hashSecret(secret), value: email, expiresAt };
  const kept = [{ ...once, onlyNew: true }, link, ...mail.kept];
  try {
    await settling.store.write({
      ...{ actor: 'sign-in', at, put: [], withdraw: [], entries: mail.entries, kept },
    });
  } catch (error) {
    // A link was sent a moment ago.
    if (!(error instanceof CatalogueError && error.kind === 'conflict')) throw error;
  }
}
