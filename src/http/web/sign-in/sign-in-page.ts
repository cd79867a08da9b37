import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenLine } from '../../../domain/registration/given-text.ts';
import { askSignInLink } from '../../../use-cases/ask-sign-in-link.ts';
import { useSignInLink } from '../../../use-cases/use-sign-in-link.ts';
import { sessionOf } from '../../access/session-cookie.ts';
import { baseAddress, beginSession, ownPath } from '../../access/sign-in-services.ts';
import { type FormError, formTitle, readForm } from '../form/web-form.ts';
import { switchesLanguage } from '../language.ts';
import type { SignInPagesServices } from '../web-services.ts';

const Email = givenLine(254).pipe(z.email());
const Token = z.strictObject({ token: z.string().regex(/^crl_[\w-]{43}$/, 'is not the token of a link') });
const LinkQuery = Token.extend({ to: z.string().max(500).optional(), lang: z.string().optional() });
const hidden = { hide: true } as const;
const open = { least: 'anonymous' } as const;

function toOf({ query, body }: FastifyRequest): string {
  const { to } = { ...(query as object), ...(body as object) } as { to?: unknown };
  return ownPath(typeof to === 'string' ? to : undefined);
}

/** Signing in by a link that is sent by mail; the organisation's own sign-in comes first where there is one. */
export function registerSignInPage(app: FastifyInstance, services: SignInPagesServices): void {
  const { pages, publicUrl, identityProvider } = services;

  function toSignIn(request: FastifyRequest, email = '', isWrong = false) {
    const words = pages.wordsFor(request);
    const text = words.t('signIn.emailWrong');
    const errors: FormError[] = isWrong ? [{ field: 'email', text, href: '#email' }] : [];
    const to = toOf(request);
    return {
      template: 'sign-in/sign-in.njk',
      title: formTitle(words, words.t('signIn.title'), errors),
      form: 'sign-in',
      status: isWrong ? 400 : 200,
      noIndex: true,
      context: {
        ...{ errors, email, to },
        provider: identityProvider && `/sign-in/provider?to=${encodeURIComponent(to)}`,
      },
    };
  }

  function toSent(request: FastifyRequest, status: number) {
    const title = pages.wordsFor(request).t('signIn.sent');
    return {
      ...{ template: 'sign-in/sent.njk', title, status },
      ...{ isPrivate: true, noIndex: true, context: { to: toOf(request) } },
    };
  }

  app.get('/sign-in', { schema: hidden }, async (request, reply) => {
    if (sessionOf(request) === undefined) return pages.show(request, reply, toSignIn(request));
    const to = toOf(request);
    return reply.header('cache-control', 'no-store').redirect(to === '/' ? '/account' : to, 303);
  });

  // Where the switch of language leads once the form was sent.
  app.get('/sign-in/email', { schema: hidden }, async (request, reply) =>
    pages.show(request, reply, toSent(request, 200)),
  );

  app.post('/sign-in/email', { config: open, schema: hidden }, async (request, reply) => {
    const { email: given = '' } = readForm(request);
    if (switchesLanguage(request)) return pages.show(request, reply, toSignIn(request, given));
    const email = Email.safeParse(given);
    if (!email.success) return pages.show(request, reply, toSignIn(request, given, true));
    const base = baseAddress(request, publicUrl);
    const to = toOf(request);
    const onward = to === '/' ? '' : `&to=${encodeURIComponent(to)}`;
    const linkOf = (secret: string) => `${base}/sign-in/link?token=${secret}${onward}`;
    // Not waited for: how long it takes would tell whether the address is known.
    askSignInLink(services, { email: email.data, linkOf }).catch((error) =>
      request.log.error({ err: error }, 'could not write a sign-in link'),
    );
    return pages.show(request, reply, toSent(request, 202));
  });

  // Mail programs open links to look behind them: only the button uses it up.
  app.get('/sign-in/link', { schema: { ...hidden, querystring: LinkQuery } }, async (request, reply) => {
    const { token } = request.query as z.infer<typeof LinkQuery>;
    return pages.show(request, reply, {
      template: 'sign-in/link.njk',
      title: pages.wordsFor(request).t('signIn.link'),
      ...{ isPrivate: true, noIndex: true, context: { token, to: toOf(request) } },
    });
  });

  const body = Token.extend({ to: z.string().max(500).optional() });
  app.post('/sign-in/link', { config: open, schema: { ...hidden, body } }, async (request, reply) => {
    const account = await useSignInLink(services, (request.body as z.infer<typeof body>).token);
    await beginSession(services, request, reply, account);
    return reply.redirect(toOf(request), 303);
  });
}
