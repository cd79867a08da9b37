import { Account } from '../domain/access/account.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryAction } from '../ports/entry-store.ts';
import type { RecordTerm } from '../ports/record-store.ts';
import { hashSecret } from './secrets.ts';

const space = 'account-address';
/** Until it is forgotten: there is no end to foresee. */
const unending = '9999-12-31T00:00:00.000Z';

export type AccountEntry = Entry<Account>;

export function emailTerm(email: string): RecordTerm {
  return { name: 'email', value: hashSecret(email) };
}

export function subjectTerm(value: string): RecordTerm {
  return { name: 'subject', value };
}

/** The address that an account signs in with; undefined where none was given or it was forgotten. */
export function readAddress(
  store: Pick<CatalogueStore, 'kept'>,
  account: string,
  now: Date,
): Promise<string | undefined> {
  return store.kept(space, account, now.toISOString());
}

/** Forgets what stands beside a key or an account: address, sessions, when it was used. */
export async function forgetPerson(store: Pick<CatalogueStore, 'forgetKept'>, id: string): Promise<void> {
  for (const [place, key] of [
    [space, id],
    ['session', `${id} `],
    ['key-used', id],
  ] as const)
    await store.forgetKept(place, key);
}

/** Whoever has this address or this identity; undefined also where the account was closed. */
export async function findAccount(
  store: Pick<CatalogueStore, 'findEntryBy'>,
  { email, subject }: { email?: string; subject?: string },
): Promise<AccountEntry | undefined> {
  const bySubject =
    subject === undefined ? undefined : await store.findEntryBy<Account>('account', subjectTerm(subject));
  if (bySubject !== undefined || email === undefined) return bySubject;
  return store.findEntryBy<Account>('account', emailTerm(email));
}

interface WritingAccount {
  store: Pick<CatalogueStore, 'write' | 'forgetKept'>;
  now: () => Date;
}

/** Writes an account and its address together. Without an address, the one it had is forgotten. */
export async function writeAccount(
  { store, now }: WritingAccount,
  {
    id,
    revision,
    document,
    email,
    ...written
  }: {
    id: string;
    /** Of the account as it was read; 0 for a new one. */
    revision: number;
    state: 'active' | 'closed';
    document: Account;
    email?: string;
    action: EntryAction;
    actor: string;
  },
): Promise<void> {
  const { actor, state, action } = written;
  const isOpen = state === 'active';
  const known = [
    ...(isOpen && email !== undefined ? [emailTerm(email)] : []),
    ...(isOpen && document.subject !== undefined ? [subjectTerm(document.subject)] : []),
  ];
  const entry = {
    ...({ kind: 'account', id, state, action, basedOn: revision } as const),
    document: Account.parse(document),
    terms: isOpen ? [{ name: 'role', value: document.role }] : [],
    unique: known,
  };
  const kept = isOpen && email !== undefined ? [{ space, key: id, value: email, expiresAt: unending }] : [];
  await store.write({ actor, at: now().toISOString(), put: [], withdraw: [], entries: [entry], kept });
  if (kept.length === 0) await store.forgetKept(space, id);
}
