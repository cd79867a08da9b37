import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenLine } from '../../domain/registration/given-text.ts';
import { askSignInLink } from '../../use-cases/ask-sign-in-link.ts';
import { csrfTokenOf } from '../../use-cases/keep-sessions.ts';
import { useSignInLink } from '../../use-cases/use-sign-in-link.ts';
import { actorOf } from './actor-of.ts';
import { html, sendPlainPage } from './plain-page.ts';
import { requireOwnOrigin } from './same-origin.ts';
import { sessionOf } from './session-cookie.ts';
import { baseAddress, beginSession, ownPath, type SignInServices } from './sign-in-services.ts';

const Onward = z.strictObject({ to: z.string().max(500).optional() });
const Email = z.strictObject({ email: givenLine(254).pipe(z.email('must be an e-mail address')) });
const Link = z.strictObject({ token: z.string().regex(/^crl_[\w-]{43}$/, 'is not the token of a link') });
const SignOut = z.strictObject({ everywhere: z.enum(['true', 'false']).optional() });

const open = { least: 'anonymous' } as const;

/** Signing in by a link that is sent by mail, and signing out. The pages are plain; none of them needs a script. */
export async function registerSignIn(root: FastifyInstance, services: SignInServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const { cookie, sessions, publicUrl, identityProvider } = services;

  app.get('/sign-in', { schema: { hide: true, querystring: Onward } }, async (request, reply) => {
    const session = sessionOf(request);
    if (session !== undefined) {
      const content = html`<p>You are signed in with the role ${actorOf(request).role}.</p>
<form method="post" action="/sign-out"><input type="hidden" name="_csrf" value="${csrfTokenOf(session.cookie)}">
<button>Sign out</button> <button name="everywhere" value="true">Sign out everywhere</button></form>`;
      return sendPlainPage(reply, { title: 'You are signed in', content });
    }
    const to = encodeURIComponent(ownPath(request.query.to));
    const byProvider =
      identityProvider &&
      html`<p><a href="/sign-in/provider?to=${to}">Sign in with your organisation’s account</a></p>`;
    const content = html`${byProvider}<form method="post" action="/sign-in/email">
<p><label>Work e-mail address <input type="email" name="email" autocomplete="email" required></label></p>
<button>Send me a link</button></form>`;
    return sendPlainPage(reply, { title: 'Sign in', content });
  });

  app.post(
    '/sign-in/email',
    { config: open, schema: { hide: true, body: Email } },
    async (request, reply) => {
      requireOwnOrigin(request, publicUrl);
      const base = baseAddress(request, publicUrl);
      const { email } = request.body;
      const linkOf = (secret: string) => `${base}/sign-in/link?token=${secret}`;
      // Not waited for: how long it takes would tell whether the address is known.
      askSignInLink(services, { email, linkOf }).catch((error) =>
        request.log.error({ err: error }, 'could not write a sign-in link'),
      );
      const content = html`<p>If this address may sign in, a link is on its way to it. It works once, within 15 minutes.</p>`;
      return sendPlainPage(reply, { title: 'Look into your mail', content, status: 202 });
    },
  );

  // Mail programs open links to look behind them: only the button uses it up.
  app.get('/sign-in/link', { schema: { hide: true, querystring: Link } }, async (request, reply) => {
    const content = html`<form method="post" action="/sign-in/link"><input type="hidden" name="token" value="${request.query.token}">
<button>Sign in</button></form>`;
    return sendPlainPage(reply, { title: 'Sign in', content });
  });

  app.post('/sign-in/link', { config: open, schema: { hide: true, body: Link } }, async (request, reply) => {
    requireOwnOrigin(request, publicUrl);
    const account = await useSignInLink(services, request.body.token);
    await beginSession(services, request, reply, account);
    return reply.redirect('/', 303);
  });

  app.post(
    '/sign-out',
    { config: open, schema: { hide: true, body: SignOut.nullish() } },
    async (request, reply) => {
      const session = sessionOf(request);
      const { id } = actorOf(request);
      if (session !== undefined && id !== undefined) {
        if (request.body?.everywhere === 'true') await sessions.endAll(id);
        else await sessions.end(session.cookie);
      }
      cookie.clear(reply);
      return reply.redirect('/', 303);
    },
  );
}
