import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Grant } from '../../domain/access/account.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { CatalogueStore } from '../../ports/catalogue-store.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import type { Sessions } from '../../use-cases/keep-sessions.ts';
import type { SettlingAccounts } from '../../use-cases/settle-account.ts';
import type { ClaimNames } from '../../use-cases/sign-in-by-provider.ts';
import type { Cookie } from './session-cookie.ts';

/** What signing in with a browser works with. */
export interface SignInServices extends SettlingAccounts {
  store: CatalogueStore;
  sessions: Sessions;
  cookie: Cookie;
  identityProvider?: IdentityProvider;
  claims: ClaimNames;
  publicUrl?: string;
}

const ownMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Where people reach the service. A caller says which host it asked, and may lie: a link that is sent to somebody else follows it only on
 * this very machine. Errors: CatalogueError 'unavailable'.
 */
export function baseAddress(request: FastifyRequest, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  if (ownMachine.test(request.host)) return `${request.protocol}://${request.host}`;
  throw new CatalogueError('unavailable', 'Signing in needs PUBLIC_URL, which is not set here');
}

/** A path of this service to go on to; "/" where it is none. */
export function ownPath(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}$/.test(text) ? text : '/';
}

/** Starts a session, ending the one that the browser had. */
export async function beginSession(
  { sessions, cookie }: Pick<SignInServices, 'sessions' | 'cookie'>,
  request: FastifyRequest,
  reply: FastifyReply,
  account: { id: string } & Grant,
): Promise<void> {
  const before = cookie.read(request);
  if (before !== undefined) await sessions.end(before);
  cookie.write(reply, await sessions.start(account.id, account.role));
}
