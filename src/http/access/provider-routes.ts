import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CatalogueError, notFound } from '../../domain/errors.ts';
import type { SignInAttempt } from '../../ports/identity-provider.ts';
import { hashSecret, makeSecret } from '../../use-cases/secrets.ts';
import { signInByProvider } from '../../use-cases/sign-in-by-provider.ts';
import { buildCookie } from './session-cookie.ts';
import { baseAddress, beginSession, ownPath, type SignInServices } from './sign-in-services.ts';

const space = 'sign-in-attempt';
const attemptSeconds = 600;

/** Signing in by the organisation's identity provider. An attempt belongs to the browser that began it, and is for once. */
export async function registerProviderSignIn(root: FastifyInstance, services: SignInServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const { store, now, claims, publicUrl, identityProvider: provider } = services;
  const attempts = buildCookie('sign-in', { isSecure: publicUrl?.startsWith('https:') ?? false });

  app.get(
    '/sign-in/provider',
    { schema: { hide: true, querystring: z.strictObject({ to: z.string().max(1500).optional() }) } },
    async (request, reply) => {
      if (provider === undefined) throw notFound('An identity provider is not set up, so that this address');
      const base = baseAddress(request, publicUrl);
      const { address, attempt } = await provider.begin(`${base}/sign-in/callback`);
      const secret = makeSecret('crl');
      await store.keep({
        space,
        key: hashSecret(secret),
        value: JSON.stringify({ attempt, to: ownPath(request.query.to) }),
        expiresAt: new Date(now().getTime() + attemptSeconds * 1000).toISOString(),
      });
      attempts.write(reply, secret, attemptSeconds);
      return reply.header('cache-control', 'no-store').redirect(address, 302);
    },
  );

  app.get('/sign-in/callback', { schema: { hide: true } }, async (request, reply) => {
    if (provider === undefined) throw notFound('An identity provider is not set up, so that this address');
    const secret = attempts.read(request);
    const kept =
      secret === undefined ? undefined : await store.takeKept(space, hashSecret(secret), now().toISOString());
    attempts.clear(reply);
    if (kept === undefined) {
      throw new CatalogueError(
        'gone',
        'This sign-in was not begun here, or is over; begin again at /sign-in',
      );
    }
    const { attempt, to } = JSON.parse(kept) as { attempt: SignInAttempt; to: string };
    const address = `${baseAddress(request, publicUrl)}${request.url}`;
    const identity = await provider.complete(address, attempt);
    const account = await signInByProvider(services, identity, claims);
    await beginSession(services, request, reply, account);
    return reply.header('cache-control', 'no-store').redirect(to, 303);
  });
}
