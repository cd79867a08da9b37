import cookies from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { AllowedSignIn } from '../../domain/access/allow-list.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import { identifyBearer } from '../../use-cases/identify-bearer.ts';
import { keepSessions } from '../../use-cases/keep-sessions.ts';
import { noteKeyUse } from '../../use-cases/note-key-use.ts';
import type { ClaimNames } from '../../use-cases/sign-in-by-provider.ts';
import type { ApiServices } from '../api/api-services.ts';
import { limitRefused, rateLimits } from './rate-limits.ts';
import { registerAccess } from './register-access.ts';
import { guardSessions } from './same-origin.ts';
import { registerSecurityText } from './security-text.ts';
import { buildCookie, setSession } from './session-cookie.ts';
import type { SignInServices } from './sign-in-services.ts';

export interface AccessOptions {
  /** Requests an address may make in a minute. */
  rateLimitMax: number;
  /** Requests other than reading that an address may make in a minute, 60 unless given; keys may make more. */
  rateLimitWritesMax?: number;
  publicUrl?: string;
  /** How long a browser's session lives without a request; 60 unless given. */
  sessionIdleMinutes?: number;
  /** Who may sign in without an account made for them. */
  allowed?: readonly AllowedSignIn[];
  claims?: ClaimNames;
  /** Whom to tell of weaknesses: mailto: or https:. */
  securityContact?: string;
}

export type AccessServices = Pick<ApiServices, 'store' | 'directory' | 'now'> & {
  identityProvider?: IdentityProvider;
};

/** Who calls, how often they may, and how they sign in. Register it before all routes. */
export async function openAccess(
  app: FastifyInstance,
  services: AccessServices,
  options: AccessOptions,
): Promise<SignInServices> {
  const { rateLimitMax: max, rateLimitWritesMax: writesMax = 60, publicUrl } = options;
  const idleMs = (options.sessionIdleMinutes ?? 60) * 60_000;
  const sessions = keepSessions({ ...services, idleMs });
  const cookie = buildCookie('session', { isSecure: publicUrl?.startsWith('https:') ?? false });
  const noteUse = noteKeyUse(services);

  await app.register(rateLimit, rateLimits({ max, writesMax }));
  limitRefused(app);
  await app.register(cookies, { hook: false });
  registerAccess(app, {
    async byBearer(secret) {
      const actor = await identifyBearer(services, secret);
      if (actor !== undefined) noteUse(actor);
      return actor;
    },
    async bySession(request, reply) {
      const value = cookie.read(request);
      const found = value === undefined ? undefined : await sessions.find(value);
      if (value === undefined || found === undefined) return undefined;
      setSession(request, { cookie: found.cookie ?? value, expiresAt: found.expiresAt });
      if (found.cookie !== undefined) cookie.write(reply, found.cookie);
      noteUse(found.actor);
      return found.actor;
    },
  });
  guardSessions(app, publicUrl);
  if (options.securityContact !== undefined) {
    registerSecurityText(app, { contact: options.securityContact, publicUrl, now: services.now });
  }
  const { allowed = [], claims = {} } = options;
  return { ...services, ...{ sessions, cookie, allowed, claims }, ...(publicUrl && { publicUrl }) };
}
