import { createHmac } from 'node:crypto';
import type { Account } from '../domain/access/account.ts';
import type { Actor, GrantedRole } from '../domain/access/actor.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import { hashSecret, makeSecret } from './secrets.ts';

const space = 'session';
const longestMs = 12 * 3_600_000;
const noteEveryMs = 60_000;

interface KeepingSessions {
  store: Pick<EntryStore, 'kept' | 'keep' | 'takeKept' | 'forgetKept' | 'findEntry'>;
  now: () => Date;
  /** How long a session lives without a request. */
  idleMs: number;
}

interface SessionState {
  startedAt: string;
  seenAt: string;
  role: GrantedRole;
}

export interface FoundSession {
  actor: Actor & { id: string };
  /** ISO-8601: the end, unless it is used before. */
  expiresAt: string;
  /** A new value for the cookie: the old one is over. */
  cookie?: string;
}

/**
 * Sessions of browsers. A cookie is the account's id and a secret of 256 bits, of which a hash is kept. A session ends after `idleMs`
 * without a request, after twelve hours, when it is ended, and when its account is closed; it gets a new secret when the role changes.
 */
export function keepSessions({ store, now, idleMs }: KeepingSessions) {
  const keyOf = (account: string, secret: string) => `${account} ${hashSecret(secret)}`;

  function read(cookie: string): { account: string; key: string } | undefined {
    const [, account, secret] = /^(account-[0-9a-f]{12})\.(crs_[\w-]{43})$/.exec(cookie) ?? [];
    return account === undefined || secret === undefined
      ? undefined
      : { account, key: keyOf(account, secret) };
  }

  async function keep(key: string, state: SessionState): Promise<string> {
    const end = Math.min(Date.parse(state.seenAt) + idleMs, Date.parse(state.startedAt) + longestMs);
    const expiresAt = new Date(end).toISOString();
    await store.keep({ space, key, value: JSON.stringify(state), expiresAt });
    return expiresAt;
  }

  async function open(account: string, state: SessionState): Promise<{ cookie: string; expiresAt: string }> {
    const secret = makeSecret('crs');
    const expiresAt = await keep(keyOf(account, secret), state);
    return { cookie: `${account}.${secret}`, expiresAt };
  }

  return {
    async start(account: string, role: GrantedRole): Promise<string> {
      const at = now().toISOString();
      return (await open(account, { startedAt: at, seenAt: at, role })).cookie;
    },

    async find(cookie: string): Promise<FoundSession | undefined> {
      const named = read(cookie);
      if (named === undefined) return undefined;
      const at = now();
      const kept = await store.kept(space, named.key, at.toISOString());
      if (kept === undefined) return undefined;
      const account = await store.findEntry<Account>('account', named.account);
      if (account?.state !== 'active') return undefined;
      const { role, organisations } = account.document;
      const actor = { role, id: account.id, organisations };
      const state = JSON.parse(kept) as SessionState;
      const seen = { ...state, seenAt: at.toISOString(), role };
      if (state.role !== role) {
        // Of requests at the same moment one gets the new secret.
        const taken = await store.takeKept(space, named.key, at.toISOString());
        return taken === undefined ? undefined : { actor, ...(await open(account.id, seen)) };
      }
      const isNoted = at.getTime() - Date.parse(state.seenAt) < Math.min(noteEveryMs, idleMs / 2);
      const end = Math.min(Date.parse(state.seenAt) + idleMs, Date.parse(state.startedAt) + longestMs);
      return { actor, expiresAt: isNoted ? new Date(end).toISOString() : await keep(named.key, seen) };
    },

    async end(cookie: string): Promise<void> {
      const named = read(cookie);
      if (named !== undefined) await store.takeKept(space, named.key, now().toISOString());
    },

    /** Everywhere the account is signed in. */
    endAll: (account: string) => store.forgetKept(space, `${account} `),
  };
}
export type Sessions = ReturnType<typeof keepSessions>;

/** What a form or a script of our own pages sends besides the cookie; nobody can work it out who cannot read the cookie. */
export function csrfTokenOf(cookie: string): string {
  return createHmac('sha256', cookie).update('csrf').digest('base64url');
}
